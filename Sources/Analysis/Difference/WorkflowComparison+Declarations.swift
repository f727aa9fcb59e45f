import Casework

extension WorkflowComparison {
  /// What became of fields, parties, clocks and messages.
  func declarations() -> [Change] {
    let (old, new) = (before.workflow, after.workflow)
    return part(
      "field", old.fields.map(\.name), new.fields.map(\.name), .data, before.field, after.field
    ) { "The field “\($0)”" }
      + part("party", old.parties.map(\.id), new.parties.map(\.id), .permissions, before.party, after.party) {
        "The party \($0)"
      }
      + part("clock", old.clocks.map(\.id), new.clocks.map(\.id), .deadlines, before.clock, after.clock) {
        "The clock \($0)"
      }
      + templates()
  }

  private func templates() -> [Change] {
    let old = before.workflow.templates.keys.sorted()
    let new = after.workflow.templates.keys.sorted()
    return part(
      "message", old, new, .messages, { before.template(old[$0]) }, { after.template(new[$0]) },
      naming: { "The message “\($0)”" })
  }

  /// Parts that are found by name, or where they have another one by all that they say of themselves.
  private func part(
    _ kind: String, _ old: [String], _ new: [String], _ area: ChangeArea, _ was: (Int) -> [Trait],
    _ isNow: (Int) -> [Trait], naming: (String) -> String
  ) -> [Change] {
    let gone = old.indices.filter { !new.contains(old[$0]) }
    let renamed = LikePairs.of(gone, new.indices.filter { !old.contains(new[$0]) }) {
      Self.areAlike(was($0), old[$0], isNow($1), new[$1])
    }
    var changes: [Change] = []
    for (number, name) in new.enumerated() {
      if let former = old.firstIndex(of: name) {
        changes += self.changes(in: naming(name), "\(kind) \(name)", was(former), isNow(number))
      } else if let former = renamed.first(where: { $0.value == number })?.key {
        changes.append(
          Change(
            area: area, part: "\(kind) \(name)",
            sentence: "\(naming(name)): this seems to be what was \(old[former]), and is now \(name)."))
        changes += self.changes(in: naming(name), "\(kind) \(name)", was(former), isNow(number))
      } else {
        changes.append(
          Change(
            area: area, part: "\(kind) \(name)", sentence: "\(naming(name)) is new.",
            details: isNow(number).flatMap(\.lines).map { "+ \($0)" }))
      }
    }
    for (number, name) in old.enumerated() where !new.contains(name) && renamed[number] == nil {
      changes.append(
        Change(
          area: area, part: "\(kind) \(name)", sentence: "\(naming(name)) is gone.",
          details: was(number).flatMap(\.lines).map { "- \($0)" }))
    }
    let kept = new.compactMap { old.firstIndex(of: $0) }
    if kept != kept.sorted() {
      changes.append(
        Change(
          area: .words, part: "workflow", sentence: "The workflow: its \(kind) list stands in another order.",
          details: [
            "- \(old.filter(new.contains).joined(separator: ", "))",
            "+ \(new.filter(old.contains).joined(separator: ", "))",
          ]))
    }
    return changes
  }

  /// Whether two parts of other names look like one: they bear one title and differ in one thing at most, or say the same
  /// of themselves in at least two.
  private static func areAlike(_ old: [Trait], _ was: String, _ new: [Trait], _ isNow: String) -> Bool {
    func said(_ traits: [Trait], _ name: String) -> [String: Trait] {
      // What has no title of its own bears its name, which says nothing.
      let own = traits.filter { !$0.isUsual && !($0.key == titleKey && $0.value == .text(name)) }
      return Dictionary(own.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (before, after) = (said(old, was), said(new, isNow))
    let differing = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    if let title = before[titleKey], title == after[titleKey] { return differing.count <= 1 }
    return differing.isEmpty && before.count >= 2
  }

  private static let titleKey = "the title"
}
