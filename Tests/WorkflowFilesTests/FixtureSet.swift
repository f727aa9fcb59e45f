import Foundation
import Testing
import WorkflowFiles

/// A workflow that is broken on purpose, its messages if it has any, and what `check` says of it.
struct Fixture: CustomTestStringConvertible {
  let name: String
  let source: WorkflowSource
  let expected: String

  var testDescription: String { name }

  var reading: WorkflowReading { WorkflowReader.read(source) }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  /// All of them, in the order of their numbers.
  static let all: [Fixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(".yaml".count)) }
      .sorted { $0.localizedStandardCompare($1) == .orderedAscending }.map(Fixture.init(named:))
  }()

  init(named name: String) {
    self.name = name
    func bytes(_ path: String) -> [UInt8] {
      Array(FileManager.default.contents(atPath: Self.folder.appending(path: path).path) ?? Data())
    }
    let messages = "\(name).messages"
    let files = try? FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: messages).path)
    source = WorkflowSource(
      file: "\(name).yaml", bytes: bytes("\(name).yaml"),
      messages: (files ?? []).sorted().map { file in
        MessageFile(
          file: "\(messages)/\(file)", name: String(file.dropLast(".mustache".count)),
          bytes: bytes("\(messages)/\(file)")
        )
      }, hasMessages: files != nil, calendars: ["england-and-wales", "northern-ireland", "scotland"],
      neighbours: ["complaint", "review"])
    expected = String(decoding: bytes("\(name).expected"), as: UTF8.self)
  }
}
