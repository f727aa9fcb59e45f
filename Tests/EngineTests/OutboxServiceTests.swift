import Casework
import CivilTime
import Engine
import JSON
import MemoryStore
import Synchronization
import Testing

@Suite struct OutboxServiceTests {
  @Test func `what a step asked for is handed over once`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.send("greet")
    let post = Post()
    let outbox = OutboxService(store: scheme.store, senders: [.message: post])
    #expect(try await outbox.deliver() == 1)
    #expect(try await outbox.deliver() == 0)
    let item = try #require(try await scheme.messages().first)
    #expect(post.received == [item.id])
    #expect(item.sentAt == Scheme.start)
    let payload = try JSONValue(parsing: item.payload)
    #expect(payload["to"] == "buyer@home.example")
    #expect(payload["name"] == "Buyer")
  }

  @Test func `what could not be handed over is tried again, later each time, and given up in the end`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.send("greet")
    let post = Post(failing: DeliveryError("the post office is closed", isRetryable: true))
    // Chance always falls on the ceiling.
    let outbox = OutboxService(store: scheme.store, senders: [.message: post], random: { 1.0.nextDown })
    for attempt in 1...EngineLimits.outboxAttempts {
      #expect(try await outbox.deliver() == 1)
      let wait = Backoff.outbox.ceilingSeconds(after: attempt)
      scheme.memory.now = scheme.memory.now.advanced(by: .seconds(wait - 1))
      #expect(try await outbox.deliver() == 0)
      scheme.memory.now = scheme.memory.now.advanced(by: .seconds(1))
    }
    scheme.memory.now = scheme.memory.now.advanced(by: .hours(10_000))
    #expect(try await outbox.deliver() == 0)
    #expect(post.received.count == EngineLimits.outboxAttempts)
    let item = try #require(try await scheme.messages().first)
    #expect(item.attempts == EngineLimits.outboxAttempts)
    #expect(item.failure == "the post office is closed")
    #expect(item.sentAt == nil)
  }

  @Test func `whoever asks to be left alone for a while is, but not for ever`() async throws {
    for (asked, kept) in [(500, 500), (1_000_000, EngineLimits.longestRetryAfterSeconds)] {
      let scheme = try await Scheme(Sketches.parcel)
      try await scheme.open()
      try await scheme.send("greet")
      let post = Post(failing: DeliveryError("too many", isRetryable: true, retryAfterSeconds: asked))
      let outbox = OutboxService(store: scheme.store, senders: [.message: post], random: { 0 })
      #expect(try await outbox.deliver() == 1)
      scheme.memory.now = scheme.memory.now.advanced(by: .seconds(kept - 1))
      #expect(try await outbox.deliver() == 0)
      scheme.memory.now = scheme.memory.now.advanced(by: .seconds(1))
      #expect(try await outbox.deliver() == 1)
    }
  }

  @Test func `what no trying helps is given up at once`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.send("greet")
    let post = Post(failing: DeliveryError("there is no such address", isRetryable: false))
    let outbox = OutboxService(store: scheme.store, senders: [.message: post])
    #expect(try await outbox.deliver() == 1)
    scheme.memory.now = scheme.memory.now.advanced(by: .hours(10_000))
    #expect(try await outbox.deliver() == 0)
    #expect(try await scheme.messages().first?.failure == "there is no such address")
  }

  @Test func `one that fails hinders no other`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    for number in 1...3 {
      try await scheme.open(number)
      try await scheme.send("greet", to: number)
    }
    let bad = try #require(try await scheme.messages(2).first)
    let post = Post(failing: DeliveryError("no", isRetryable: true), only: bad.id)
    #expect(try await OutboxService(store: scheme.store, senders: [.message: post]).deliver() == 3)
    for number in 1...3 {
      #expect((try await scheme.messages(number).first?.sentAt == nil) == (number == 2))
    }
  }

  @Test func `a kind that nothing carries waits and is not lost`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    try await scheme.send("greet")
    #expect(try await OutboxService(store: scheme.store, senders: [:]).deliver() == 1)
    #expect(try await scheme.messages().first?.failure == "nothing here carries items of the kind message")
    scheme.memory.now = scheme.memory.now.advanced(by: .seconds(60))
    let post = Post()
    #expect(try await OutboxService(store: scheme.store, senders: [.message: post]).deliver() == 1)
    #expect(post.received.count == 1)
  }

  @Test func `after a crash between sending and marking the sender is called again, and the id tells it`() async throws
  {
    let crash = Atomic(true)
    let scheme = try await Scheme(
      Sketches.parcel,
      behind: { memory in
        FrontStore(
          back: memory,
          beforeMark: {
            if crash.exchange(false, ordering: .relaxed) { throw StoreError(.unavailable, "gone", isRetryable: true) }
          })
      })
    try await scheme.open()
    try await scheme.send("greet")
    let post = Post()
    let outbox = OutboxService(store: scheme.store, senders: [.message: post])
    await #expect(throws: StoreError.self) { try await outbox.deliver() }
    // Until the lease ends nobody else takes it.
    #expect(try await outbox.deliver() == 0)
    scheme.memory.now = scheme.memory.now.advanced(by: .seconds(EngineLimits.outboxLeaseSeconds))
    #expect(try await outbox.deliver() == 1)
    #expect(post.received.count == 2)
    #expect(Set(post.received).count == 1)
    #expect(try await scheme.messages().first?.attempts == 2)
  }
}

extension OutboxServiceTests {
  /// Hands over, and is then told to close.
  private struct ClosingPost: Sender {
    let post = Post()
    let stop: StopSignal

    func send(_ item: OutboxItem) async throws(DeliveryError) {
      try await post.send(item)
      stop.set()
    }
  }

  @Test func `a worker that is told to stop finishes what it has begun and gives the rest back`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    for _ in 1...3 { try await scheme.send("greet") }
    let stop = StopSignal()
    let closing = ClosingPost(stop: stop)
    let worker = OutboxService(store: scheme.store, senders: [.message: closing])
    #expect(try await worker.deliver(until: stop) == 3)
    let begun = closing.post.received.count
    #expect(begun >= 1)
    let other = Post()
    #expect(try await OutboxService(store: scheme.store, senders: [.message: other]).deliver() == 3 - begun)
    #expect(Set(other.received + closing.post.received).count == 3)
    #expect(try await scheme.messages().allSatisfy { $0.sentAt != nil && $0.attempts == 1 })
  }
}

/// A post office that remembers what it got.
final class Post: Sender {
  private let state = Mutex<[OutboxItem.ID]>([])
  private let failure: DeliveryError?
  private let only: OutboxItem.ID?

  init(failing failure: DeliveryError? = nil, only: OutboxItem.ID? = nil) {
    self.failure = failure
    self.only = only
  }

  var received: [OutboxItem.ID] { state.withLock { $0 } }

  func send(_ item: OutboxItem) async throws(DeliveryError) {
    state.withLock { $0.append(item.id) }
    if let failure, only == nil || only == item.id { throw failure }
  }
}
