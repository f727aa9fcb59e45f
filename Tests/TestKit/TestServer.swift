import Foundation
package import JSON
import Synchronization

/// A server in Python that runs beside a test and tells, a line of JSON each, what reaches it.
package final class TestServer: Sendable {
  /// Why there is no server.
  package struct Failure: Error, CustomStringConvertible { package let description: String }

  package let port: Int
  private let process: Process
  private let input: Pipe
  private let lines: Lines

  /// - Parameter script: a file of `Tests/Servers`. Its first line says the port.
  package init(_ script: String, _ arguments: [String] = []) async throws {
    let process = Process()
    process.executableURL = URL(filePath: try await Self.python.value)
    process.arguments = [Checkout.root.appending(path: "Tests/Servers/\(script)").path] + arguments
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    // It complains of everything that a test does to it on purpose.
    process.standardError = FileHandle.nullDevice
    let lines = Lines()
    // A thread of its own reads: nothing else wakes up at once when a line comes.
    let handle = output.fileHandleForReading
    Thread.detachNewThread {
      var rest = Data()
      while true {
        let data = handle.availableData
        guard !data.isEmpty else { break }
        rest += data
        while let end = rest.firstIndex(of: 10) {
          if let line = try? JSONValue(parsing: String(decoding: rest[..<end], as: UTF8.self)) { lines.add(line) }
          rest = Data(rest[rest.index(after: end)...])
        }
      }
      lines.end()
    }
    try process.run()
    (self.process, self.input, self.lines) = (process, input, lines)
    guard let port = await lines.next()?["port"]?.intValue else {
      throw Failure(description: "\(script) did not start; run ./test once, which installs what it needs")
    }
    self.port = port
  }

  deinit { stop() }

  /// The next thing that it tells; waits for it. Nil once the server has ended.
  package func next() async -> JSONValue? { await lines.next() }

  package func stop() {
    try? input.fileHandleForWriting.close()
    process.terminate()
  }

  /// The interpreter with the packages that servers and browsers need.
  package static var interpreter: String { get async throws { try await python.value } }

  private static let python = Task { () throws -> String in
    let process = Process()
    process.executableURL = Checkout.root.appending(path: ".ci/test-tools")
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "the test servers can't be installed; run .ci/test-tools and see why")
    }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Lines as they come, for one reader at a time.
private final class Lines: Sendable {
  private struct State {
    var ready: [JSONValue] = []
    var reader: CheckedContinuation<JSONValue?, Never>?
    var isOver = false
  }

  private let state = Mutex(State())

  func add(_ line: JSONValue) {
    let reader = state.withLock { state -> CheckedContinuation<JSONValue?, Never>? in
      defer { state.reader = nil }
      if state.reader == nil { state.ready.append(line) }
      return state.reader
    }
    reader?.resume(returning: line)
  }

  func end() {
    let reader = state.withLock { state -> CheckedContinuation<JSONValue?, Never>? in
      defer { state.reader = nil }
      state.isOver = true
      return state.reader
    }
    reader?.resume(returning: nil)
  }

  func next() async -> JSONValue? {
    await withCheckedContinuation { reader in
      let line: JSONValue?? = state.withLock { state in
        if !state.ready.isEmpty { return state.ready.removeFirst() }
        if state.isOver { return .some(nil) }
        state.reader = reader
        return nil
      }
      if let line { reader.resume(returning: line) }
    }
  }
}
