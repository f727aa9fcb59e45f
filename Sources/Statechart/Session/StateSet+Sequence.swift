extension StateSet: Sequence, ExpressibleByArrayLiteral {
  /// A set of the given states.
  package init(arrayLiteral elements: Int...) {
    self.init(elements)
  }

  /// A set of the given states.
  package init(_ states: some Sequence<Int>) {
    self.init()
    for state in states { insert(state) }
  }

  /// Walks the states in document order, which is W3C's entry order.
  package func makeIterator() -> Iterator { Iterator(self) }

  /// The states in reverse document order, which is W3C's exit order.
  package var inExitOrder: ExitOrder { ExitOrder(set: self) }

  /// The first state in document order.
  package var first: Int? {
    var iterator = makeIterator()
    return iterator.next()
  }

  /// Yields the states in document order.
  package struct Iterator: IteratorProtocol {
    private let set: StateSet
    private var index = 0
    private var rest: UInt64

    init(_ set: StateSet) {
      self.set = set
      rest = set.word(0)
    }

    /// The next state in document order.
    package mutating func next() -> Int? {
      while rest == 0 {
        index += 1
        guard index < set.wordCount else { return nil }
        rest = set.word(index)
      }
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      return index << 6 + bit
    }
  }

  /// The states of a set in reverse document order.
  package struct ExitOrder: Sequence, IteratorProtocol {
    private let set: StateSet
    private var index: Int
    private var rest: UInt64

    init(set: StateSet) {
      self.set = set
      index = set.wordCount - 1
      rest = set.word(index)
    }

    /// The next state in reverse document order.
    package mutating func next() -> Int? {
      while rest == 0 {
        index -= 1
        guard index >= 0 else { return nil }
        rest = set.word(index)
      }
      let bit = 63 - rest.leadingZeroBitCount
      rest &= ~(1 << UInt64(bit))
      return index << 6 + bit
    }
  }
}
