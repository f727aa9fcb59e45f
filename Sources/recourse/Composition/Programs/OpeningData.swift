import Foundation
import JSON
import WorkflowFiles

/// What a case is opened with, as people give it: JSON on the command line, or a YAML or JSON file.
enum OpeningData {
  /// The data alone; a file of the form `{workflow, data}` is taken by its `data`.
  static func read(_ given: String?) throws -> JSONObject { try readFile(given).data }

  /// - Returns: the workflow that the file names, if it names one, and the data.
  static func readFile(_ given: String?) throws -> (workflow: String?, data: JSONObject) {
    guard let given else { return (nil, JSONObject()) }
    let isInline = given.first == "{"
    let text = isInline ? given : try TextFile.read(given)
    let diagnostics = Diagnostics()
    let document = YAMLDocument(reading: text, file: isInline ? "--data" : given, diagnostics: diagnostics)
    guard !diagnostics.hasErrors, case .object(let object)? = document.root?.json else {
      let findings = diagnostics.findings.map(\.description)
      throw Answer.no(findings.isEmpty ? "\(given): an object is expected" : findings.joined(separator: "\n"))
    }
    if case .object(let data)? = object["data"] { return (object["workflow"]?.stringValue, data) }
    return (nil, object)
  }
}
