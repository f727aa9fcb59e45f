package import Casework
import CivilTime
import JSON
import WorkingTime

/// Takes in that mail came back: whoever can't be reached at an address is not asked there any more, and where the case
/// itself names the reader, as it does suppliers, its people are told.
package struct BounceDesk: Sendable {
  private let cases: CaseService

  package init(cases: CaseService) { self.cases = cases }

  package enum Outcome: Sendable, Hashable {
    /// No mail of ours has that identifier, or not to that reader: anybody could write such a report.
    case notOurs
    /// The reader is neither a contact of the directory nor anybody whom the case still has under that address.
    case noContact
    /// The case names the reader: it waits for a person now.
    case told(CaseReference)
    /// Somebody has shown since that mail reaches the address.
    case reachedSince
    /// The posts of the address, whose mail comes back from now on.
    case marked([Contact])
  }

  /// - Parameters:
  ///   - addresses: under which the reader may be known.
  ///   - messageID: of the mail that came back, as it was sent.
  package func takeIn(_ addresses: [String], messageID: String?) async throws -> Outcome {
    guard let local = messageID?.split(separator: "@").first.map(String.init) else { return .notOurs }
    let keys = Set(addresses.map(EmailAddress.key))
    let (outcome, request) = try await look(local, keys)
    guard let request else { return outcome }
    do {
      _ = try await cases.handle(request)
    } catch CaseFailure.rejected {
      // Such as that it was emptied meanwhile: nobody writes to them any more.
      return .noContact
    }
    return outcome
  }

  /// What the report comes to, and what is asked of the case that it is about.
  private func look(_ local: String, _ keys: Set<String>) async throws -> (Outcome, CaseRequest?) {
    let library = cases.library
    return try await cases.store.transaction { transaction in
      guard let (reader, writtenAt) = try Self.mail(called: local, transaction), keys.contains(reader) else {
        return (.notOurs, nil)
      }
      let now = try transaction.currentTime()
      let known = try transaction.contacts().filter { $0.address == reader }
      guard !known.isEmpty else {
        guard let request = try Self.request(local, reader, library, transaction) else { return (.noContact, nil) }
        return (.told(CaseReference(of: request.caseID)), request)
      }
      // A report may come days later, or a second time.
      guard known.allSatisfy({ $0.verifiedAt.map { $0 < writtenAt } ?? true }) else {
        return (.reachedSince, nil)
      }
      let marked = try transaction.changePosts(ofAddress: reader) { post in
        if post.bouncedAt == nil { post.bouncedAt = now }
      }
      return (.marked(marked), nil)
    }
  }

  /// Tells the case, where it is the case that names the reader.
  private static func request(
    _ name: String, _ reader: String, _ library: Library, _ transaction: any StoreTransaction
  ) throws -> CaseRequest? {
    guard let id = OutboxItem.ID(name), let item = try transaction.messages(of: id.caseID).first(where: { $0.id == id })
    else { return nil }
    let sight = try CaseSight(of: id.caseID, library, transaction)
    guard let party = try JSONValue(parsing: item.payload)["party"]?.stringValue,
      let team = sight.workflow.parties.first(where: \.isStaff),
      // Who has another address by now is reached.
      let own = sight.workflow.ownAddress(
        of: party, in: sight.case, on: WorkingCalendar.london.civil(at: sight.facts.now).date, sight.facts.directory),
      EmailAddress.key(own) == reader
    else { return nil }
    let message = CaseAct.Returned(party: party, revision: id.revision, position: id.position)
    return CaseRequest(
      caseID: id.caseID, eventID: EventID(item.derived("returned")), action: .act(.mailCameBack(message)),
      actor: Actor(role: team.id))
  }

  /// To whom and when a mail of ours went, by its identifier: one of a case, or a letter that belongs to none.
  private static func mail(
    called name: String, _ transaction: any StoreTransaction
  ) throws -> (reader: String, writtenAt: Instant)? {
    if let id = OutboxItem.ID(name) {
      let item = try transaction.messages(of: id.caseID).first { $0.id == id }
      return item.flatMap { item in reader(of: item).map { ($0, item.writtenAt) } }
    }
    guard let id = UniqueID(name) else { return nil }
    return try transaction.code(OneTimeCode.digest(ofLetter: id), for: .letter).map { ($0.subject, $0.madeAt) }
  }

  /// To whom it went; nil where that can't be read, or it went to no single reader.
  private static func reader(of item: OutboxItem) -> String? {
    do {
      return try JSONValue(parsing: item.payload)["to"]?.stringValue.map(EmailAddress.key)
    } catch {
      return nil
    }
  }
}
