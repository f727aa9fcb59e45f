/// Everything that can be said about a workflow file before it is deployed.
///
/// The reader says what is wrong with the file as such; the checks look at the whole: what leads nowhere, what nobody
/// uses, which guards get in each other's way. They say nothing that a reader's error may have brought about.
package enum WorkflowCheck {
  /// What the reader found and what the checks find, by place.
  package static func findings(of reading: WorkflowReading) -> [Diagnostic] {
    guard let draft = reading.draft else { return reading.findings }
    let check = CheckContext(draft, reading.places)
    GuardCheck(check: check).run()
    LoopCheck(check: check).run()
    // What an error left out may be what leads there, or what uses it.
    if reading.workflow != nil {
      ReachabilityCheck(check: check).run()
      EventCheck(check: check).run()
      FieldCheck(check: check).run()
      MentionCheck(check: check).run()
      ConsentCheck(check: check).run()
      PropertyCheck(check: check).run()
    }
    return merged(reading.findings, check.findings())
  }

  /// By place; at one place the reader's first.
  private static func merged(_ one: [Diagnostic], _ other: [Diagnostic]) -> [Diagnostic] {
    guard !other.isEmpty else { return one }
    return (one + other).sorted { $0.place < $1.place }
  }
}
