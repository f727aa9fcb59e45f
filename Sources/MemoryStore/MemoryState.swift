import Casework
import CivilTime
import Engine

/// All that a memory store keeps.
struct MemoryState: Sendable {
  var now: Instant
  private(set) var cases: [CaseID: KeptCase] = [:]
  /// Open cases by their next due instant.
  private(set) var agenda = SortedKeys<AgendaKey>()
  /// What waits in the outbox, by when it may be claimed.
  private(set) var queue = SortedKeys<QueueKey>()
  var reference = ReferenceData()
  var access = AccessData()
  /// What lists are ordered by, of the revision that it was worked out for.
  var ranks: [CaseID: (revision: Int, rank: CaseRank)] = [:]
  /// Documents by case and digest.
  var attachments: [CaseID: [String: [UInt8]]] = [:]

  init(now: Instant) { self.now = now }

  /// Puts a case in place of what it was; nil takes it away. Agenda and queue follow.
  mutating func replace(_ id: CaseID, with new: KeptCase?) {
    let old = cases.updateValue(new, forKey: id)
    if let old, old.agendaKey != new?.agendaKey { old.agendaKey.map { agenda.remove($0) } }
    if let new, new.agendaKey != old?.agendaKey { new.agendaKey.map { agenda.insert($0) } }
    let (left, entered) = (old?.queueKeys ?? [], new?.queueKeys ?? [])
    guard left != entered else { return }
    for key in left { queue.remove(key) }
    for key in entered { queue.insert(key) }
  }
}

extension [CaseID: KeptCase] {
  fileprivate mutating func updateValue(_ value: KeptCase?, forKey key: CaseID) -> KeptCase? {
    guard let value else { return removeValue(forKey: key) }
    return updateValue(value, forKey: key)
  }
}

/// A case with its history and everything it ever wanted sent.
struct KeptCase: Sendable {
  var record: CaseRecord
  var journal: [KeptEntry] = []
  var items: [KeptItem] = []

  var outbox: [OutboxItem] { items.map(\.item) }

  func item(_ id: OutboxItem.ID) -> KeptItem? { items.first { $0.id == id } }

  /// Nil for a closed case.
  var agendaKey: AgendaKey? {
    record.closedAt == nil ? AgendaKey(due: record.nextDue ?? .never, caseID: record.id) : nil
  }

  var queueKeys: [QueueKey] {
    items.compactMap { kept in
      kept.availableAt.map { QueueKey(availableAt: $0, id: kept.id) }
    }
  }
}

/// An entry with its link in the chain.
struct KeptEntry: Sendable {
  var entry: JournalEntry
  var seal: JournalSeal
  /// What is left of its personal part once that is erased; the seal's texts are then nobody's business.
  var erasedDigest: [UInt8]?
}

/// Something for the outside, and what became of it.
struct KeptItem: Sendable {
  let id: OutboxItem.ID
  let content: OutboxItem.Content
  let writtenAt: Instant
  var attempts = 0
  /// Its place in the queue; nil once it is sent or given up.
  var availableAt: Instant?
  var leasedUntil: Instant?
  var sentAt: Instant?
  var givenUpAt: Instant?
  var failure: String?

  var item: OutboxItem {
    OutboxItem(
      id: id, content: content, writtenAt: writtenAt, attempts: attempts, availableAt: availableAt, sentAt: sentAt,
      givenUpAt: givenUpAt, failure: failure)
  }
}

struct AgendaKey: Comparable, Sendable {
  let due: Instant
  let caseID: CaseID

  static func < (left: AgendaKey, right: AgendaKey) -> Bool {
    left.due != right.due ? left.due < right.due : left.caseID < right.caseID
  }
}

struct QueueKey: Comparable, Sendable {
  let availableAt: Instant
  let id: OutboxItem.ID

  static func < (left: QueueKey, right: QueueKey) -> Bool {
    (left.availableAt, left.id) < (right.availableAt, right.id)
  }
}

extension Instant {
  fileprivate static let never = Instant(seconds: .max)
}
