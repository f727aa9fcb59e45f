/// What to say where one trait of one part is not what it was.
struct TraitChange {
  /// The part in words, with which each sentence begins: "With the prime contractor".
  let place: String
  /// The part for programs.
  let part: String

  func changes(from old: Trait?, to new: Trait?) -> [Change] {
    guard old != new else { return [] }
    guard let trait = new ?? old else { return [] }
    switch (old?.value, new?.value) {
    case (.flag(let was, _, _)?, .flag(let isNow, let yes, let no)?):
      return was == isNow ? [] : [change(trait, "\(isNow ? yes : no) (before: \(isNow ? no : yes))")]
    case (.names(let before)?, .names(let after)?): return names(trait, before, after)
    case (.lines(let before)?, .lines(let after)?): return lines(trait, before, after)
    case (.length(let before)?, .length(let after)?):
      guard before != after else { return [] }
      let shift = before.shift(to: after) ?? "is now \(after.words), and was \(before.words)"
      return [change(trait, "\(trait.noun) \(shift)", details(before.source, after.source, unless: shift))]
    case (.expression(let before, let words)?, .expression(let after, let newWords)?):
      guard before != after else { return [] }
      if let words, let newWords, words != newWords {
        return [
          change(trait, "\(trait.noun) is now \(newWords), and was \(words)", Self.lines(before, after))
        ]
      }
      return [texts(trait, before, after)]
    case (.text(let before)?, .text(let after)?): return before == after ? [] : [texts(trait, before, after)]
    case (nil, _?):
      return [change(trait, "there is now something for \(trait.noun)", trait.lines.map { "+ \($0)" })].map(shortened)
    case (_?, nil):
      return [change(trait, "there is nothing any more for \(trait.noun)", trait.lines.map { "- \($0)" })].map(
        shortened)
    case (let before?, let after?):
      // What was one sort of thing is now another, such as a length that was none.
      return [
        change(
          trait, "\(trait.noun) is said in another way",
          (old?.lines ?? []).map { "- \($0)" } + (new?.lines ?? []).map { "+ \($0)" })
      ].filter { _ in before != after }
    case (nil, nil): return []
    }
  }

  /// One line of detail goes into the sentence.
  private func shortened(_ change: Change) -> Change {
    guard change.details.count == 1, let line = change.details.first, line.count <= 160 else { return change }
    let words = line.hasPrefix("+ ") ? "now \(line.dropFirst(2))" : "no longer \(line.dropFirst(2))"
    return Change(area: change.area, part: part, sentence: "\(place): \(words).")
  }

  private func texts(_ trait: Trait, _ before: String, _ after: String) -> Change {
    let (was, isNow) = (before.onOneLine, after.onOneLine)
    // What differs only in spaces and line ends has to be shown as it stands.
    if was == isNow {
      return change(trait, "\(trait.noun) is spaced otherwise", Self.lines(Self.visible(before), Self.visible(after)))
    }
    if was.count + isNow.count <= 120 { return change(trait, "\(trait.noun) is now “\(isNow)”, and was “\(was)”") }
    return change(trait, "\(trait.noun) reads otherwise", Self.lines(was, isNow))
  }

  private func names(_ trait: Trait, _ old: [Trait.Name], _ new: [Trait.Name]) -> [Change] {
    guard old != new else { return [] }
    let added = new.filter { !old.contains($0) }.map(\.words)
    let gone = old.filter { !new.contains($0) }.map(\.words)
    let (before, after) = (old.map(\.words), new.map(\.words))
    if added.isEmpty, gone.isEmpty {
      let order = "\(trait.noun) stand in another order: \(after.joined(separator: ", ")); before: "
      return [change(trait, order + before.joined(separator: ", "))]
    }
    if before.isEmpty { return [change(trait, "\(trait.noun): \(Self.list(after)); there was none")] }
    if after.isEmpty { return [change(trait, "\(trait.noun): none any more; before: \(Self.list(before))")] }
    var words: [String] = []
    if !added.isEmpty { words.append("now \(gone.isEmpty ? "also " : "")\(Self.list(added))") }
    if !gone.isEmpty { words.append("no longer \(Self.list(gone))") }
    return [change(trait, "\(trait.noun): \(words.joined(separator: ", "))")]
  }

  /// A sentence for each place in which the lines differ.
  private func lines(_ trait: Trait, _ before: [String], _ after: [String]) -> [Change] {
    LineDifference.hunks(before, after).map { hunk in
      let isMessage = (hunk.gone + hunk.added).contains(where: ActionLines.isMessage)
      let area = trait.area == .actions && isMessage ? ChangeArea.messages : trait.area
      let (gone, added) = (hunk.gone.map(\.trimmedLine), hunk.added.map(\.trimmedLine))
      let length = (gone + added).reduce(0) { $0 + $1.count }
      let head = "\(place), \(trait.noun)"
      if gone.count <= 1, added.count <= 1, length <= 160, gone != added {
        let words =
          if let was = gone.first, let isNow = added.first {
            "now \(isNow); before: \(was)"
          } else if let isNow = added.first { "now also \(isNow)" } else { "no longer \(gone.first ?? "")" }
        return Change(area: area, part: part, sentence: "\(head): \(words).")
      }
      let count = max(gone.count, added.count)
      let lines = count == 1 ? "1 line is" : "\(count) lines are"
      return Change(
        area: area, part: part,
        sentence: "\(head): \(lines) \(gone.isEmpty ? "new" : added.isEmpty ? "gone" : "other than before").",
        details: hunk.gone.map { "- \($0)" } + hunk.added.map { "+ \($0)" })
    }
  }

  private func change(_ trait: Trait, _ words: String, _ details: [String] = []) -> Change {
    Change(area: trait.area, part: part, sentence: "\(place): \(words).", details: details)
  }

  private func details(_ before: String, _ after: String, unless words: String) -> [String] {
    words.contains(before) && words.contains(after) ? [] : Self.lines(before.onOneLine, after.onOneLine)
  }

  private static func lines(_ before: String, _ after: String) -> [String] { ["- \(before)", "+ \(after)"] }

  private static func visible(_ text: String) -> String {
    text.replacing("\n", with: "⏎").replacing("\t", with: "⇥").replacing(" ", with: "·")
  }

  /// "A, B and C".
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension String {
  fileprivate var trimmedLine: String { String(drop { $0 == " " }) }
}
