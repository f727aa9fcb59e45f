import Synchronization

/// Counters that differ in their labels, such as the steps of each kind and outcome.
///
/// A label's values come from the program, never from a case: each makes a line of its own for as long as the process
/// lives.
package final class CounterFamily: Sendable {
  /// The names of the labels, such as `kind` and `outcome`.
  package let labels: [String]
  private let counters = Mutex<[[String]: Counter]>([:])

  package init(labels: [String]) { self.labels = labels }

  /// The counter with these values of the labels, in their order.
  package subscript(values: String...) -> Counter {
    precondition(values.count == labels.count, "each label has a value")
    return counters.withLock { counters in
      if let known = counters[values] { return known }
      let counter = Counter()
      counters[values] = counter
      return counter
    }
  }

  /// What was counted, in the order of the labels' values.
  package var values: [(labels: [String], count: Int)] {
    counters.withLock { $0.map { (labels: $0.key, count: $0.value.value) } }
      .sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
  }
}
