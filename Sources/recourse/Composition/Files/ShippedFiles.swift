import Foundation
import WorkflowFiles
import WorkingTime

/// The workflows and calendars that came with this program.
enum ShippedFiles {
  /// The folder `Workflows`: where RECOURSE_WORKFLOWS says, else beside the program or above it, else in the current
  /// directory.
  static let workflows = folder("Workflows", named: "RECOURSE_WORKFLOWS", holding: "calendars")

  /// The files that pages bring along: where RECOURSE_PUBLIC says, else as for workflows.
  static let pages = folder("Public", named: "RECOURSE_PUBLIC", holding: "app.css")

  private static func folder(_ name: String, named variable: String, holding part: String) -> URL? {
    if let named = Environment[variable] { return URL(filePath: named, directoryHint: .isDirectory) }
    var places = ["/usr/share/recourse/\(name)", FileManager.default.currentDirectoryPath + "/\(name)"]
    if let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      var folder = URL(filePath: program).deletingLastPathComponent()
      while folder.path != "/" {
        places.insert(folder.appending(path: name).path, at: places.count - 2)
        folder.deleteLastPathComponent()
      }
    }
    return places.first { FileManager.default.fileExists(atPath: "\($0)/\(part)") }
      .map { URL(filePath: $0, directoryHint: .isDirectory) }
  }

  /// The shipped calendars' texts by name.
  static func calendarTexts(in folder: URL? = workflows?.appending(path: "calendars")) throws -> [String: String] {
    guard let folder, FileManager.default.fileExists(atPath: folder.path) else { return [:] }
    var texts: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where file.hasSuffix(".json")
    {
      let name = String(file.dropLast(".json".count))
      texts[name] = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }
    return texts
  }

  /// The calendars that a workflow may name: those beside its folder, else the shipped ones.
  static func calendars(beside workflow: String) throws -> CalendarSet {
    CalendarTexts.read(try calendarTexts(beside: workflow))
  }

  /// The same as texts by name.
  static func calendarTexts(beside workflow: String) throws -> [String: String] {
    let folder = URL(filePath: workflow).deletingLastPathComponent()
    for place in [folder, folder.deletingLastPathComponent()] {
      let texts = try calendarTexts(in: place.appending(path: "calendars"))
      if !texts.isEmpty { return texts }
    }
    return try calendarTexts()
  }
}
