/// One worker's turn at the outbox: so many items under way at once, and the next begun as soon as there is room, so that
/// neither a slow server nor a bad item keeps the others waiting.
struct OutboxRun: Sendable {
  private enum Happening: Sendable {
    case attempted(OutboxService.Attempt)
    case marked([OutboxService.Attempt], StoreError?)
    /// The rest before the next look is over.
    case rested
  }

  private typealias Group = ThrowingTaskGroup<Happening, any Error>

  let service: OutboxService
  /// Wakes the run; without one it ends as soon as nothing is left.
  var bell: Doorbell?
  /// How long it rests where nothing waits.
  var poll: @Sendable () -> Duration = { .zero }
  /// Once it is set, nothing more is begun.
  var stop = StopSignal()
  /// Told of a store that failed, and how often in a row: it is tried again.
  var onStoreFailure: @Sendable (StoreError, Int) -> Void = { _, _ in }
  /// Told how many items a claim brought.
  var onClaim: @Sendable (Int) -> Void = { _ in }

  /// Runs until it is stopped or, without a bell, until nothing waits that is due. What is under way is finished.
  ///
  /// - Returns: how many items were claimed.
  func run() async throws -> Int {
    var state = State()
    try await withThrowingTaskGroup(of: Happening.self) { group in
      while true {
        await claim(&state, &group)
        mark(&state, &group)
        await rest(&state, &group)
        if state.isIdle, state.fatal != nil || stop.isSet { break }
        guard let happening = try await group.next() else { break }
        take(happening, &state)
      }
      group.cancelAll()
    }
    await service.rest()
    if let fatal = state.fatal { throw fatal }
    return state.claimed
  }

  /// Claims where half of the places are free, and something may wait.
  private func claim(_ state: inout State, _ group: inout Group) async {
    let limit = EngineLimits.outboxConcurrency
    while state.mayClaim, state.fatal == nil, !stop.isSet, state.underWay <= limit / 2 {
      let free = limit - state.underWay
      do {
        let items = try await service.claim(free)
        state.failures = 0
        state.mayClaim = items.count == free
        state.claimed += items.count
        state.underWay += items.count
        if !items.isEmpty { onClaim(items.count) }
        for item in items {
          group.addTask { .attempted(await service.attempt(item, until: stop)) }
        }
      } catch {
        state.mayClaim = false
        if !isToBeTriedAgain(error, &state) { state.fatal = error }
      }
    }
  }

  /// Writes down all that is done, in one transaction; meanwhile more gathers.
  private func mark(_ state: inout State, _ group: inout Group) {
    // After a failure the store has until the end of the rest to recover.
    let isWaiting = state.failures > 0 && state.isResting
    guard !state.isMarking, !isWaiting, !state.done.isEmpty else { return }
    let done = state.done
    state.done = []
    state.isMarking = true
    group.addTask {
      do {
        try await service.mark(done)
        return .marked(done, nil)
      } catch let failure as StoreError {
        return .marked(done, failure)
      }
    }
  }

  /// Has the run woken for its next look.
  private func rest(_ state: inout State, _ group: inout Group) async {
    if state.isIdle, !state.mayClaim, state.keepsSomethingOpen {
      await service.rest()
      state.keepsSomethingOpen = false
    }
    guard let bell, !state.isResting, state.fatal == nil, !stop.isSet else { return }
    state.isResting = true
    // Half a second, doubled after each failure, half a minute at most.
    let limit = state.failures == 0 ? poll() : min(.seconds(30), .milliseconds(250 << min(state.failures, 7)))
    group.addTask {
      await bell.rest(atMost: limit)
      return .rested
    }
  }

  private func take(_ happening: Happening, _ state: inout State) {
    switch happening {
    case .attempted(let attempt):
      state.underWay -= 1
      state.keepsSomethingOpen = true
      state.done.append(attempt)
    case .marked(_, nil):
      state.isMarking = false
      state.failures = 0
    case .marked(let attempts, let failure?):
      state.isMarking = false
      if isToBeTriedAgain(failure, &state) {
        state.done = attempts + state.done
      } else {
        // Their leases run out, and somebody does them again.
        state.fatal = state.fatal ?? failure
      }
    case .rested:
      state.isResting = false
      state.mayClaim = true
    }
  }

  private func isToBeTriedAgain(_ error: any Error, _ state: inout State) -> Bool {
    guard bell != nil, let failure = error as? StoreError, failure.isRetryable, !stop.isSet else { return false }
    state.failures += 1
    onStoreFailure(failure, state.failures)
    return true
  }

  private struct State {
    var claimed = 0
    var underWay = 0
    var mayClaim = true
    var isMarking = false
    var isResting = false
    /// Whether senders may keep connections open.
    var keepsSomethingOpen = false
    /// Attempts that the store has not heard of.
    var done: [OutboxService.Attempt] = []
    /// Failures of the store in a row.
    var failures = 0
    var fatal: (any Error)?

    var isIdle: Bool { underWay == 0 && !isMarking && done.isEmpty }
  }
}
