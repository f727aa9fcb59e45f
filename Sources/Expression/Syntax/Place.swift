/// A stretch of the source, in UTF-8 bytes.
struct Place: Hashable, Sendable {
  let offset: Int
  let length: Int

  var end: Int { offset + length }

  /// From the start of this place to the end of another.
  func through(_ other: Place) -> Place {
    Place(offset: offset, length: max(length, other.end - offset))
  }
}
