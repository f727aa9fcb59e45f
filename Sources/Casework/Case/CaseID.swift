/// Which case: stable for its whole life, in every table and every message.
package struct CaseID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let id: UniqueID

  package init(_ id: UniqueID) { self.id = id }

  /// Reads the text form; nil where it is no identifier.
  package init?(_ text: some StringProtocol) {
    guard let id = UniqueID(text) else { return nil }
    self.id = id
  }

  package var description: String { id.description }
  package static func < (left: CaseID, right: CaseID) -> Bool { left.id < right.id }
}
