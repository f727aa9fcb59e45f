import Casework
import Foundation
import Testing
import WorkflowFiles

@Suite("A version of a workflow is its text") struct ReaderVersionTests {
  private let source = WorkflowSource(
    file: "Workflows/w/workflow.yaml",
    text: "workflow: w\nparties: {o: {staff: true}}\nstates: {a: {entry: [notify: {to: o, template: m}]}}\n",
    messages: [MessageFile(file: "Workflows/w/messages/m.mustache", name: "m", text: plainMessage)])

  @Test func `the digest is of the text and the messages, wherever the folder stands`() throws {
    let elsewhere = WorkflowSource(
      file: "/tmp/x.yaml", bytes: source.bytes,
      messages: source.messages.map { MessageFile(file: "/tmp/\($0.name)", name: $0.name, bytes: $0.bytes) })
    #expect(source.digest == elsewhere.digest)
    #expect(try #require(WorkflowReader.read(source).workflow).digest == source.digest)
    let other = WorkflowSource(file: source.file, bytes: source.bytes, messages: [])
    #expect(source.digest != other.digest)
  }

  @Test func `no two sets of files share the bytes that are digested`() {
    #expect(WorkflowDigest(of: ["a": "bc"]) != WorkflowDigest(of: ["ab": "c"]))
    #expect(WorkflowDigest(of: ["a": "", "b": ""]) != WorkflowDigest(of: ["a": "b"]))
    #expect(WorkflowDigest(of: [:]).description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `a stored version reads back as it was deployed`() throws {
    let bundle = WorkflowBundle(name: "w", source: source)
    #expect(bundle.files.keys.sorted() == ["messages/m.mustache", "workflow.yaml"])
    let reading = WorkflowReader.read(bundle)
    #expect(reading.findings.isEmpty)
    #expect(try #require(reading.workflow).digest == bundle.digest)
  }

  @Test func `a stored text that was changed is refused`() {
    var files = source.files
    files["messages/m.mustache"]? += "!"
    let reading = WorkflowReader.read(WorkflowBundle(name: "w", digest: source.digest, files: files))
    #expect(reading.workflow == nil)
    #expect(reading.findings.map(\.code) == [.changedText])
  }

  @Test func `a folder is read with its messages, and a file alone with what stands beside it`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reader-\(UUID().uuidString)")
    let messages = folder.appending(path: "messages")
    try FileManager.default.createDirectory(at: messages, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(source.bytes).write(to: folder.appending(path: "workflow.yaml"))
    try Data(plainMessage.utf8).write(to: messages.appending(path: "m.mustache"))
    try Data("no message".utf8).write(to: messages.appending(path: "notes.txt"))
    for path in [folder.path, folder.appending(path: "workflow.yaml").path] {
      let loaded = WorkflowFolder.load(path)
      #expect(loaded.findings.isEmpty)
      let read = try #require(loaded.source)
      #expect(read.messages.map(\.name) == ["m"])
      #expect(read.hasMessages)
      #expect(read.digest == source.digest)
      #expect(read.file.hasSuffix("/workflow.yaml"))
    }
    try FileManager.default.removeItem(at: messages)
    #expect(WorkflowFolder.load(folder.path).source?.hasMessages == true)
    #expect(WorkflowFolder.load(folder.appending(path: "workflow.yaml").path).source?.hasMessages == false)

    let missing = WorkflowFolder.load(folder.appending(path: "none").path)
    #expect(missing.source == nil)
    #expect(missing.findings.map(\.code) == [.unreadableFile])

    let large = Data(repeating: 0x20, count: WorkflowLimits.fileBytes + 1)
    try large.write(to: folder.appending(path: "workflow.yaml"))
    #expect(WorkflowFolder.load(folder.path).findings.map(\.code) == [.fileTooLarge])
  }

  @Test func `where there are errors there is a draft to look at, and nothing to run`() {
    let reading = reading("workflow: w\nstates: {a: {on: {x: {guard: nonsense, target: b}}}, b: {owner: nobody}}\n")
    #expect(reading.workflow == nil)
    #expect(reading.draft?.chart.states.count == 3)
    #expect(reading.draft?.chart.transitions.first?.guard != nil)
    #expect(reading.places.states.map(\.column) == [1, 10, 54])
    #expect(reading.places.transitions.map(\.guard?.column) == [30])
  }
}
