import Casework
import Engine
import WorkflowFiles
import WorkingTime

/// Reads deployed texts with the same reader as files.
struct FileDefinitionReader: DefinitionReader {
  /// Texts of calendars that count where the database has none of that name: those that a deployment would bring along.
  var spares: [String: String] = [:]

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
    let known = texts[name] == nil ? spares.merging(texts) { $1 } : texts
    guard let calendar = CalendarTexts.read(known)[name] else { throw CaseFailure.unknownCalendar(name) }
    return calendar
  }
}
