/// A set of states by their number, in document order: which states are active, or which a history remembers.
///
/// Up to 256 states live in four words inside the value, so that the sets of an ordinary workflow cost no allocation;
/// the words of a larger chart stand in an array behind them.
package struct StateSet: Hashable, Sendable {
  private var inline: SIMD4<UInt64> = .zero
  /// Words from the fifth on. The last is never zero, so that equal sets are equal word by word.
  private var overflow: [UInt64] = []

  private static let inlineWords = 4

  /// The empty set.
  package init() {}

  /// Whether no state is in the set.
  package var isEmpty: Bool { inline == .zero && overflow.isEmpty }

  /// How many states are in the set.
  package var count: Int {
    var count = 0
    for index in 0..<wordCount { count += word(index).nonzeroBitCount }
    return count
  }

  /// Whether a state is in the set.
  package func contains(_ state: Int) -> Bool {
    let index = state >> 6
    guard index < wordCount else { return false }
    return word(index) & (1 << UInt64(state & 63)) != 0
  }

  /// Adds a state.
  package mutating func insert(_ state: Int) {
    let index = state >> 6
    setWord(index, (index < wordCount ? word(index) : 0) | (1 << UInt64(state & 63)))
  }

  /// Takes a state out; one that is not there is no mistake.
  package mutating func remove(_ state: Int) {
    let index = state >> 6
    guard index < wordCount else { return }
    setWord(index, word(index) & ~(1 << UInt64(state & 63)))
  }

  /// Adds every state of another set.
  package mutating func formUnion(_ other: StateSet) {
    inline |= other.inline
    guard !other.overflow.isEmpty else { return }
    for index in Self.inlineWords..<other.wordCount {
      setWord(index, (index < wordCount ? word(index) : 0) | other.word(index))
    }
  }

  /// The states that are in both sets.
  package func intersection(_ other: StateSet) -> StateSet {
    var result = StateSet()
    result.inline = inline & other.inline
    guard !overflow.isEmpty, !other.overflow.isEmpty else { return result }
    for index in Self.inlineWords..<Swift.min(wordCount, other.wordCount) {
      result.setWord(index, word(index) & other.word(index))
    }
    return result
  }

  /// Whether any state is in both sets.
  package func intersects(_ other: StateSet) -> Bool {
    if inline & other.inline != .zero { return true }
    guard !overflow.isEmpty, !other.overflow.isEmpty else { return false }
    return (Self.inlineWords..<Swift.min(wordCount, other.wordCount)).contains { word($0) & other.word($0) != 0 }
  }

  /// The states whose numbers lie in a range: as numbers follow document order, the active part of a subtree.
  package func intersection(_ range: Range<Int>) -> StateSet {
    var result = StateSet()
    guard !range.isEmpty else { return result }
    for index in wordIndices(of: range) { result.setWord(index, word(index) & Self.mask(index, range)) }
    return result
  }

  /// Whether any state's number lies in a range.
  package func intersects(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    for index in wordIndices(of: range) where word(index) & Self.mask(index, range) != 0 { return true }
    return false
  }
}

extension StateSet {
  /// How many words may hold a state.
  var wordCount: Int { Self.inlineWords + overflow.count }

  func word(_ index: Int) -> UInt64 {
    index < Self.inlineWords ? inline[index] : overflow[index - Self.inlineWords]
  }

  private mutating func setWord(_ index: Int, _ value: UInt64) {
    if index < Self.inlineWords {
      inline[index] = value
      return
    }
    let place = index - Self.inlineWords
    if place >= overflow.count {
      guard value != 0 else { return }
      overflow.append(contentsOf: repeatElement(0, count: place + 1 - overflow.count))
    }
    overflow[place] = value
    while overflow.last == 0 { overflow.removeLast() }
  }

  private func wordIndices(of range: Range<Int>) -> Range<Int> {
    let last = Swift.min((range.upperBound - 1) >> 6, wordCount - 1)
    let first = range.lowerBound >> 6
    return first..<Swift.max(first, last + 1)
  }

  /// The bits of a word whose states lie in the range.
  private static func mask(_ index: Int, _ range: Range<Int>) -> UInt64 {
    let low = Swift.max(range.lowerBound - index << 6, 0)
    let high = Swift.min(range.upperBound - index << 6, 64)
    let upTo: UInt64 = high == 64 ? .max : (1 << UInt64(high)) - 1
    return upTo & ~((1 << UInt64(low)) - 1)
  }
}
