import Engine
import Casework

/// The addresses that are still to be asked whether letters reach them. They wait in the store, so that whoever enters
/// hundreds at once waits for no mail server, and none is forgotten where the program stops or the mail is away.
package struct AddressLetters: Sendable {
  /// So many are taken out at once: what is on its way when a process dies is not sent again.
  private static let batch = 10

  private let site: Site

  package init(site: Site) { self.site = site }

  /// Has addresses wait for their letters; each once, however often it is asked for meanwhile.
  static func queue(_ addresses: [String], _ transaction: any StoreTransaction) throws {
    guard !addresses.isEmpty else { return }
    let now = try transaction.currentTime()
    try transaction.keepCodes(
      addresses.map { address in
        OneTimeCode(
          code: Secrets.digest(of: "address \(EmailAddress.key(address))"), purpose: .addressCheck, subject: address,
          madeAt: now, endsAt: now.advanced(bySeconds: AddressLetter.linkSeconds))
      })
  }

  /// Asks an address, without keeping anybody waiting.
  func ask(_ address: String) async throws {
    try await site.store.transaction { try Self.queue([address], $0) }
    sendLater()
  }

  func sendLater() {
    Task { await sendWaiting() }
  }

  /// Sends what waits, one after the other; where the mail is away, the rest waits for another time.
  package func sendWaiting() async {
    do {
      while try await sendSome() {}
    } catch {
      // Neither reader nor text belongs in a log.
      site.logger.warning(
        "A letter could not be handed to the mail; it is tried again", metadata: ["kind": "verify-address"])
    }
  }

  /// - Returns: whether there may be more.
  private func sendSome() async throws -> Bool {
    let letter = AddressLetter(site: site)
    let taken = try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      let taken = try transaction.takeCodes(for: .addressCheck, limit: Self.batch).map { waiting in
        (waiting: waiting, made: letter.make(to: waiting.subject, at: now))
      }
      try transaction.keepCodes(taken.flatMap(\.made.codes))
      return taken
    }
    for (place, one) in taken.enumerated() {
      do {
        try await site.post(one.made.letter)
      } catch {
        let left = taken[place...].map(\.waiting)
        try await site.store.transaction { try $0.keepCodes(left) }
        throw error
      }
    }
    return taken.count == Self.batch
  }
}
