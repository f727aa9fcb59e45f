import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let announcements = [
    Promise("a subscription comes back as it was kept, and changes in nothing that names it") { subject async throws in
      let now = try await subject.time()
      var one = subscription(1, at: now)
      try await subject.within { [one] in try $0.keepSubscription(one) }
      (one.formerSecret, one.formerEndsAt, one.secret) = (one.secret, now.plus(60), "whsec_other")
      one.failingSince = now
      try await subject.within { [one] in try $0.keepSubscription(one) }
      #expect(try await subject.within { try $0.subscriptions() } == [one])
      #expect(try await subject.within { try $0.subscription(id(1)) } == one)
      #expect(try await subject.within { try $0.subscription(id(2)) } == nil)
    },
    Promise("what happens to cases is taken in once for each who wants to hear it") { subject async throws in
      try await subject.opened(1)
      try await subject.advance(.seconds(120))
      let now = try await subject.time()
      try await subject.within { transaction in
        try transaction.keepSubscription(subscription(1, at: now))
        try transaction.keepSubscription(subscription(2, at: now, kinds: [.closed]))
        try transaction.keepSubscription(subscription(3, at: now, endedAt: now))
      }
      try await subject.advance(.seconds(1))
      try await subject.opened(2)
      #expect(try await subject.within { try $0.gatherAnnouncements(limit: 10) } == 1)
      #expect(try await subject.within { try $0.gatherAnnouncements(limit: 10) } == 0)
      let found = try await subject.within { try $0.announcements(of: id(1), limit: 10) }
      #expect(found.map(\.id.caseID) == [Sample.caseID(2)] && found.first?.kind == .opened)
      #expect(found.first?.standing?.states == ["triage"] && found.first?.standing?.revision == 1)
      // A case that closes is told of as closed, to those as well who want to hear of nothing else.
      let end = try await subject.time()
      let closed = Sample.record(2, revision: 2, states: ["end"], openedAt: end, closedAt: end)
      _ = try await subject.write([Sample.write(closed, at: end)])
      #expect(try await subject.within { try $0.gatherAnnouncements(limit: 10) } == 2)
      let last = try await subject.within { try $0.announcements(of: id(2), limit: 10) }
      #expect(last.map(\.kind) == [.closed] && last.first?.name == "step")
      #expect(last.first?.standing?.closedAt != nil)
    },
    Promise("taking in goes on where it ended") { subject async throws in
      let now = try await subject.time()
      try await subject.within { try $0.keepSubscription(subscription(1, at: now)) }
      for number in 1...3 { try await subject.opened(number) }
      #expect(try await subject.within { try $0.gatherAnnouncements(limit: 2) } == 2)
      #expect(try await subject.within { try $0.gatherAnnouncements(limit: 2) } == 1)
      #expect(Set(try await subject.within { try $0.announcements(of: id(1), limit: 9) }).count == 3)
    },
    Promise("of no subscription is more under way than was said") { subject async throws in
      let now = try await subject.time()
      try await subject.within { transaction in
        for number in [1, 2] {
          try transaction.keepSubscription(subscription(UInt64(number), at: now))
          for ping in 0..<5 { try transaction.keepPing(trial(UInt64(number), UInt64(ping))) }
        }
      }
      let first = try await subject.claim()
      #expect(first.map(\.id.subscription).sorted() == [id(1), id(1), id(2), id(2)])
      #expect(first.allSatisfy { $0.attempts == 1 && $0.kind == .ping && $0.standing == nil })
      #expect(try await subject.claim() == [])
      let done = try #require(first.first { $0.id.subscription == id(1) })
      try await subject.within { try $0.markAnnounced(done) }
      #expect(try await subject.claim().map(\.id.subscription) == [id(1)])
      try await subject.advance(.seconds(61))
      #expect(try await subject.claim().count == 4)
    },
    Promise("what did not arrive waits, and what is given up waits no more until it is asked for") {
      subject async throws in
      let now = try await subject.time()
      try await subject.within { transaction in
        try transaction.keepSubscription(subscription(1, at: now))
        try transaction.keepPing(trial(1, 1))
        try transaction.keepPing(trial(1, 1))
      }
      let first = try #require(try await subject.claim().first)
      try await subject.within { try $0.markUnannounced(first, reason: "away", retryAfterSeconds: 30) }
      #expect(try await subject.claim() == [])
      try await subject.advance(.seconds(31))
      let second = try #require(try await subject.claim().first)
      #expect(second.attempts == 2 && second.failure == "away")
      // Somebody who comes late changes nothing.
      try await subject.within { try $0.markUnannounced(first, reason: "late", retryAfterSeconds: nil) }
      try await subject.within { try $0.markUnannounced(second, reason: "gone", retryAfterSeconds: nil) }
      try await subject.advance(.seconds(1_000))
      #expect(try await subject.claim() == [])
      let dead = try await subject.within { try $0.announcements(of: id(1), limit: 9) }
      #expect(dead.count == 1 && dead.first?.givenUpAt != nil && dead.first?.failure == "gone")
      #expect(try await subject.within { try $0.retryAnnouncements(of: id(1)) } == 1)
      let third = try #require(try await subject.claim().first)
      try await subject.within { try $0.markAnnounced(third) }
      #expect(try await subject.within { try $0.announcements(of: id(1), limit: 9) }.first?.sentAt != nil)
      try await subject.within { try $0.sweepAnnouncements(limit: 10) }
    },
    Promise("an arrival ends what failed, and nobody is called who has been ended") { subject async throws in
      let now = try await subject.time()
      var one = subscription(1, at: now)
      one.failingSince = now
      try await subject.within { [one] transaction in
        try transaction.keepSubscription(one)
        for ping in 0..<2 { try transaction.keepPing(trial(1, UInt64(ping))) }
      }
      let claimed = try #require(try await subject.claim().first)
      try await subject.within { try $0.markAnnounced(claimed) }
      one = try #require(try await subject.within { try $0.subscription(id(1)) })
      #expect(one.failingSince == nil)
      (one.endedAt, one.endedBecause) = (now, "done with")
      try await subject.within { [one] in try $0.keepSubscription(one) }
      try await subject.advance(.seconds(100))
      #expect(try await subject.claim() == [])
    },
  ]

  private static func id(_ number: UInt64) -> UniqueID { UniqueID(high: number, low: 0x8000_0000_0000_0000) }

  private static func trial(_ subscription: UInt64, _ number: UInt64) -> Announcement.ID {
    Announcement.ID(subscription: id(subscription), caseID: CaseID(id(100 + number)), revision: 0)
  }

  private static func subscription(
    _ number: UInt64, at now: Instant, kinds: [Announcement.Kind] = [], endedAt: Instant? = nil
  ) -> Subscription {
    Subscription(
      id: id(number), name: "Number \(number)", url: "https://receiver.example/\(number)", kinds: kinds,
      owner: "byrne", madeAt: now, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", endedAt: endedAt,
      endedBecause: endedAt == nil ? nil : "over")
  }
}

extension Subject {
  fileprivate func opened(_ number: Int) async throws {
    let now = try await now()
    _ = try await write([Sample.write(Sample.record(number, openedAt: now), at: now)])
  }

  fileprivate func claim() async throws -> [Announcement] {
    try await within { try $0.claimAnnouncements(limit: 10, each: 2, leaseSeconds: 60) }
  }
}
