package import CivilTime
import Statechart

/// A workflow's picture as graphviz takes it: the ladder down the page.
package struct DotDiagram: Sendable {
  private let moves: Moves
  private let picture: Picture
  private let path: CasePath?
  private let zone: ZoneRules
  private var states: [State] { moves.workflow.chart.states }

  /// - Parameters:
  ///   - path: a case's way, to be marked on it.
  ///   - zone: where the dates of that way are told.
  package init(_ moves: Moves, path: CasePath? = nil, zone: ZoneRules) {
    self.moves = moves
    self.path = path
    self.zone = zone
    picture = Picture(moves)
  }

  /// The text in the language of graphviz.
  package var text: String {
    var lines = [
      "digraph workflow {",
      "  graph [rankdir=TB, compound=true, nodesep=0.3, ranksep=0.4, splines=true, pad=0.3,",
      "    bgcolor=\(DotText.quoted(DotPalette.paper)), fontname=\"Helvetica,Arial,sans-serif\", fontsize=12,",
      "    fontcolor=\(DotText.quoted(DotPalette.text)), labelloc=t, label=\(DotLabel.heading(moves, path, zone))];",
      "  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, fontcolor=\(DotText.quoted(DotPalette.text))];",
      "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, fontcolor=\(DotText.quoted(DotPalette.text)),",
      "    arrowsize=0.8];",
    ]
    lines += contents(of: 0, depth: 0)
    lines += picture.arrows.map { "  " + arrow($0) }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What each mark of the picture is called, by its id in the text.
  package var names: [String: String] {
    var names: [String: String] = [:]
    for item in picture.items { names[item.id] = tooltip(item) }
    for group in picture.groups { names["cluster_\(group)"] = moves.title(group) }
    for arrow in picture.arrows { names[arrow.id] = tooltip(arrow) }
    return names
  }

  /// The marks that matter most: where the case stands, or else where every case begins.
  package var focus: [String] {
    let current = picture.items.filter { item in
      ![.start, .anywhere, .arrivals].contains(item.kind) && path?.current.contains(item.state) == true
    }
    let here = current.filter { if case .link = $0.kind { false } else { true } }
    guard here.isEmpty else { return here.map(\.id) }
    return picture.items.filter { $0.kind == .start && $0.state == 0 }.map(\.id)
  }

  /// What the picture is called.
  package var title: String { moves.workflow.title }

  /// The picture in a few sentences, for those who can't see it.
  package var description: String {
    let steps = picture.items.filter { $0.kind == .step }.map { moves.title($0.state) }
    let ends = Set(picture.items.filter { $0.kind == .end }.map(\.state)).sorted().map { moves.title($0) }
    var text = "Steps: \(steps.joined(separator: "; ")). Ends: \(ends.joined(separator: "; "))."
    if let path, !path.current.isEmpty {
      text += " This case: \(path.current.sorted().map { moves.title($0) }.joined(separator: "; "))."
    }
    return text + " The table of steps says the same in words."
  }

  private func contents(of group: Int, depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth + 1)
    var lines = picture.items.filter { $0.group == group }.map { indent + node($0) }
    for child in picture.groups where states[child].parent == group {
      let fill = DotPalette.frames[min(depth, DotPalette.frames.count - 1)]
      let line = states[group].kind == .parallel ? "dashed" : "solid"
      lines.append("\(indent)subgraph cluster_\(child) {")
      lines.append(
        "\(indent)  graph [id=cluster_\(child), style=\"rounded,filled,\(line)\", color=\"\(DotPalette.frameLine)\", "
          + "fillcolor=\"\(fill)\", margin=14, labelloc=t, labeljust=l, tooltip=\(DotText.quoted(moves.title(child))), "
          + "label=\(DotLabel.group(moves, child))];")
      lines += contents(of: child, depth: depth + 1)
      lines.append("\(indent)}")
    }
    return lines
  }

  // MARK: - Items

  private func node(_ item: Picture.Item) -> String {
    let tooltip = DotText.quoted(tooltip(item))
    var attributes = ["id=\(item.id)", "tooltip=\(tooltip)"]
    switch item.kind {
    case .start:
      attributes += [
        "shape=circle", "style=filled", "width=0.16", "fixedsize=true", "label=\"\"",
        "fillcolor=\"\(DotPalette.text)\"", "color=\"\(DotPalette.text)\"",
      ]
    case .step:
      attributes += box(item, fill: isOwn(item.state) ? DotPalette.own : DotPalette.paper, line: DotPalette.link)
    case .choice:
      attributes += box(item, fill: DotPalette.paper, line: DotPalette.secondary)
      attributes.append("shape=ellipse")
    case .end:
      attributes += box(item, fill: DotPalette.end, line: DotPalette.endLine)
      attributes.append("peripheries=2")
    case .anywhere:
      attributes += [
        "shape=box", "style=\"rounded,filled,dashed\"", "fillcolor=\"\(DotPalette.paper)\"",
        "color=\"\(DotPalette.secondary)\"", "height=0.3", "label=\(DotLabel.anywhere(moves, item.state))",
      ]
    case .arrivals: attributes += ["shape=plain", "label=\(DotLabel.arrivals(moves, item.state))"]
    case .link(let isBack):
      attributes += [
        "shape=plain", "label=\(DotLabel.link(moves, item.state, isBack: isBack))",
      ]
    }
    return "\(item.id) [\(attributes.joined(separator: ", "))];"
  }

  private func box(_ item: Picture.Item, fill: String, line: String) -> [String] {
    var (fill, line, width) = (fill, line, "1.2")
    if let path {
      if path.current.contains(item.state) {
        (fill, line, width) = (DotPalette.current, DotPalette.text, "3")
      } else if path.visits[item.state] != nil {
        (fill, line, width) = (DotPalette.visited, DotPalette.link, "2")
      }
    }
    return [
      "shape=box", "style=\"rounded,filled\"", "fillcolor=\"\(fill)\"", "color=\"\(line)\"", "penwidth=\(width)",
      "height=0.35", "margin=\"0.14,0.07\"", "label=\(DotLabel.step(moves, item, path, zone))",
    ]
  }

  private func isOwn(_ state: Int) -> Bool {
    moves.workflow.stateNotes[state].owner.flatMap { moves.workflow.party(named: $0)?.isStaff } ?? false
  }

  private func tooltip(_ item: Picture.Item) -> String {
    switch item.kind {
    case .start: item.state == 0 ? "Start" : "Start of \(moves.title(item.state))"
    case .anywhere: "At every step of \(moves.title(item.state))"
    case .arrivals: "Where a case comes from to \(moves.title(item.state))"
    case .link: "Go to \(moves.title(item.state))"
    case .choice: "\(moves.title(item.state)): decided at once"
    case .end: "End: \(moves.title(item.state))"
    case .step:
      ([moves.title(item.state)] + [moves.workflow.stateNotes[item.state].description].compactMap(\.self)
        + moves.reminders[item.state].map { "reminder \($0.afterwards)" }).joined(separator: "; ")
    }
  }

  // MARK: - Arrows

  private func arrow(_ arrow: Picture.Arrow) -> String {
    var attributes = ["id=\(arrow.id)", "tooltip=\(DotText.quoted(tooltip(arrow)))"]
    let label = DotLabel.arrow(arrow)
    if let label { attributes += ["label=\(label)", "labeltooltip=\(DotText.quoted(tooltip(arrow)))"] }
    if let group = arrow.into { attributes.append("\(arrow.isBack ? "ltail" : "lhead")=cluster_\(group)") }
    let isTaken = path.map { path in arrow.moves.contains { path.taken.contains($0.transition) } } ?? false
    let isBySomebody = arrow.moves.contains { $0.cause == .person }
    let colour = arrow.isTimed ? DotPalette.time : isBySomebody ? DotPalette.text : DotPalette.secondary
    attributes.append("color=\"\(isTaken ? DotPalette.link : colour)\"")
    if isTaken { attributes.append("penwidth=4") }
    if arrow.isTimed {
      // The ladder is what silence does: it keeps a straight line down the page.
      attributes += ["style=dashed", "weight=8"]
    } else if isBySomebody {
      attributes.append("weight=2")
    }
    // What leaves a frame goes below all that is in it.
    if leavesFrame(arrow) { attributes.append("minlen=2") }
    if arrow.isBack {
      // Told the other way round, so that graphviz keeps the order of the page.
      return "\(arrow.to) -> \(arrow.from) [\((attributes + ["dir=back"]).joined(separator: ", "))];"
    }
    return "\(arrow.from) -> \(arrow.to) [\(attributes.joined(separator: ", "))];"
  }

  private func leavesFrame(_ arrow: Picture.Arrow) -> Bool {
    guard let from = picture.items.first(where: { $0.id == arrow.from }),
      let to = picture.items.first(where: { $0.id == arrow.to })
    else { return false }
    return from.group != 0 && to.group == 0
  }

  private func tooltip(_ arrow: Picture.Arrow) -> String {
    guard !arrow.moves.isEmpty else { return "It begins here" }
    return arrow.moves.map { MoveWords($0).full }.joined(separator: "; ")
  }
}
