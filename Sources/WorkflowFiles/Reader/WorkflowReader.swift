package import Casework
import Statechart

/// Reads a workflow: its file and its messages become one checked `Workflow`, or findings that say what to mend.
///
/// Every mistake that can be found is found in one go. What needs the whole (a state that nothing leads to, a case that
/// waits for ever) is for the checks that come after.
package enum WorkflowReader {
  package static func read(_ source: WorkflowSource) -> WorkflowReading {
    let diagnostics = Diagnostics()
    let document = YAMLDocument(
      reading: source.bytes, file: source.file, limits: WorkflowLimits.yaml, diagnostics: diagnostics)
    var result: (draft: Workflow?, places: WorkflowPlaces)?
    if let root = document.root {
      result = MappingReader.read(root, "a workflow", diagnostics) { map in
        var assembly = WorkflowAssembly(map, source)
        return (assembly.workflow(), assembly.places)
      }
    }
    let draft = document.isComplete ? result?.draft : nil
    return WorkflowReading(
      workflow: diagnostics.hasErrors ? nil : draft, draft: draft, findings: diagnostics.findings,
      places: result?.places ?? WorkflowPlaces())
  }

  /// Reads back a version that was stored. A text that is no longer the one whose digest it bears is refused.
  package static func read(_ bundle: WorkflowBundle) -> WorkflowReading {
    let reading = read(bundle.source)
    guard WorkflowDigest(of: bundle.files) != bundle.digest else { return reading }
    let changed = Diagnostic(
      .changedText, .error, at: SourcePlace(file: WorkflowBundle.workflowPath),
      "the stored text of \(bundle.name.inQuotes) is not the one that was deployed as \(bundle.digest.short)",
      remedy: "restore the database from a backup, or deploy the workflow again")
    return WorkflowReading(
      workflow: nil, draft: reading.draft, findings: [changed] + reading.findings, places: reading.places)
  }
}
