import Casework
import CivilTime
import Engine

extension MemoryTransaction {
  func claimOutbox(limit: Int, leaseSeconds: Int) throws -> [OutboxItem] {
    try requireOpen()
    let end = state.now.advanced(by: .seconds(leaseSeconds))
    let waiting = state.queue.keys.prefix { $0.availableAt <= state.now }.lazy.filter { key in
      self.state.cases[key.id.caseID]?.item(key.id)?.leasedUntil.map { $0 <= self.state.now } ?? true
    }
    return Array(waiting.prefix(limit)).compactMap { key in
      change(key.id) { kept in
        kept.attempts += 1
        kept.leasedUntil = end
      }
    }
  }

  func markSent(_ items: [OutboxItem]) throws {
    try requireOpen()
    for item in items {
      _ = change(item.id) { kept in
        kept.availableAt = nil
        guard kept.sentAt == nil else { return }
        kept.attempts = max(kept.attempts, item.attempts)
        kept.sentAt = state.now
        kept.givenUpAt = nil
        kept.failure = nil
      }
    }
  }

  func markFailed(_ item: OutboxItem, reason: String, retryAfterSeconds: Int?) throws {
    try requireOpen()
    _ = change(item.id) { kept in
      guard kept.availableAt != nil, kept.attempts == item.attempts else { return }
      kept.failure = reason
      kept.leasedUntil = nil
      kept.availableAt = retryAfterSeconds.map { state.now.advanced(by: .seconds($0)) }
      kept.givenUpAt = retryAfterSeconds == nil ? state.now : nil
    }
  }

  func giveBack(_ items: [OutboxItem]) throws {
    try requireOpen()
    for item in items {
      _ = change(item.id) { kept in
        guard kept.availableAt != nil, kept.attempts == item.attempts else { return }
        kept.leasedUntil = nil
        kept.attempts -= 1
      }
    }
  }

  func waitingItems(limit: Int) throws -> [OutboxItem] {
    try requireOpen()
    return state.queue.keys.prefix(limit).compactMap { state.cases[$0.id.caseID]?.item($0.id)?.item }
  }

  func deadLetters(limit: Int) throws -> [OutboxItem] {
    try requireOpen()
    let dead = state.cases.values.flatMap(\.outbox).filter { $0.givenUpAt != nil }
    return Array(
      dead.sorted { ($1.givenUpAt ?? $1.writtenAt, $1.id) < ($0.givenUpAt ?? $0.writtenAt, $0.id) }.prefix(limit))
  }

  func retry(_ ids: [OutboxItem.ID]) throws -> [RetryOutcome] {
    try requireOpen()
    let outcomes = ids.map { id -> RetryOutcome in
      guard let item = state.cases[id.caseID]?.item(id) else { return .unknown }
      return item.sentAt != nil ? .sent : item.givenUpAt != nil ? .queued : .waiting
    }
    for (id, outcome) in zip(ids, outcomes) where outcome == .queued {
      _ = change(id) { kept in
        kept.attempts = 0
        kept.leasedUntil = nil
        kept.givenUpAt = nil
        kept.availableAt = state.now
      }
    }
    return outcomes
  }

  private func change(_ id: OutboxItem.ID, _ body: (inout KeptItem) -> Void) -> OutboxItem? {
    guard var kept = state.cases[id.caseID], let index = kept.items.firstIndex(where: { $0.id == id }) else {
      return nil
    }
    body(&kept.items[index])
    replace(id.caseID, with: kept)
    return kept.items[index].item
  }
}
