import Foundation
import JSON
import TestKit
import Testing

/// The built program, run as people run it.
enum Program {
  /// How a run ended.
  struct Ending: Sendable {
    let status: Int32
    let output: String
    let complaint: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
    /// The lines of the answer as JSON.
    var json: [JSONValue] { get throws { try lines.map { try JSONValue(parsing: $0) } } }
  }

  /// A program that runs on until somebody ends it.
  final class Running: Sendable {
    let identifier: Int32
    private let ending: Task<Ending, any Error>

    private let folder: TemporaryFolder

    fileprivate init(_ identifier: Int32, _ ending: Task<Ending, any Error>, _ folder: TemporaryFolder) {
      self.identifier = identifier
      self.ending = ending
      self.folder = folder
    }

    /// What it has said on standard error so far.
    var complaint: String { (try? String(contentsOfFile: folder.path + "/err", encoding: .utf8)) ?? "" }

    /// What it has said on standard output so far.
    var output: String { (try? String(contentsOfFile: folder.path + "/out", encoding: .utf8)) ?? "" }

    func signal(_ number: Int32) { kill(identifier, number) }
    var end: Ending { get async throws { try await ending.value } }
  }

  /// Beside the bundle of these tests.
  static let path: String = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(filePath: bundle).deletingLastPathComponent().appending(path: "recourse").path
    return FileManager.default.isExecutableFile(atPath: beside)
      ? beside : Checkout.root.appending(path: ".build/debug/recourse").path
  }()

  static func run(_ arguments: String..., input: String = "") async throws -> Ending {
    try await start(arguments, input: input).end
  }

  /// Runs what has to go well, and shows what was said where it does not.
  @discardableResult
  static func succeed(_ arguments: String..., input: String = "") async throws -> Ending {
    let ending = try await start(arguments, input: input).end
    #expect(ending.status == 0, "\(arguments.joined(separator: " ")): \(ending.complaint)")
    return ending
  }

  static func start(
    _ arguments: [String], input: String = "", environment more: [String: String] = [:]
  ) throws -> Running {
    let folder = try TemporaryFolder()
    try Data(input.utf8).write(to: URL(filePath: folder.path + "/in"))
    for name in ["out", "err"] { try Data().write(to: URL(filePath: folder.path + "/" + name)) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("RECOURSE_") }
    environment["RECOURSE_WORKFLOWS"] = Checkout.root.appending(path: "Workflows").path
    process.environment = environment.merging(more) { $1 }
    // Files, as nobody has to empty them while the program runs.
    let streams = try (
      FileHandle(forReadingFrom: URL(filePath: folder.path + "/in")),
      FileHandle(forWritingTo: URL(filePath: folder.path + "/out")),
      FileHandle(forWritingTo: URL(filePath: folder.path + "/err"))
    )
    (process.standardInput, process.standardOutput, process.standardError) = streams
    let (ends, continuation) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      // A signal counts as shells count it.
      continuation.yield(process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0))
      continuation.finish()
    }
    try process.run()
    // The program has its own by now. Hundreds of programs are run, and what is left open until somebody forgets them adds
    // up to more than Foundation can count: it reads past the list of more than 1,360 open files, and may crash.
    for stream in [streams.0, streams.1, streams.2] { try stream.close() }
    let ending = Task { () throws -> Ending in
      var status: Int32 = -1
      for await end in ends { status = end }
      return Ending(
        status: status, output: try String(contentsOfFile: folder.path + "/out", encoding: .utf8),
        complaint: try String(contentsOfFile: folder.path + "/err", encoding: .utf8))
    }
    return Running(process.processIdentifier, ending, folder)
  }
}

/// A folder that goes when nobody holds it any more.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/recourse-program-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    path = String(cString: made)
    // The account that runs a private cluster has to get through.
    chmod(path, 0o711)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and answers with its path.
  func write(_ text: String, to name: String) throws -> String {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// Every mail in it, read strictly.
  func mails(in folder: String = "mail") throws -> [(file: String, mail: StrictMail)] {
    let place = path + "/" + folder
    return try FileManager.default.contentsOfDirectory(atPath: place).sorted().map { name in
      (name, try StrictMail(Array(try Data(contentsOf: URL(filePath: place + "/" + name)))))
    }
  }
}
