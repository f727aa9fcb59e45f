import Dispatch
import Foundation

/// Waits for what ends a server: Control-C, or the service manager's request.
enum Interruption {
  /// Runs a body until it ends or a signal comes; the body is then cancelled and may finish what it is doing.
  static func untilSignal(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let signals = [SIGINT, SIGTERM]
    for number in signals { signal(number, SIG_IGN) }
    let work = Task { try await body() }
    let sources = signals.map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { work.cancel() }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    try await work.value
  }
}
