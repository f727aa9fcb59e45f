package import Casework

/// What came of reading a workflow.
package struct WorkflowReading: Sendable {
  /// The workflow; nil where an error stands among the findings.
  package let workflow: Workflow?
  /// As much of it as could be made out in spite of errors, for further checks and never to run a case; nil where not
  /// even that much could be.
  package let draft: Workflow?
  /// Everything that reading found, by place.
  package let findings: [Diagnostic]
  /// Where the parts of `draft` stand.
  package let places: WorkflowPlaces
}
