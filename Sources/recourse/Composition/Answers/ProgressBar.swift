import Foundation

/// How far a long piece of work has come, on the last line of a terminal. Where standard error is no terminal it says
/// nothing.
final class ProgressBar {
  private let noun: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private static let width = 30

  /// - Parameter noun: what is counted, in the plural.
  init(_ noun: String) { self.noun = noun }

  /// Draws it, ten times a second at most, and not in the first second.
  func show(_ done: Int, of total: Int) {
    let now = ContinuousClock.now
    guard isShown, now - start > .seconds(1), last.map({ now - $0 > .milliseconds(100) }) ?? true else { return }
    last = now
    FileHandle.standardError.write(Data("\r\(Self.line(done, total, noun, after: now - start))\u{1B}[K".utf8))
  }

  /// Takes it away.
  func end() {
    guard last != nil else { return }
    last = nil
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }

  /// Such as `[########----] 6200 of 10000 cases, 12 s left`.
  static func line(_ done: Int, _ total: Int, _ noun: String, after elapsed: Duration) -> String {
    let part = total > 0 ? min(1, Double(done) / Double(total)) : 1
    let full = Int(part * Double(width))
    let bar = String(repeating: "#", count: full) + String(repeating: "-", count: width - full)
    let left = done > 0 ? Int(Double(elapsed.components.seconds) * (1 - part) / part) : nil
    return "[\(bar)] \(done) of \(total) \(noun)" + (left.map { ", \($0) s left" } ?? "")
  }
}
