package import Casework
import Engine
import Foundation
package import JSON
import Synchronization
import TestKit
import WorkflowFiles
package import WorkingTime

/// The workflows and calendars that come with the program, as a store has them.
package enum ShippedScheme {
  /// Something that should be in the checkout is not there.
  struct Missing: Error { let what: String }

  package static var names: [String] {
    get throws { try Checkout.folders(below: "Workflows").subtracting(["calendars"]).sorted() }
  }

  package static func bundle(of name: String) throws -> WorkflowBundle {
    let folder = WorkflowFolder.load(
      Checkout.root.appending(path: "Workflows/\(name)").path, calendars: try calendarTexts.keys.sorted())
    guard let source = folder.source else { throw Missing(what: name) }
    return WorkflowBundle(name: name, source: source)
  }

  /// What its first example opens a case with.
  package static func example(of name: String) throws -> JSONObject {
    let files = try Checkout.files(below: "Workflows/\(name)/examples").filter { $0.hasSuffix(".yaml") }
    guard let file = files.min() else { throw Missing(what: "an example of \(name)") }
    let document = YAMLDocument(reading: try Checkout.text(of: file), file: file, diagnostics: Diagnostics())
    guard let data = document.root?.json["data"]?.objectValue else { throw Missing(what: file) }
    return data
  }

  /// The calendars' texts, by name.
  package static var calendarTexts: [String: String] {
    get throws {
      var texts: [String: String] = [:]
      for file in try Checkout.files(below: "Workflows/calendars") where file.hasSuffix(".json") {
        let name = String((file.split(separator: "/").last ?? "").dropLast(".json".count))
        texts[name] = try Checkout.text(of: file)
      }
      return texts
    }
  }

  /// Reads kept texts as the program does.
  package struct Reader: DefinitionReader {
    package init() {}

    /// What was read before, as many tests read the same texts.
    private static let read = Mutex<
      (workflows: [WorkflowDigest: Workflow], calendars: [[String: String]: CalendarSet])
    >(
      ([:], [:]))

    package func workflow(from bundle: WorkflowBundle) throws -> Workflow {
      if let known = Self.read.withLock({ $0.workflows[bundle.digest] }) { return known }
      guard let workflow = WorkflowReader.read(bundle).workflow else { throw Missing(what: bundle.name) }
      Self.read.withLock { $0.workflows[bundle.digest] = workflow }
      return workflow
    }

    package func calendars(from texts: [String: String]) throws -> [String: WorkingCalendar] {
      read(texts).calendars
    }

    package func calendar(named name: String, from texts: [String: String]) throws -> WorkingCalendar {
      guard let calendar = read(texts)[name] else { throw Missing(what: name) }
      return calendar
    }

    private func read(_ texts: [String: String]) -> CalendarSet {
      if let known = Self.read.withLock({ $0.calendars[texts] }) { return known }
      let set = CalendarSet(
        reading: texts.sorted { $0.key < $1.key }.map { (name: "\($0.key).json", bytes: Array($0.value.utf8)) },
        diagnostics: Diagnostics())
      Self.read.withLock { $0.calendars[texts] = set }
      return set
    }
  }
}
