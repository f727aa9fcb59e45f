import Casework
import Engine
import WorkflowFiles
import WorkingTime

/// Reads deployed texts with the same reader as files.
struct FileDefinitionReader: DefinitionReader {
  func workflow(from bundle: WorkflowBundle) throws -> Workflow {
    let reading = WorkflowReader.read(bundle)
    guard let workflow = reading.workflow else {
      throw StoreError(
        .damaged,
        "version \(bundle.digest.short) of \(bundle.name) can't be read: "
          + (reading.findings.first?.description ?? "no reason is known"), isRetryable: false)
    }
    return workflow
  }

  func calendars(from texts: [String: String]) throws -> [String: WorkingCalendar] {
    let diagnostics = Diagnostics()
    let calendars = CalendarTexts.read(texts, diagnostics: diagnostics).calendars
    if let finding = diagnostics.findings.first(where: { $0.severity == .error }) {
      throw Answer.no(finding.description)
    }
    return calendars
  }

  func calendar(named name: String, from texts: [String: String]) throws -> WorkingCalendar {
    guard let calendar = CalendarTexts.read(texts)[name] else {
      throw StoreError(
        .damaged, "the database has no calendar \"\(name)\"; deploy the workflow again", isRetryable: false)
    }
    return calendar
  }
}
