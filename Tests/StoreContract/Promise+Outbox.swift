import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let outbox = [
    Promise("messages are kept in the order in which they were written, with everything in them") {
      subject async throws in
      let now = try await subject.now()
      let items = [3, 1, 2].map { Sample.message(#"{"to":"a@b.example", "body":"naïve \"\#($0)\"\n"}"#) }
      let kinds = OutboxItem.Kind.allCases.map { OutboxItem.Content(kind: $0, payload: "{}") }
      let opened = Sample.write(Sample.record(1, openedAt: now), at: now, outbox: items)
      let stepped = Sample.write(Sample.record(1, revision: 2, openedAt: now), at: now, outbox: kinds)
      #expect(try await subject.write([opened]) == [.written])
      #expect(try await subject.write([stepped]) == [.written])
      let kept = try await subject.messages(1)
      #expect(kept.map(\.content) == items + kinds)
      let ids = items.indices.map { Sample.itemID(1, position: $0) }
      #expect(kept.map(\.id) == ids + kinds.indices.map { Sample.itemID(1, revision: 2, position: $0) })
      #expect(kept.allSatisfy { $0.writtenAt == now && $0.availableAt == now && $0.attempts == 0 })
      #expect(try await subject.claimOutbox().map(\.content) == items + kinds)
    },
    Promise("a claim lends an item out for as long as its lease, and counts as an attempt") { subject async throws in
      try await subject.post(1)
      let first = try await subject.claimOutbox(lease: 60)
      #expect(first.map(\.attempts) == [1])
      #expect(try await subject.claimOutbox().isEmpty)
      try await subject.advance(.seconds(61))
      #expect(try await subject.claimOutbox().map(\.attempts) == [2])
      #expect(try await subject.messages(1).map(\.attempts) == [2])
    },
    Promise("the oldest items are claimed first, up to the limit") { subject async throws in
      let now = try await subject.now()
      let writes = (1...5).map { number in
        Sample.write(
          Sample.record(number, openedAt: now), at: now.plus(-number),
          outbox: [Sample.message()])
      }
      _ = try await subject.write(writes)
      #expect(try await subject.claimOutbox(2).map(\.caseID) == [5, 4].map(Sample.caseID))
      #expect(try await subject.claimOutbox(2).map(\.caseID) == [3, 2].map(Sample.caseID))
      #expect(try await subject.claimOutbox(2).map(\.caseID) == [1].map(Sample.caseID))
    },
    Promise("what was sent is never claimed again") { subject async throws in
      try await subject.post(2)
      let items = try await subject.claimOutbox()
      try await subject.store.transaction { try $0.markSent(items) }
      try await subject.advance(.seconds(3_600))
      #expect(try await subject.claimOutbox().isEmpty)
      let kept = try await subject.messages(1)
      #expect(kept.count == 2)
      #expect(kept.allSatisfy { $0.sentAt != nil && $0.attempts == 1 && $0.failure == nil })
      try await subject.store.transaction { try $0.markSent(items) }
      #expect(try await subject.messages(1) == kept)
    },
    Promise("what failed is tried again after its delay, and says why it failed") { subject async throws in
      try await subject.post(1)
      let item = try #require(try await subject.claimOutbox().first)
      try await subject.store.transaction {
        try $0.markFailed(item, reason: "450 4.2.1 mailbox busy", retryAfterSeconds: 300)
      }
      #expect(try await subject.messages(1).first?.failure == "450 4.2.1 mailbox busy")
      #expect(try await subject.claimOutbox().isEmpty)
      try await subject.advance(.seconds(301))
      let again = try #require(try await subject.claimOutbox().first)
      #expect(again.attempts == 2)
      #expect(again.failure == "450 4.2.1 mailbox busy")
      try await subject.store.transaction { try $0.markSent([again]) }
      let sent = try #require(try await subject.messages(1).first)
      #expect(sent.failure == nil)
      #expect(sent.sentAt != nil)
      #expect(sent.attempts == 2)
    },
    Promise("what is given up stays with its reason and is not claimed again") { subject async throws in
      try await subject.post(1)
      let item = try #require(try await subject.claimOutbox().first)
      try await subject.store.transaction { try $0.markFailed(item, reason: "no such user", retryAfterSeconds: nil) }
      try await subject.advance(.seconds(86_400))
      #expect(try await subject.claimOutbox().isEmpty)
      let kept = try #require(try await subject.messages(1).first)
      #expect(kept.failure == "no such user")
      #expect(kept.sentAt == nil)
      #expect(kept.attempts == 1)
      #expect(kept.givenUpAt != nil)
      #expect(kept.availableAt == nil)
    },
    Promise("dead letters are listed, the last first, until they are sent or tried again") { subject async throws in
      try await subject.post(4)
      for item in try await subject.claimOutbox() {
        try await subject.advance(.seconds(1))
        let isDead = item.id.position < 3
        try await subject.store.transaction {
          try $0.markFailed(item, reason: "no such user", retryAfterSeconds: isDead ? nil : 60)
        }
      }
      let dead = try await subject.store.transaction { try $0.deadLetters(limit: 10) }
      #expect(dead.map(\.id.position) == [2, 1, 0])
      #expect(dead.allSatisfy { $0.failure == "no such user" && $0.givenUpAt != nil && $0.content == Sample.message() })
      #expect(try await subject.store.transaction { try $0.deadLetters(limit: 1) } == [dead[0]])
      try await subject.store.transaction { try $0.markSent([dead[1]]) }
      #expect(try await subject.store.transaction { try $0.deadLetters(limit: 10) } == [dead[0], dead[2]])
    },
    Promise("what waits is listed, the next to be handed over first, whether or not a worker has it") {
      subject async throws in
      try await subject.post(3)
      let items = try await subject.claimOutbox()
      try await subject.store.transaction {
        try $0.markFailed(items[0], reason: "busy", retryAfterSeconds: 300)
        try $0.markSent([items[1]])
      }
      let waiting = try await subject.store.transaction { try $0.waitingItems(limit: 10) }
      #expect(waiting.map(\.id) == [items[2].id, items[0].id])
      #expect(waiting.map(\.failure) == [nil, "busy"])
      #expect(waiting.map(\.attempts) == [1, 1])
      #expect(try await subject.store.transaction { try $0.waitingItems(limit: 1) }.map(\.id) == [items[2].id])
    },
    Promise("a dead letter that is tried again waits with all its attempts before it, and each wish has its answer") {
      subject async throws in
      try await subject.post(3)
      let items = try await subject.claimOutbox()
      try await subject.store.transaction {
        try $0.markFailed(items[0], reason: "no such user", retryAfterSeconds: nil)
        try $0.markSent([items[1]])
        try $0.markFailed(items[2], reason: "busy", retryAfterSeconds: 300)
      }
      let ids = items.map(\.id) + [Sample.itemID(1, position: 3), Sample.itemID(2)]
      let outcomes = try await subject.store.transaction { try $0.retry(ids) }
      #expect(outcomes == [.queued, .sent, .waiting, .unknown, .unknown])
      let again = try await subject.claimOutbox()
      #expect(again.map(\.id) == [items[0].id])
      #expect(again.map(\.attempts) == [1])
      #expect(again.first?.failure == "no such user")
      #expect(try await subject.store.transaction { try $0.deadLetters(limit: 10) }.isEmpty)
      #expect(try await subject.store.transaction { try $0.retry([items[0].id]) } == [.waiting])
    },
    Promise("what was sent by a worker whose lease had ended, and put off by another since, is not sent again") {
      subject async throws in
      try await subject.post(1)
      let late = try #require(try await subject.claimOutbox(lease: 10).first)
      try await subject.advance(.seconds(11))
      let current = try #require(try await subject.claimOutbox(lease: 10).first)
      try await subject.store.transaction { try $0.markFailed(current, reason: "busy", retryAfterSeconds: 300) }
      try await subject.store.transaction { try $0.markSent([late]) }
      try await subject.advance(.seconds(301))
      #expect(try await subject.claimOutbox().isEmpty)
      #expect(try await subject.messages(1).first?.sentAt != nil)
    },
    Promise("a worker that was overtaken cannot put off or give up what another has claimed") { subject async throws in
      try await subject.post(1)
      let late = try #require(try await subject.claimOutbox(lease: 10).first)
      try await subject.advance(.seconds(11))
      let current = try #require(try await subject.claimOutbox(lease: 10).first)
      try await subject.store.transaction { try $0.markFailed(late, reason: "late", retryAfterSeconds: nil) }
      #expect(try await subject.messages(1).first?.failure == nil)
      try await subject.store.transaction { try $0.markSent([current]) }
      try await subject.store.transaction { try $0.markFailed(current, reason: "late", retryAfterSeconds: 1) }
      #expect(try await subject.messages(1).first?.failure == nil)
      try await subject.advance(.seconds(60))
      #expect(try await subject.claimOutbox().isEmpty)
    },
    Promise("many who claim at once are lent different items") { subject async throws in
      try await subject.post(40)
      let store = subject.store
      let claimed = try await withThrowingTaskGroup(of: [OutboxItem].self) { group in
        for _ in 1...8 {
          group.addTask { try await store.transaction { try $0.claimOutbox(limit: 5, leaseSeconds: 60) } }
        }
        var claimed: [OutboxItem] = []
        for try await items in group { claimed += items }
        return claimed
      }
      #expect(Set(claimed.map(\.id)).count == claimed.count)
      #expect(try await subject.claimOutbox().count + claimed.count == 40)
    },
  ]
}

extension Subject {
  /// Opens case 1 with so many messages.
  func post(_ count: Int) async throws {
    let now = try await now()
    let items = [OutboxItem.Content](repeating: Sample.message(), count: count)
    _ = try await write([Sample.write(Sample.record(1, openedAt: now), at: now, outbox: items)])
  }
}
