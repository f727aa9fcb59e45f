package import Analysis

/// Everything that can be said about a workflow file before it is deployed.
///
/// The reader says what is wrong with the file as such; the checks look at the whole: what leads nowhere, what nobody
/// uses, which guards get in each other's way. They say nothing that a reader's error may have brought about.
package enum WorkflowCheck {
  /// What the reader found and what the checks find, by place.
  package static func findings(of reading: WorkflowReading) -> [Diagnostic] {
    examine(reading).findings
  }

  /// The same, and how long its cases last at most, where the workflow could be read.
  package static func examine(_ reading: WorkflowReading) -> WorkflowExamination {
    guard let draft = reading.draft else { return WorkflowExamination(findings: reading.findings, bounds: nil) }
    let check = CheckContext(draft, reading.places)
    GuardCheck(check: check).run()
    LoopCheck(check: check).run()
    var bounds: Bounds?
    // What an error left out may be what leads there, or what uses it.
    if let workflow = reading.workflow {
      ReachabilityCheck(check: check).run()
      EventCheck(check: check).run()
      FieldCheck(check: check).run()
      MentionCheck(check: check).run()
      ConsentCheck(check: check).run()
      ReminderCheck(check: check).run()
      let properties = PropertyCheck(check: check)
      properties.run()
      let space = Space.explore(workflow)
      properties.prove(in: space)
      let proved = Bounds(workflow, space)
      BoundsCheck(check: check, bounds: proved).run()
      bounds = proved
    }
    return WorkflowExamination(findings: merged(reading.findings, check.findings()), bounds: bounds)
  }

  /// By place; at one place the reader's first.
  private static func merged(_ one: [Diagnostic], _ other: [Diagnostic]) -> [Diagnostic] {
    guard !other.isEmpty else { return one }
    return (one + other).sorted { $0.place < $1.place }
  }
}

/// What `check` has to say about a workflow.
package struct WorkflowExamination: Sendable {
  /// What the reader found and what the checks found, by place.
  package let findings: [Diagnostic]
  /// How long its cases last; nil where it could not be read.
  package let bounds: Bounds?

  package init(findings: [Diagnostic], bounds: Bounds?) {
    self.findings = findings
    self.bounds = bounds
  }
}
