import Casework
import Engine
import JSON

extension MemoryTransaction {
  func audit(_ scope: AuditScope) throws -> [AuditCase] {
    try requireOpen()
    let ids: [CaseID] =
      switch scope {
      case .page(let last, let limit): page(after: last, limit)
      case .only(let ids): ids.sorted()
      }
    return ids.compactMap { id in
      state.cases[id].map { kept in
        AuditCase(head: Self.head(kept.record), entries: kept.journal.map { $0.audited(of: id) })
      }
    }
  }

  func heads(after last: CaseID?, limit: Int) throws -> [AuditHead] {
    try requireOpen()
    return page(after: last, limit).compactMap { state.cases[$0].map { Self.head($0.record) } }
  }

  private func page(after last: CaseID?, _ limit: Int) -> [CaseID] {
    Array(state.cases.keys.filter { id in last.map { $0 < id } ?? true }.sorted().prefix(limit))
  }

  private static func head(_ record: CaseRecord) -> AuditHead {
    AuditHead(caseID: record.id.description, revision: record.revision, hash: record.head ?? [])
  }

  func waitingRevisions(of id: CaseID) throws -> Set<Int> {
    try requireOpen()
    return Set((state.cases[id]?.items ?? []).filter { $0.availableAt != nil }.map(\.id.revision))
  }

  func erase(_ digests: [Int: [UInt8]], of id: CaseID) throws {
    try requireOpen()
    guard var kept = state.cases[id] else { return }
    for index in kept.journal.indices where kept.journal[index].erasedDigest == nil {
      guard let digest = digests[kept.journal[index].entry.revision] else { continue }
      kept.journal[index].erase(leaving: digest)
    }
    kept.items.removeAll { $0.availableAt == nil && digests[$0.id.revision] != nil }
    replace(id, with: kept)
  }

  /// A search here reads the cases themselves.
  func dropWords(of id: CaseID) throws { try requireOpen() }

  func endCodes(of id: CaseID) throws {
    try requireOpen()
    let subject = id.description
    for (key, code) in state.access.codes
    where code.subject == subject || (code.purpose == .answer && code.subject.hasPrefix(subject + " ")) {
      state.access.codes[key] = nil
    }
  }
}

extension KeptEntry {
  fileprivate func audited(of id: CaseID) -> AuditEntry {
    AuditEntry(
      entry: JournalChain.Entry(entry, of: id),
      personal: erasedDigest.map(AuditEntry.Personal.erased)
        ?? .whole(
          salt: seal.salt, actorName: entry.actor.name, payload: seal.payload, messages: seal.messages),
      hash: seal.hash)
  }

  fileprivate mutating func erase(leaving digest: [UInt8]) {
    erasedDigest = digest
    entry = JournalEntry(
      revision: entry.revision, at: entry.at, eventID: entry.eventID, kind: entry.kind, name: entry.name,
      actor: Actor(role: entry.actor.role), due: entry.due, payload: ["erased": true])
  }
}
