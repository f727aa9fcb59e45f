/// What a run decided where it could go either way, so that the next run takes the next way, until all were taken.
struct Choices {
  private var taken: [Int] = []
  private var counts: [Int] = []
  private var position = 0

  /// One of so many ways; the first time around always the first.
  mutating func choose(of count: Int) -> Int {
    guard count > 1 else { return 0 }
    if position == taken.count {
      taken.append(0)
      counts.append(count)
    }
    defer { position += 1 }
    return taken[position]
  }

  /// Turns to the next run; false where there is none left.
  mutating func advance() -> Bool {
    position = 0
    while let last = taken.last, let count = counts.last {
      if last + 1 < count {
        taken[taken.count - 1] = last + 1
        return true
      }
      taken.removeLast()
      counts.removeLast()
    }
    return false
  }
}
