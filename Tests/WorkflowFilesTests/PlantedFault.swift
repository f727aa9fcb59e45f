import Foundation
import Testing
import WorkflowFiles

/// A small workflow that somebody broke on purpose, or that is as near to broken as can be.
///
/// Each file of `Planted` holds several, with a line `---` between them; what a file's name says is what is planted in
/// them. A comment at the end of a line says what `check` has to find there: `# <- never-taken`. Where a workflow names
/// itself and its parties by nothing, it has a usual name and a clerk.
struct PlantedFault: CustomTestStringConvertible {
  /// What the first line says.
  let story: String
  let fault: String
  let source: WorkflowSource
  /// By line: the codes that are to be found there.
  let expected: [Int: [String]]

  var testDescription: String { "\(fault): \(story)" }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Planted")

  /// The names of all files, without their endings.
  static var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        .map { String($0.dropLast(".yaml".count)) }.sorted()
    }
  }

  static var all: [PlantedFault] { get throws { try names.flatMap(read) } }

  static func read(_ name: String) throws -> [PlantedFault] {
    let text = try String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8)
    return text.components(separatedBy: "\n---\n").map { PlantedFault(name, $0) }
  }

  private init(_ name: String, _ written: String) {
    fault = name
    let lines = written.split(separator: "\n", omittingEmptySubsequences: false)
    story = lines.first.map { String($0.drop { $0 == "#" || $0 == " " }) } ?? ""
    var head = "workflow: planted\n"
    if !lines.contains(where: { $0.hasPrefix("parties:") }) {
      head += "parties: { clerk: { title: Clerk, staff: true } }\n"
    }
    if !lines.contains(where: { $0.hasPrefix("longest-pause:") }) { head += "longest-pause: 20 working days\n" }
    let text = head + written
    var expected: [Int: [String]] = [:]
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let mark = line.range(of: "# <- ") else { continue }
      expected[number + 1] = line[mark.upperBound...].split(separator: " ").map(String.init).sorted()
    }
    self.expected = expected
    // The messages are those that it names, each with the text that one of them must have to name somebody.
    let names = ["letter", "reply", "reminder", "naming", "asking"].filter { name in
      lines.contains { !$0.hasPrefix("#") && $0.contains("template: \(name)") }
    }
    source = WorkflowSource(
      file: "planted.yaml", text: text,
      messages: names.map { MessageFile(file: "\($0).mustache", name: $0, text: Self.text($0)) })
  }

  private static func text(_ message: String) -> String {
    switch message {
    case "naming": "Subject: A word\n\n{{ data.supplier_name }} has told us.\n"
    case "asking":
      "Subject: A word\n\n{{#data.consent}}{{ data.supplier_name }}{{/}}{{^data.consent}}Somebody{{/}} has told us.\n"
    default: "Subject: A word\n\nHello.\n"
    }
  }

  /// What is found, by line: all that matters, and of notes those that are planted somewhere.
  var found: [Int: [String]] {
    let planted: Set<DiagnosticCode> = [.guardsLeaveGap, .neverTaken, .unreachableState]
    var found: [Int: [String]] = [:]
    for finding in WorkflowCheck.examine(WorkflowReader.read(source)).findings
    where finding.severity != .note || planted.contains(finding.code) {
      found[finding.place.line, default: []].append(finding.code.rawValue)
    }
    return found.mapValues { $0.sorted() }
  }
}
