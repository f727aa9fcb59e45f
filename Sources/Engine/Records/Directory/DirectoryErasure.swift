package import CivilTime

/// That names were taken out of the directory and its past.
package struct DirectoryErasure: Sendable, Hashable {
  package let at: Instant
  /// Those were meant whose last day in post lies before it.
  package let endedBefore: CivilDate
  /// How many contacts lost their names.
  package let contacts: Int
  /// Who decided it.
  package let actor: String?
  package let reason: String

  package init(at: Instant, endedBefore: CivilDate, contacts: Int, actor: String?, reason: String) {
    self.at = at
    self.endedBefore = endedBefore
    self.contacts = contacts
    self.actor = actor
    self.reason = reason
  }
}
