import Expression

/// What expressions see as `party`, worked out once for as long as the case's data stay as they are: it asks for every
/// party of the workflow, and one message may name three of them.
///
/// Used by one step on one thread.
final class PartyMap {
  private var known: (data: [Value], parties: Value)?

  func value(for data: [Value], _ make: () -> Value) -> Value {
    // Data that nothing has been assigned to since are the same array, which is compared at once.
    if let known, known.data == data { return known.parties }
    let parties = make()
    known = (data, parties)
    return parties
  }
}
