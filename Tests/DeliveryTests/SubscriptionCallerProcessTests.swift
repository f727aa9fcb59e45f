import Casework
import CivilTime
import Delivery
import Engine
import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct SubscriptionCallerProcessTests {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8I"
  private static let other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDC2FVsBQIhrscChlQIMV+"

  private static let announcement = Announcement(
    id: Announcement.ID(
      subscription: UniqueID(high: 1, low: 1), caseID: Items.caseID, revision: 3), kind: .advanced,
    name: "accept", at: Instant(seconds: 1_772_445_600),
    standing: Announcement.Standing(
      workflow: "supply-chain-concern", states: ["triage"], revision: 4, nextDue: nil, closedAt: nil))

  private static func subscription(_ url: String, _ secret: String, former: String? = nil) -> Subscription {
    Subscription(
      id: UniqueID(high: 1, low: 1), name: "reporting", url: url, kinds: [], owner: "byrne",
      madeAt: Instant(seconds: 0), secret: secret, formerSecret: former,
      formerEndsAt: former == nil ? nil : Instant(seconds: .max))
  }

  private static func caller(_ permissions: Set<SubscriptionRules.Permission>) -> SubscriptionCaller {
    SubscriptionCaller(
      SubscriptionRules(permissions), site: "https://concerns.example",
      now: { Instant(seconds: Int64(Date().timeIntervalSince1970)) })
  }

  @Test
  func `what happened to a case arrives as a cloud event that names nobody, signed by the new secret and the old`()
    async throws
  {
    let server = try await TestServer("webhook_server.py", [Self.secret])
    let url = "http://localhost:\(server.port)/200"
    for subscription in [
      Self.subscription(url, Self.secret), Self.subscription(url, Self.other, former: Self.secret),
      Self.subscription(url, Self.other),
    ] {
      try await Self.caller([.loopback]).carry(Self.announcement, to: subscription)
    }
    let calls = [await server.next(), await server.next(), await server.next()]
    #expect(calls.map { $0?["proven"] } == [true, true, false])
    #expect(calls[0]?["id"]?.stringValue == "\(Items.caseID).3")
    let reference = CaseReference(of: Items.caseID).description
    #expect(
      calls[0]?["body"] == [
        "specversion": "1.0", "id": .string("\(Items.caseID).3"), "source": "https://concerns.example",
        "type": "recourse.case.advanced", "time": "2026-03-02T10:00:00Z", "datacontenttype": "application/json",
        "subject": .string(reference),
        "data": [
          "reference": .string(reference), "workflow": "supply-chain-concern", "event": "accept", "revision": 3,
          "now": ["revision": 4, "states": ["triage"], "next_due": .null, "closed_at": .null],
          "link": .string("https://concerns.example/api/v1/cases/\(reference)"),
        ],
      ])
  }

  @Test(
    arguments: [
      ("http://localhost", []), ("https://127.0.0.1", []), ("https://[::1]", []), ("https://0.0.0.0", []),
      ("https://2130706433", []), ("https://[::ffff:127.0.0.1]", []), ("https://0x7f.1", [.privateAddresses]),
      ("https://0.0.0.0", [.privateAddresses, .loopback]),
    ] as [(String, Set<SubscriptionRules.Permission>)])
  func `nobody who subscribes has us speak to this machine unless the settings allow it`(
    _ host: String, _ permissions: Set<SubscriptionRules.Permission>
  ) async throws {
    let server = try await TestServer("webhook_server.py", [Self.secret])
    let subscription = Self.subscription("\(host):\(server.port)/200", Self.secret)
    let failure = await #expect(throws: DeliveryError.self) {
      try await Self.caller(permissions).carry(Self.announcement, to: subscription)
    }
    #expect(failure?.isRetryable == false, "\(failure?.description ?? "")")
    server.stop()
    #expect(await server.next() == nil)
  }
}
