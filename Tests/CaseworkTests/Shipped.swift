import Casework
import Foundation
import TestKit
import Testing
import WorkflowFiles
import WorkingTime

/// The workflows that come with the program.
enum Shipped {
  static var names: [String] {
    get throws { try Checkout.folders(below: "Workflows").subtracting(["calendars"]).sorted() }
  }

  static func path(of name: String) -> String { Checkout.root.appending(path: "Workflows/\(name)").path }

  static let calendars: CalendarSet = {
    let names = (try? Checkout.files(below: "Workflows/calendars")) ?? []
    let files = names.filter { $0.hasSuffix(".json") }.compactMap { path in
      (try? Checkout.text(of: path)).map {
        (name: path.split(separator: "/").last.map(String.init) ?? path, bytes: Array($0.utf8))
      }
    }
    return CalendarSet(reading: files, diagnostics: Diagnostics())
  }()

  static func workflow(_ name: String) throws -> Workflow {
    let source = try #require(WorkflowFolder.load(path(of: name)).source)
    return try #require(WorkflowReader.read(source).workflow)
  }

  static func calendar(of workflow: Workflow) throws -> WorkingCalendar { try #require(calendars[workflow.calendar]) }
}
