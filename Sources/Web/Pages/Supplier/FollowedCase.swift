import Casework
import CivilTime
import Engine
import JSON

/// A case as whoever raised it may see it.
struct FollowedCase: Sendable {
  let sight: CaseSight
  let journal: [JournalEntry]
  let outbox: [OutboxItem]
  /// What they said of us; nil where nothing yet.
  let feedback: SupplierFeedback?

  /// The role in which they act.
  static let role = "supplier"

  /// A letter of ours.
  struct Letter: Sendable {
    let party: String
    let subject: String
    let body: String
    let at: Instant
    let isSent: Bool
  }

  init(of id: CaseID, _ site: Site) async throws {
    let library = site.library
    (sight, journal, outbox, feedback) = try await site.store.transaction { transaction in
      (
        try CaseSight(of: id, library, transaction), try transaction.journal(of: id), try transaction.messages(of: id),
        try transaction.feedback(of: id)
      )
    }
  }

  var workflow: Workflow { sight.workflow }
  var reference: String { sight.case.reference.description }

  /// What they may do now, their own housekeeping last.
  var offers: [Offer] {
    let offers = workflow.offers(to: Self.role, of: sight.case, given: sight.facts)
    return offers.filter { !Self.standing.contains($0.event.name) }
      + offers.filter { Self.standing.contains($0.event.name) }
  }

  /// Events that are open as long as the case is, and are no answers to a question.
  static let standing: Set<String> = [
    "change-consent", "end-anonymity", "write-to-case-team", addressEvent, "withdraw",
  ]

  /// By what they say where we can reach them.
  static let addressEvent = "change-address"

  /// The address of theirs that mail comes back from; nil where we know of none.
  var deadAddress: String? { sight.case.returned.first { $0.party == Self.role }?.address }

  /// Whether they asked to be anonymous to everyone but us, and have not changed their mind.
  var isAnonymous: Bool { workflow.fields.first { $0.name == "anonymous" }.map { value($0) == true } ?? false }

  /// Whether a step has written to them.
  func hasLetter(from revision: Int) -> Bool {
    outbox.contains { item in
      guard item.id.revision == revision, item.kind == .message, let payload = try? JSONValue(parsing: item.payload)
      else {
        return false
      }
      return payload["party"]?.stringValue == Self.role
    }
  }

  /// The letters to them, the last first.
  var letters: [Letter] { letters { $0 == Self.role }.reversed() }

  func letters(_ isWanted: (String) -> Bool) -> [Letter] {
    outbox.compactMap { item in
      // What the engine wrote is JSON; what is not can't be shown.
      guard item.kind == .message, let payload = try? JSONValue(parsing: item.payload),
        let party = payload["party"]?.stringValue,
        isWanted(party)
      else { return nil }
      return Letter(
        party: party, subject: payload["subject"]?.stringValue ?? "", body: payload["body"]?.stringValue ?? "",
        at: item.sentAt ?? item.writtenAt, isSent: item.sentAt != nil)
    }
  }

  /// The steps that the case has come through, the last first, without what is the case team's own.
  var steps: [(title: String, at: Instant)] {
    var steps: [(title: String, at: Instant)] = []
    for entry in journal {
      guard let states = entry.payload["states"]?.arrayValue?.compactMap(\.stringValue) else { continue }
      steps.append((states.map { FollowWords.step($0, in: workflow) }.joined(separator: ", "), entry.at))
    }
    return steps.reversed()
  }

  /// The documents that they sent themselves, and those that may be shown to them.
  var documents: [(attachment: Attachment, at: Instant)] {
    journal.compactMap { entry in
      guard entry.kind == .attached, let attachment = Attachment(json: entry.input),
        attachment.isDisclosable || entry.actor.role == Self.role
      else { return nil }
      return (attachment, entry.at)
    }
  }

  func value(_ field: DataField) -> JSONValue {
    guard let number = workflow.fields.firstIndex(where: { $0.name == field.name }) else { return .null }
    return sight.case.session.data[number].plainJSON
  }
}
