/// Which entry of the directory: stays the same when the person's address, name or days change, and is never given
/// again.
package struct ContactID: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  /// Reads the text form, such as `C12`; nil where it is none.
  package init?(_ text: String) {
    guard text.first == "C" || text.first == "c", let number = Int64(text.dropFirst()), number > 0 else { return nil }
    self.number = number
  }

  package var description: String { "C\(number)" }
  package static func < (left: ContactID, right: ContactID) -> Bool { left.number < right.number }
}
