package import Casework
import CivilTime
import JSON

/// Takes in that mail came back: whoever can't be reached at an address is not asked there any more.
package struct BounceDesk: Sendable {
  package let store: any Store

  package init(store: any Store) { self.store = store }

  package enum Outcome: Sendable, Hashable {
    /// No mail of ours has that identifier, or not to that reader: anybody could write such a report.
    case notOurs
    /// The reader is no contact of the directory, as suppliers are.
    case noContact
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
    return try await store.transaction { transaction in
      guard let (reader, writtenAt) = try Self.mail(called: local, transaction), keys.contains(reader) else {
        return .notOurs
      }
      let now = try transaction.currentTime()
      let known = try transaction.contacts().filter { $0.address == reader }
      guard !known.isEmpty else { return .noContact }
      // A report may come days later, or a second time.
      guard known.allSatisfy({ $0.verifiedAt.map { $0 < writtenAt } ?? true }) else { return .reachedSince }
      return .marked(
        try transaction.changePosts(ofAddress: reader) { post in
          if post.bouncedAt == nil { post.bouncedAt = now }
        })
    }
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
