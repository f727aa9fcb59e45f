extension Budget {
  /// The same length, spent as far as another budget is and extended as that was; nil where that one stood still for a
  /// time and counts in another measure, so that what it spent says nothing of this one.
  package func spent(like other: Budget) -> Budget? {
    let neverStood = other.consumed == .zero && other.runningSince == other.anchor
    guard neverStood || other.length.measure == length.measure else { return nil }
    return Budget(
      anchor: anchor, length: length, extensions: other.extensions, counting: counting, consumed: other.consumed,
      runningSince: other.runningSince)
  }

  /// The same, without what people added.
  package var unextended: Budget {
    Budget(anchor: anchor, length: length, counting: counting, consumed: consumed, runningSince: runningSince)
  }
}
