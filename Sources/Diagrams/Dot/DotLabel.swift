import CivilTime

/// The words on a picture, as graphviz's HTML-like labels.
enum DotLabel {
  /// What stands in a step's box.
  static func step(_ moves: Moves, _ item: Picture.Item, _ path: CasePath?, _ zone: ZoneRules) -> String {
    var lines = DotText.wrapped(moves.title(item.state), 26).map { item.kind == .choice ? small($0) : bold($0) }
    if let owner = moves.owner(item.state) { lines.append(small(owner)) }
    let facts = facts(moves, item.state)
    if !facts.isEmpty { lines.append(small(facts)) }
    if let at = path?.lastVisit(item.state) {
      let isNow = path?.current.contains(item.state) == true && path?.isClosed == false
      lines.append("<B>" + (isNow ? "Here since " : "Reached ") + DotText.escaped(DayWords.text(at, zone)) + "</B>")
    }
    return label(lines)
  }

  /// The heading of a group.
  static func group(_ moves: Moves, _ state: Int) -> String {
    let words = [moves.owner(state), facts(moves, state)].compactMap(\.self).filter { !$0.isEmpty }
    let rest = words.isEmpty ? "" : "  " + small(words.joined(separator: ", "))
    return "<\(bold(moves.title(state)))\(rest)>"
  }

  /// Where what can happen at every step of a group begins.
  static func anywhere(_ moves: Moves, _ state: Int) -> String {
    label([small("At every step of"), small("“\(moves.title(state))”")])
  }

  /// The name of a step that is drawn elsewhere.
  static func link(_ moves: Moves, _ state: Int, isBack: Bool) -> String {
    if moves.workflow.chart.states[state].isHistory { return label([blue("back to where it was")]) }
    return label(DotText.wrapped("\(isBack ? "back to" : "on to") “\(moves.title(state))”", 28).map(blue))
  }

  /// The names of the steps that lead to one that is drawn away from them.
  static func arrivals(_ moves: Moves, _ state: Int) -> String {
    var sources: [String] = []
    for move in moves.all where move.targets.contains(state) {
      let title = "“\(moves.title(move.source))”"
      if !sources.contains(title) { sources.append(title) }
    }
    return label(DotText.wrapped("from \(MoveWords.list(sources))", 34).map(blue))
  }

  /// What stands beside an arrow; nil where there is nothing to say.
  static func arrow(_ arrow: Picture.Arrow) -> String? {
    var lines: [String] = []
    // Where a rest goes the same way, the cases before it need not be told.
    let all = arrow.moves.filter(\.isOtherwise).isEmpty ? arrow.moves : arrow.moves.filter { $0.condition == nil }
    for move in all.prefix(3) {
      let words = MoveWords(move)
      let colour = arrow.isTimed ? DotPalette.time : DotPalette.text
      let short = DotText.wrapped(words.short, 26).map { coloured($0, colour) }
      for line in short where !lines.contains(line) { lines.append(line) }
      if !move.people.isEmpty { lines += DotText.wrapped(words.shortPeople, 32).map(tiny) }
    }
    if all.count > 3 { lines.append(tiny("and \(all.count - 3) more ways")) }
    guard !lines.isEmpty else { return nil }
    // A table has margins, which keep the words off the next arrow.
    return "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\"><TR><TD>"
      + lines.joined(separator: "<BR/>") + "</TD></TR></TABLE>>"
  }

  /// The title above, with what the marks mean.
  static func heading(_ moves: Moves, _ path: CasePath?, _ zone: ZoneRules) -> String {
    var lines = [
      "<FONT POINT-SIZE=\"24\"><B>\(DotText.escaped(moves.workflow.title))</B></FONT>",
      sized("Solid arrows: somebody decides, or the workflow goes on by itself. ", 13, DotPalette.secondary)
        + "<FONT POINT-SIZE=\"13\" COLOR=\"\(DotPalette.time)\">Dashed arrows: time passes and nobody has answered.</FONT>",
      sized(
        "Blue boxes: the scheme’s own people act. White boxes: somebody else does. Double lines: the case ends.", 13,
        DotPalette.secondary),
    ]
    if path != nil {
      lines.append(
        sized("Thick lines and dates: the way of this case. Yellow: where it stands.", 13, DotPalette.secondary))
    }
    return "<" + lines.joined(separator: "<BR/>") + "<BR/> >"
  }

  private static func facts(_ moves: Moves, _ state: Int) -> String {
    var facts: [String] = []
    if let deadline = moves.deadlines[state] { facts.append(deadline.within) }
    let reminders = moves.reminders[state].count
    if reminders > 0 { facts.append(reminders == 1 ? "1 reminder" : "\(reminders) reminders") }
    return facts.joined(separator: " · ")
  }

  private static func label(_ lines: [String]) -> String { "<" + lines.joined(separator: "<BR/>") + ">" }
  private static func bold(_ text: String) -> String { "<B>\(DotText.escaped(text))</B>" }
  private static func small(_ text: String) -> String { sized(text, 11, DotPalette.secondary) }
  private static func tiny(_ text: String) -> String { sized(text, 9, DotPalette.secondary) }
  private static func blue(_ text: String) -> String { sized(text, 11, DotPalette.link) }
  private static func coloured(_ text: String, _ colour: String) -> String { sized(text, 10, colour) }
  private static func sized(_ text: String, _ size: Int, _ colour: String) -> String {
    "<FONT POINT-SIZE=\"\(size)\" COLOR=\"\(colour)\">\(DotText.escaped(text))</FONT>"
  }
}
