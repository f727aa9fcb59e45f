import Expression

/// What expressions see of each party, worked out when it is first asked after and kept for as long as the case's data
/// stay as they are: one message may name three of them, and a guard mostly asks after one.
///
/// Used by one step on one thread.
final class PartyMap {
  private var data: [Value] = []
  private var known: [Int: Value?] = [:]

  /// - Parameter make: what the party is; nil where nobody can be reached as it.
  func party(_ number: Int, for data: [Value], _ make: () -> Value?) -> Value? {
    // Data that nothing has been assigned to since are the same array, which is compared at once.
    if self.data != data {
      self.data = data
      known.removeAll(keepingCapacity: true)
    }
    if let known = known[number] { return known }
    let value = make()
    known[number] = .some(value)
    return value
  }
}
