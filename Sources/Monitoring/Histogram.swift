import Synchronization

/// How often durations fell between bounds. Any thread may count; nobody waits.
package final class Histogram: Sendable {
  /// What a histogram has seen so far.
  package struct Snapshot: Sendable, Hashable {
    /// Seconds, ascending; each bucket holds what was no longer than its bound and longer than the one before.
    package let bounds: [Double]
    /// One more than there are bounds: the last is for what was longer than all.
    package let counts: [Int]
    /// Seconds in all.
    package let sum: Double

    package var count: Int { counts.reduce(0, +) }
  }

  /// An atomic has no place in an array; a class around it has.
  private final class Cell: Sendable {
    let count = Atomic<Int>(0)
  }

  private let bounds: [Double]
  private let cells: [Cell]
  private let microseconds = Atomic<Int>(0)

  /// - Parameter bounds: seconds, ascending.
  package init(bounds: [Double]) {
    precondition(!bounds.isEmpty && zip(bounds, bounds.dropFirst()).allSatisfy(<), "bounds ascend")
    self.bounds = bounds
    cells = (0...bounds.count).map { _ in Cell() }
  }

  /// Counts a duration. One that is negative, as clocks of two machines may have it, counts as none.
  package func observe(seconds: Double) {
    let seconds = max(0, seconds)
    let bucket = bounds.firstIndex { seconds <= $0 } ?? bounds.count
    cells[bucket].count.wrappingAdd(1, ordering: .relaxed)
    microseconds.wrappingAdd(Int(min(seconds * 1_000_000, 1e15)), ordering: .relaxed)
  }

  package var snapshot: Snapshot {
    Snapshot(
      bounds: bounds, counts: cells.map { $0.count.load(ordering: .relaxed) },
      sum: Double(microseconds.load(ordering: .relaxed)) / 1_000_000)
  }
}
