import Casework
import CivilTime
import Cryptography
import Engine
import MemoryStore
import Synchronization
import Testing

@Suite struct AnnouncementServiceTests {
  /// A receiver that says what it is told to say.
  private final class Receiver: AnnouncementCarrier {
    private struct State {
      var heard: [Announcement] = []
      var waiting: [CheckedContinuation<Void, Never>] = []
      var holds: Set<UniqueID> = []
      var failure: DeliveryError?
    }

    private let state = Mutex(State())

    var heard: [Announcement] { state.withLock(\.heard) }
    func fail(_ failure: DeliveryError?) { state.withLock { $0.failure = failure } }
    /// Lets calls of a subscription wait until it is told otherwise.
    func hold(_ id: UniqueID) { state.withLock { _ = $0.holds.insert(id) } }

    func release() {
      let waiting = state.withLock { state in
        state.holds = []
        defer { state.waiting = [] }
        return state.waiting
      }
      for one in waiting { one.resume() }
    }

    func rest() async {}

    func carry(_ announcement: Announcement, to subscription: Subscription) async throws(DeliveryError) {
      await withCheckedContinuation { continuation in
        let goesOn = state.withLock { state in
          guard state.holds.contains(subscription.id) else { return true }
          state.waiting.append(continuation)
          return false
        }
        if goesOn { continuation.resume() }
      }
      let failure = state.withLock { state -> DeliveryError? in
        state.heard.append(announcement)
        return state.failure
      }
      if let failure { throw failure }
    }
  }

  private static func id(_ number: UInt64) -> UniqueID { UniqueID(high: number, low: 0x8000_0000_0000_0000) }

  private let store = MemoryStore(now: Instant(seconds: 1_000_000))
  private let receiver = Receiver()
  private var desk: SubscriptionDesk { SubscriptionDesk(store: store, rules: SubscriptionRules()) }

  private func make(_ number: UInt64, url: String = "https://receiver.example/") async throws -> Subscription {
    try await desk.make("Number \(number)", url: url, kinds: [], by: "byrne", as: Self.id(number)).subscription
  }

  private func service() -> AnnouncementService {
    AnnouncementService(store: store, carrier: receiver, random: { 0 })
  }

  @Test func `a subscription is made once for the same request, and its secret is long`() async throws {
    let first = try await desk.make("A", url: "https://a.example/", kinds: [.closed], by: "byrne", as: Self.id(1))
    let again = try await desk.make("A", url: "https://a.example/", kinds: [.closed], by: "byrne", as: Self.id(1))
    #expect(first.isNew && !again.isNew && again.subscription == first.subscription)
    #expect(first.subscription.secret.hasPrefix("whsec_") && first.subscription.secret.count >= 40)
    await #expect(throws: SubscriptionDesk.Refusal.self) { try await make(2, url: "http://a.example/") }
    await #expect(throws: SubscriptionDesk.Refusal.self) { try await make(2, url: "https://localhost/") }
  }

  @Test func `where the site has a key, the store has no secret that anybody could read`() async throws {
    let rules = SubscriptionRules(seal: SecretSeal(try #require(SecretBox(key: RandomBytes.make(SecretBox.keyLength)))))
    let sealed = SubscriptionDesk(store: store, rules: rules)
    let old = try await make(1)
    #expect(try await kept(1).secret == old.secret)
    #expect(try await sealed.sealSecrets() == 1)
    #expect(try await sealed.sealSecrets() == 0)
    #expect(rules.opened(try await kept(1).secret) == old.secret)
    let new = try #require(try await sealed.rotate(Self.id(1)))
    let kept = try await kept(1)
    #expect(
      new.secret.hasPrefix("whsec_") && kept.secret != new.secret && kept.formerSecret?.contains("whsec_") == false)
    #expect(kept.secrets(at: store.now).map(rules.opened) == [new.secret, old.secret])
    let other = SubscriptionRules(seal: SecretSeal(try #require(SecretBox(key: RandomBytes.make(SecretBox.keyLength)))))
    #expect(other.opened(kept.secret) == nil && SubscriptionRules().opened(kept.secret) == nil)
  }

  private func kept(_ number: UInt64) async throws -> Subscription {
    try #require(try await store.transaction { try $0.subscription(Self.id(number)) })
  }

  @Test func `a new secret takes over within a day, and no third comes between`() async throws {
    let old = try await make(1)
    let new = try #require(try await desk.rotate(Self.id(1)))
    #expect(new.secrets(at: store.now) == [new.secret, old.secret] && new.secret != old.secret)
    await #expect(throws: SubscriptionDesk.Refusal.self) { _ = try await desk.rotate(Self.id(1)) }
    store.now = store.now.advanced(bySeconds: EngineLimits.formerSecretSeconds)
    #expect(new.secrets(at: store.now) == [new.secret])
    #expect(try await desk.rotate(Self.id(1)) != nil)
  }

  @Test func `a trial arrives once`() async throws {
    _ = try await make(1)
    for _ in 0..<2 { _ = try await desk.ping(Self.id(1), as: Self.id(9)) }
    #expect(try await service().deliver() == 1)
    #expect(try await service().deliver() == 0)
    #expect(receiver.heard.map(\.kind) == [.ping])
  }

  @Test func `a receiver that keeps us waiting keeps no other waiting`() async throws {
    for number in [UInt64(1), 2] {
      _ = try await make(number)
      for ping in 0..<20 { _ = try await desk.ping(Self.id(number), as: Self.id(100 + UInt64(ping))) }
    }
    receiver.hold(Self.id(1))
    let run = Task { [service = service()] in try await service.deliver() }
    while receiver.heard.count < 20 { await Task.yield() }
    #expect(receiver.heard.allSatisfy { $0.id.subscription == Self.id(2) })
    receiver.release()
    #expect(try await run.value == 40)
    #expect(receiver.heard.count == 40)
  }

  @Test func `what fails is tried again later, and given up where that helps nobody`() async throws {
    _ = try await make(1)
    _ = try await desk.ping(Self.id(1), as: Self.id(9))
    receiver.fail(DeliveryError("away", isRetryable: true))
    #expect(try await service().deliver() == 1)
    #expect(try await service().deliver() == 0)
    store.now = store.now.advanced(bySeconds: 10)
    receiver.fail(DeliveryError("refused", isRetryable: false))
    #expect(try await service().deliver() == 1)
    let dead = try await store.transaction { try $0.announcements(of: Self.id(1), limit: 5) }
    #expect(dead.map(\.failure) == ["refused"] && dead.first?.givenUpAt != nil)
    receiver.fail(nil)
    #expect(try await desk.retry(Self.id(1)) == 1)
    #expect(try await service().deliver() == 1)
    #expect(try await store.transaction { try $0.subscription(Self.id(1)) }?.failingSince == nil)
  }

  @Test func `one that fails for days is ended, people are told, and it can be taken into use again`() async throws {
    let told = Mutex<[Subscription]>([])
    let service = AnnouncementService(
      store: store, carrier: receiver, random: { 0 }, onEnd: { one in told.withLock { $0.append(one) } })
    _ = try await make(1)
    receiver.fail(DeliveryError("away", isRetryable: false))
    _ = try await desk.ping(Self.id(1), as: Self.id(9))
    _ = try await service.deliver()
    store.now = store.now.advanced(bySeconds: EngineLimits.subscriptionPatienceSeconds)
    _ = try await desk.ping(Self.id(1), as: Self.id(10))
    _ = try await service.deliver()
    #expect(told.withLock(\.self).map(\.id) == [Self.id(1)])
    #expect(try await desk.ping(Self.id(1), as: Self.id(11)) == nil)
    receiver.fail(nil)
    #expect(try await desk.retry(Self.id(1)) == 2)
    #expect(try await service.deliver() == 2)
    _ = try await desk.end(Self.id(1), by: "byrne")
    #expect(try await desk.retry(Self.id(1)) == nil)
  }
}
