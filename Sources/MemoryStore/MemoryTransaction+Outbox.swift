import Casework
import CivilTime
import Engine

extension MemoryTransaction {
  func claimOutbox(limit: Int, leaseSeconds: Int) throws -> [OutboxItem] {
    try requireOpen()
    let waiting = state.queue.keys.prefix(limit).prefix { $0.availableAt <= state.now }
    let end = state.now.advanced(by: .seconds(leaseSeconds))
    return waiting.compactMap { key in
      change(OutboxItem.ID(key.itemID), of: key.caseID) { kept in
        kept.item = kept.item.with(attempts: kept.item.attempts + 1)
        kept.availableAt = end
      }
    }
  }

  func markSent(_ items: [OutboxItem]) throws {
    try requireOpen()
    for item in items {
      _ = change(item.id, of: item.caseID) { kept in
        kept.availableAt = nil
        guard kept.item.sentAt == nil else { return }
        kept.item = kept.item.with(
          attempts: max(kept.item.attempts, item.attempts), sentAt: state.now, failure: .some(nil))
      }
    }
  }

  func markFailed(_ item: OutboxItem, reason: String, retryAfterSeconds: Int?) throws {
    try requireOpen()
    _ = change(item.id, of: item.caseID) { kept in
      guard kept.availableAt != nil, kept.item.attempts == item.attempts else { return }
      kept.item = kept.item.with(failure: reason)
      kept.availableAt = retryAfterSeconds.map { state.now.advanced(by: .seconds($0)) }
    }
  }

  private func change(_ id: OutboxItem.ID, of caseID: CaseID, _ body: (inout KeptItem) -> Void) -> OutboxItem? {
    guard var kept = state.cases[caseID], let index = kept.items.firstIndex(where: { $0.item.id == id }) else {
      return nil
    }
    body(&kept.items[index])
    replace(caseID, with: kept)
    return kept.items[index].item
  }
}

extension OutboxItem {
  fileprivate func with(attempts: Int? = nil, sentAt: Instant? = nil, failure: String?? = nil) -> OutboxItem {
    OutboxItem(
      id: id, caseID: caseID, kind: kind, payload: payload, attempts: attempts ?? self.attempts,
      sentAt: sentAt ?? self.sentAt, failure: failure ?? self.failure)
  }
}
