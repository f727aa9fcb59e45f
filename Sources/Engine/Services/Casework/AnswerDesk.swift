package import Casework
package import CivilTime
import Cryptography
package import JSON

/// Lets whoever was written to answer a case by a link, without an account: makes the links, and says what they open.
///
/// A link is good for one case, one role and one address, and for as long as the case waits for that role.
package struct AnswerDesk: Sendable {
  package let store: any Store
  package let library: Library

  /// For how long a link works at most, whatever the case does.
  private static let linkSeconds: Int64 = 120 * 86_400

  package init(store: any Store, library: Library) {
    self.store = store
    self.library = library
  }

  /// Whom a link is for.
  package struct Reader: Sendable, Hashable {
    package let caseID: CaseID
    package let role: String
    package let address: String

    init(caseID: CaseID, role: String, address: String) {
      self.caseID = caseID
      self.role = role
      self.address = address
    }

    /// Reads what stands in a code; nil where it is nothing of this kind.
    init?(subject: String) {
      let parts = subject.split(separator: " ")
      guard parts.count == 3, let caseID = CaseID(parts[0]) else { return nil }
      self.init(caseID: caseID, role: String(parts[1]), address: String(parts[2]))
    }

    var subject: String { "\(caseID) \(role) \(address)" }
  }

  /// What a link opens.
  package struct Sheet: Sendable {
    package let reader: Reader
    package let record: CaseRecord
    package let workflow: Workflow
    /// What the role may do now; empty where the case does not wait for it any more.
    package let events: [AvailableEvent]
    /// What is asked before an event is sent, by the event's name.
    package let confirmations: [String: String]
    /// What was last written to the address about the case.
    package let message: (subject: String, body: String)?
    /// Until when an answer is waited for; nil where no deadline runs.
    package let due: Instant?
    /// Who answers, for the history: an entry of the directory, never a name.
    package let actor: Actor
  }

  // MARK: Making links

  /// What stands under a message besides its own words.
  enum Enclosure: Sendable, Hashable {
    /// A link to answer by, with this secret.
    case answer(secret: String)
    /// The question how it was, to whoever raised a case that has just ended.
    case feedback
  }

  /// What belongs under a message; nil where the case neither waits for its reader nor has ended with it.
  func enclosure(for item: OutboxItem) async throws -> Enclosure? {
    // A message that can't be read has no reader to answer it.
    guard item.kind == .message, let payload = try? JSONValue(parsing: item.payload),
      let address = payload["to"]?.stringValue
    else { return nil }
    let asked = [payload["party"]?.stringValue, payload["addressed"]?.stringValue].compactMap(\.self)
    let secret = Base64URL.text(of: RandomBytes.make(32))
    return try await store.transaction { [library] transaction in
      let look = try transaction.look(at: [item.caseID], for: [])
      guard let record = look.cases.first else { return nil }
      let workflow = try library.workflow(record.version, transaction)
      if let closedAt = record.closedAt {
        let raiser = asked.first.flatMap(workflow.party(named:))
        return closedAt == item.writtenAt && raiser?.isConfidential == true ? .feedback : nil
      }
      guard let role = record.owner, asked.contains(role), workflow.party(named: role)?.isStaff == false else {
        return nil
      }
      let facts = try library.facts(for: workflow, look, transaction)
      guard !Self.events(of: role, try record.case(workflow), workflow, facts).isEmpty else { return nil }
      let reader = Reader(caseID: item.caseID, role: role, address: EmailAddress.key(address))
      try transaction.keepCode(
        OneTimeCode(
          code: SHA256.digest(of: Array(secret.utf8)), purpose: .answer, subject: reader.subject, madeAt: look.now,
          endsAt: look.now.advanced(bySeconds: Self.linkSeconds)))
      return .answer(secret: secret)
    }
  }

  // MARK: Opening them

  /// What a link opens; nil where it is none.
  ///
  /// - Parameter code: the digest of the link's secret.
  package func sheet(_ code: [UInt8]) async throws -> Sheet? {
    try await store.transaction { [library] transaction in
      guard let kept = try transaction.code(code, for: .answer), let reader = Reader(subject: kept.subject) else {
        return nil
      }
      let look = try transaction.look(at: [reader.caseID], for: [])
      guard let record = look.cases.first else { return nil }
      let workflow = try library.workflow(record.version, transaction)
      let facts = try library.facts(for: workflow, look, transaction)
      let current = try record.case(workflow)
      let events =
        record.closedAt == nil ? Self.events(of: reader.role, current, workflow, facts) : []
      let message = try transaction.messages(of: reader.caseID).last { Self.address(of: $0) == reader.address }
      // What can't be read is shown without its words.
      let payload = message.flatMap { try? JSONValue(parsing: $0.payload) }
      let post = facts.directory.posts(ofAddress: reader.address).first
      return Sheet(
        reader: reader, record: record, workflow: workflow, events: events,
        confirmations: Self.confirmations(current, workflow),
        message: payload.map { ($0["subject"]?.stringValue ?? "", $0["body"]?.stringValue ?? "") },
        due: record.owner == reader.role ? CaseUrgency.deadline(of: current, workflow, facts.calendar) : nil,
        actor: Actor(role: reader.role, name: post?.id?.description))
    }
  }

  /// What a role may do with a case as it stands. What its guards refuse whatever is filled in is left out.
  private static func events(of role: String, _ case: Case, _ workflow: Workflow, _ facts: Facts) -> [AvailableEvent] {
    workflow.availableEvents(`case`.session).filter { available in
      guard available.roles.contains(role) else { return false }
      let event = CaseEvent(
        id: EventID(UniqueID(at: facts.now, random: (0, 0))), kind: .named(available.name, data: nil),
        actor: Actor(role: role))
      do throws(Rejection) {
        return try workflow.step(`case`, on: event, given: facts).isAccepted
      } catch {
        // What is missing is filled in by and by.
        if case .data = error { return true }
        return false
      }
    }
  }

  private static func confirmations(_ case: Case, _ workflow: Workflow) -> [String: String] {
    var found: [String: String] = [:]
    for available in workflow.chart.availableEvents(`case`.session) {
      guard let words = workflow.transitionNotes[available.transition].confirmation else { continue }
      for descriptor in available.descriptors { found[descriptor.prefix] = words }
    }
    return found
  }

  // MARK: Answering

  /// A document that comes with an answer.
  package struct Document: Sendable {
    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]

    package init(name: String, mediaType: String, bytes: [UInt8]) {
      self.name = name
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  /// Sends an answer with its documents. Those come first, so that whoever looks at the answer has them; sent again
  /// under the same identifier, nothing is kept twice.
  ///
  /// - Throws: what `CaseService` and `AttachmentService` throw.
  package func answer(
    _ sheet: Sheet, with event: String, _ data: JSONValue?, _ documents: [Document], as eventID: EventID,
    by service: CaseService, keeping attachments: AttachmentService
  ) async throws -> CaseAnswer {
    for (number, document) in documents.enumerated() {
      _ = try await attachments.attach(
        document.bytes, named: document.name, mediaType: document.mediaType, isDisclosable: false,
        to: sheet.record.id, as: Self.following(eventID, number), by: sheet.actor)
    }
    return try await service.handle(
      CaseRequest(
        caseID: sheet.record.id, eventID: eventID, action: .send(event: event, data: data), actor: sheet.actor))
  }

  /// The identifier of what belongs to an event: always the same for the same event.
  private static func following(_ event: EventID, _ number: Int) -> EventID {
    let digest = SHA256.digest(of: Array("recourse-following-1 \(event) \(number)".utf8))
    let words = stride(from: 0, to: 16, by: 8).map { start in
      digest[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    return EventID(
      UniqueID(
        high: words[0] & ~0xF000 | 0x8000, low: words[1] & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000))
  }

  private static func address(of item: OutboxItem) -> String? {
    // A message that can't be read has no reader to answer it.
    guard item.kind == .message, let payload = try? JSONValue(parsing: item.payload) else { return nil }
    return payload["to"]?.stringValue.map(EmailAddress.key)
  }
}
