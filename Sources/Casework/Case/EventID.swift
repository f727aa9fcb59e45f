/// Which event: the sender makes it, so that sending twice changes nothing the second time.
package struct EventID: Hashable, Sendable, CustomStringConvertible {
  package let id: UniqueID

  package init(_ id: UniqueID) { self.id = id }

  /// Reads the text form; nil where it is no identifier.
  package init?(_ text: some StringProtocol) {
    guard let id = UniqueID(text) else { return nil }
    self.id = id
  }

  /// The one event that a timer of a case can become: two workers that fire it make the same identifier, and the
  /// journal takes it once.
  ///
  /// - Parameter sequence: the timer's number within its case, counted from 1 over the case's whole life.
  package init(timer sequence: Int, of caseID: CaseID) {
    // A version 8 identifier (RFC 9562, section 5.8): 48 bits of the number, then bits of the case.
    let number = UInt64(sequence)
    id = UniqueID(
      high: number << 16 | 0x8000 | caseID.id.high & 0x0FFF,
      low: 0x8000_0000_0000_0000 | caseID.id.low & 0x3FFF_FFFF_FFFF_FFFF)
  }

  /// The number of the timer of a case whose event it is; nil where it is none of that case's timers.
  package func timer(of caseID: CaseID) -> Int? {
    let sequence = Int(id.high >> 16)
    return EventID(timer: sequence, of: caseID) == self ? sequence : nil
  }

  package var description: String { id.description }
}
