import Dispatch
import Foundation
import Synchronization

/// Waits for what ends a server: Control-C, or the service manager's request.
enum Interruption {
  /// Seconds for what is in hand when the signal comes: RECOURSE_GRACE_SECONDS, else 30. A service manager's own patience
  /// should be longer.
  static let graceSeconds = Environment["RECOURSE_GRACE_SECONDS"].flatMap { Int($0) }.map { max(0, $0) } ?? 30

  /// Runs a body until it ends or a signal comes; the body is then cancelled and may finish what it is doing. A second
  /// signal, or the end of its time, ends the program at once: nothing that was acknowledged is lost, and what was in
  /// hand is done again by others.
  static func untilSignal(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let signals = [SIGINT, SIGTERM]
    for number in signals { signal(number, SIG_IGN) }
    let work = Task { try await body() }
    let count = Counting()
    let sources = signals.map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        guard count.isFirst() else {
          Shell.complain("Ended at once by a second signal.")
          exit(128 + number)
        }
        work.cancel()
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(graceSeconds)) {
          Shell.complain("What was in hand was not finished within \(graceSeconds) seconds; others will do it again.")
          exit(1)
        }
      }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    do {
      try await work.value
    } catch is CancellationError where count.isSet {
      // What was told to stop has stopped: that is what was asked for, and no failure.
    }
  }

  private final class Counting: Sendable {
    private let count = Atomic(0)

    var isSet: Bool { count.load(ordering: .relaxed) > 0 }

    func isFirst() -> Bool { count.wrappingAdd(1, ordering: .relaxed).newValue == 1 }
  }
}
