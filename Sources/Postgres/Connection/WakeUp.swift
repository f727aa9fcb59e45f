internal import Glibc

/// A bell that any thread may ring and one thread waits for, beside a socket if it likes.
///
/// A ring before the wait is not lost; many rings before a wait are one.
package final class WakeUp: Sendable {
  private let receiver: Int32
  private let sender: Int32

  package init() throws(PostgresError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw PostgresError(.connectionFailed, message: "the process has as many files open as it may")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    receiver = ends[0]
    sender = ends[1]
  }

  deinit {
    close(receiver)
    close(sender)
  }

  package func ring() {
    var byte: UInt8 = 1
    // A full pipe has rung already.
    _ = write(sender, &byte, 1)
  }

  /// What ended a wait.
  package struct Outcome: Sendable {
    package let isRung: Bool
    package let isSocketReady: Bool
  }

  /// Waits for the bell, for `socket` to be ready or for the time to pass, whichever is first.
  @discardableResult
  package func wait(_ limit: Duration? = nil) -> Outcome { wait(limit, socket: -1, events: 0) }

  func wait(_ limit: Duration?, socket: Int32, events: Int32) -> Outcome {
    var watched = [
      pollfd(fd: receiver, events: Int16(POLLIN), revents: 0), pollfd(fd: socket, events: Int16(events), revents: 0),
    ]
    // An interrupted wait counts as one that ended early: every caller looks again at what it waits for.
    guard poll(&watched, 2, limit?.milliseconds ?? -1) > 0 else { return Outcome(isRung: false, isSocketReady: false) }
    let isRung = watched[0].revents != 0
    if isRung { silence() }
    return Outcome(isRung: isRung, isSocketReady: watched[1].revents != 0)
  }

  private func silence() {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { scrap in
      while read(receiver, scrap.baseAddress, scrap.count) == scrap.count {}
    }
  }
}
