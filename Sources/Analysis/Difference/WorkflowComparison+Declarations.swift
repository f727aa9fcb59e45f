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

  /// Parts that are found by name.
  private func part(
    _ kind: String, _ old: [String], _ new: [String], _ area: ChangeArea, _ was: (Int) -> [Trait],
    _ isNow: (Int) -> [Trait], naming: (String) -> String
  ) -> [Change] {
    var changes: [Change] = []
    for (number, name) in new.enumerated() {
      if let former = old.firstIndex(of: name) {
        changes += self.changes(in: naming(name), "\(kind) \(name)", was(former), isNow(number))
      } else {
        changes.append(
          Change(
            area: area, part: "\(kind) \(name)", sentence: "\(naming(name)) is new.",
            details: isNow(number).flatMap(\.lines).map { "+ \($0)" }))
      }
    }
    for (number, name) in old.enumerated() where !new.contains(name) {
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
}
