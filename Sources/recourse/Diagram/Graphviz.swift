import Foundation

/// The program `dot`, which lays pictures out. Only this needs it, and nothing that a case depends on.
enum Graphviz {
  /// No picture of a workflow takes longer; what does is no picture that anybody could read.
  static let longestSeconds = 60

  /// A picture as SVG.
  ///
  /// - Throws: `Answer` where graphviz is not installed, or could not draw it.
  static func svg(of text: String) async throws -> String {
    guard let program = program() else {
      throw Answer.no(
        "graphviz is not installed, and svg needs its program dot: apt-get install graphviz. "
          + "--format mermaid and --format text need nothing")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "recourse-diagram-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, as a pipe that nobody empties would stop the program.
    let (input, output) = (folder.appending(path: "in.dot"), folder.appending(path: "out.svg"))
    try Data(text.utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-Tsvg", "-o", output.path, input.path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let (ends, continuation) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      continuation.yield(process.terminationStatus)
      continuation.finish()
    }
    try process.run()
    let identifier = process.processIdentifier
    let limit = Task {
      try await Task.sleep(for: .seconds(longestSeconds))
      kill(identifier, SIGKILL)
    }
    defer { limit.cancel() }
    var status: Int32 = -1
    for await end in ends { status = end }
    guard status == 0, let svg = try? String(contentsOf: output, encoding: .utf8) else {
      throw Answer.no(
        "graphviz could not draw this within \(longestSeconds) seconds; --format dot shows what it was given")
    }
    return svg
  }

  /// Whether pictures can be drawn on this machine.
  static var isInstalled: Bool { program() != nil }

  /// Where `dot` is, in the folders of PATH.
  private static func program() -> String? {
    (Environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/dot" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
