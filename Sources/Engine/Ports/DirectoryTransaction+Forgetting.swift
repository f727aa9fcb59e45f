import Casework
package import CivilTime
import WorkingTime

extension DirectoryTransaction {
  /// Takes the names, addresses and telephone numbers of those contacts out of the directory and its past whose posts ended
  /// before a day: the last day is told, or a later list had them no more. That a post was held, and when, stays.
  ///
  /// - Returns: what was kept of it; nil where there is nobody to forget.
  @discardableResult
  package func forgetContacts(
    endedBefore day: CivilDate, at now: Instant, reason: String, by actor: String?
  ) throws -> DirectoryErasure? {
    try lockDirectory()
    let since = WorkingCalendar.london.instant(of: day, secondOfDay: 0)
    let kept = try contacts(inForceSince: since).filter { $0.validTo.map { $0 >= day } ?? true }
    let keptIDs = Set(kept.compactMap(\.id))
    // Who has another post is still known by the address.
    let keptAddresses = Set(kept.map(\.address))
    var gone: Set<ContactID> = []
    var addresses: [String: ContactID] = [:]
    for contact in try contacts(inForceSince: nil) where !contact.isForgotten {
      guard let id = contact.id, !keptIDs.contains(id) else { continue }
      gone.insert(id)
      guard !keptAddresses.contains(contact.address) else { continue }
      addresses[contact.address] = addresses[contact.address].map { min($0, id) } ?? id
    }
    guard !gone.isEmpty else { return nil }
    let listed = try contacts()
    try forget(gone, addresses: addresses)
    try renewDirectory(insteadOf: listed)
    let erasure = DirectoryErasure(at: now, endedBefore: day, contacts: gone.count, actor: actor, reason: reason)
    try keepDirectoryErasure(erasure)
    return erasure
  }

  /// Has the lists that changed count as another version of the directory, so that whoever remembers it looks anew.
  private func renewDirectory(insteadOf earlier: [Contact]) throws {
    let now = try contacts()
    let changed = Set(zip(earlier, now).filter { $0 != $1 }.map(\.1.organisation))
    guard !changed.isEmpty else { return }
    try replaceContacts(of: changed.sorted(), by: now.filter { changed.contains($0.organisation) })
  }
}
