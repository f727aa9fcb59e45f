import Casework
import Foundation
import WorkflowFiles
import WorkingTime

/// A workflow file as commands take it: read, with its findings, and with the calendars that it may name.
struct LoadedWorkflow {
  let path: String
  let reading: WorkflowReading
  let bundle: WorkflowBundle?
  let calendars: CalendarSet

  /// - Parameter path: a workflow file, or the folder that holds `workflow.yaml`.
  static func load(_ path: String) throws -> LoadedWorkflow {
    let calendars = try ShippedFiles.calendars(beside: path)
    let folder = WorkflowFolder.load(path)
    let reading = WorkflowReader.read(folder.source, knownCalendars: calendars.names)
    return LoadedWorkflow(path: path, reading: reading, bundle: folder.source.bundle, calendars: calendars)
  }

  /// The workflow.
  ///
  /// - Throws: `Answer` with every finding, where it can't be read.
  func required() throws -> Workflow {
    guard let workflow = reading.workflow else {
      throw Answer.no(reading.findings.map(\.description).joined(separator: "\n"))
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
