import Casework
import Foundation
import WorkflowFiles
import WorkingTime

/// A workflow file as commands take it: read, with its findings, and with the calendars that it may name.
struct LoadedWorkflow {
  let path: String
  /// Nil where there was nothing to read.
  let reading: WorkflowReading?
  let bundle: WorkflowBundle?
  /// What was wrong with the files themselves.
  let fileFindings: [Diagnostic]
  let calendars: CalendarSet

  /// - Parameter path: a workflow file, or the folder that holds `workflow.yaml`.
  static func load(_ path: String) throws -> LoadedWorkflow {
    let calendars = try ShippedFiles.calendars(beside: path)
    let folder = WorkflowFolder.load(path, calendars: calendars.names)
    let reading = folder.source.map { WorkflowReader.read($0) }
    let bundle = reading?.workflow.flatMap { workflow in
      folder.source.map { WorkflowBundle(name: workflow.name, source: $0) }
    }
    return LoadedWorkflow(
      path: path, reading: reading, bundle: bundle, fileFindings: folder.findings, calendars: calendars)
  }

  /// Everything that `check` says about it.
  var findings: [Diagnostic] { examination().findings }

  /// The same, and how long its cases last at most.
  func examination() -> WorkflowExamination {
    let examination = reading.map { WorkflowCheck.examine($0) }
    return WorkflowExamination(findings: fileFindings + (examination?.findings ?? []), bounds: examination?.bounds)
  }

  /// The workflow.
  ///
  /// - Throws: `Answer` with every finding, where it can't be read.
  func required() throws -> Workflow {
    guard let workflow = reading?.workflow else {
      throw Answer.no((fileFindings + (reading?.findings ?? [])).map(\.description).joined(separator: "\n"))
    }
    return workflow
  }

  /// The calendar that counts a workflow's working days.
  func calendar(for workflow: Workflow) throws -> WorkingCalendar {
    guard let calendar = calendars[workflow.calendar] else {
      throw Answer.no(
        "\(path): there is no calendar \"\(workflow.calendar)\"; "
          + "put it into a folder \"calendars\" beside the workflow's, or say in RECOURSE_WORKFLOWS where they are")
    }
    return calendar
  }
}
