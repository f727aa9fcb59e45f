import Casework
import CivilTime
import Engine

extension MemoryTransaction {
  func cases(matching filter: CaseFilter) throws -> [CaseRecord] {
    try requireOpen()
    return Array(listed(filter).dropFirst(filter.offset).prefix(filter.limit))
  }

  func countCases(matching filter: CaseFilter, limit: Int) throws -> Int {
    try requireOpen()
    return min(limit, listed(filter).count)
  }

  func queueCounts(of persons: [String], team: [String], limit: Int) throws -> QueueCounts {
    try requireOpen()
    let open = ranked(CaseFilter())
    func count(_ isOfIt: (CaseRecord) -> Bool) -> Int { min(limit, open.count(where: isOfIt)) }
    return QueueCounts(
      mine: count { $0.assignee.map(persons.contains) ?? false }, unassigned: count { $0.assignee == nil },
      team: count { $0.owner.map(team.contains) ?? false }, waiting: count { $0.owner.map(team.contains) == false })
  }

  private func listed(_ filter: CaseFilter) -> [CaseRecord] {
    var found: [CaseRecord] = []
    if filter.ends != .closed, filter.order == .rank {
      found += ranked(filter)
    } else if filter.ends != .closed {
      found += state.agenda.keys.compactMap { state.cases[$0.caseID]?.record }.filter(filter.admits)
    }
    if filter.ends != .open {
      let closed = state.cases.values.map(\.record).filter { $0.closedAt != nil && filter.admits($0) }
      found += closed.sorted { ($1.closedAt ?? $1.openedAt, $1.id) < ($0.closedAt ?? $0.openedAt, $0.id) }
    }
    return found
  }

  private func ranked(_ filter: CaseFilter) -> [CaseRecord] {
    let open = state.ranks.compactMap { id, known -> (place: (CaseRank, CaseID), record: CaseRecord)? in
      guard let record = state.cases[id]?.record, record.closedAt == nil, filter.admits(record),
        filter.after.map({ ($0.rank, $0.id) < (known.rank, id) }) ?? true
      else { return nil }
      return ((known.rank, id), record)
    }
    return open.sorted { $0.place < $1.place }.map(\.record)
  }

  func casesToRank(limit: Int) throws -> (ids: [CaseID], through: Instant?) {
    try requireOpen()
    let stale = state.cases.values.map(\.record).filter { record in
      state.ranks[record.id].map { $0.revision < record.revision } ?? (record.closedAt == nil)
    }
    return (Array(stale.map(\.id).sorted().prefix(limit)), stale.count < limit ? state.now : nil)
  }

  func keepRanks(_ ranked: [RankedCase], through: Instant?) throws {
    try requireOpen()
    for one in ranked where state.ranks[one.record.id].map({ $0.revision < one.record.revision }) ?? true {
      state.ranks[one.record.id] = one.rank.map { (one.record.revision, $0) }
    }
  }

  func cases(matching filter: CaseFilter, after last: CaseID?) throws -> [CaseRecord] {
    try requireOpen()
    let found = state.cases.values.map(\.record).filter { record in
      filter.admits(record) && (filter.includesClosed || record.closedAt == nil) && last.map { $0 < record.id } != false
    }
    return Array(found.sorted { $0.id < $1.id }.prefix(filter.limit))
  }

  func caseID(of reference: CaseReference) throws -> CaseID? {
    try requireOpen()
    return state.cases.values.filter { $0.record.reference == reference }.map(\.record.id).min()
  }

  func journal(of id: CaseID) throws -> [JournalEntry] {
    try requireOpen()
    return state.cases[id]?.journal.map(\.entry) ?? []
  }

  func messages(of id: CaseID) throws -> [OutboxItem] {
    try requireOpen()
    return state.cases[id]?.outbox ?? []
  }
}

extension CaseFilter {
  fileprivate func admits(_ record: CaseRecord) -> Bool {
    (workflow == nil || workflow == record.workflow) && (owner == nil || owner == record.owner)
      && (assignee == nil || assignee == record.assignee)
      && (assignees.map { record.assignee.map($0.contains) ?? false } ?? true) && (!isParked || record.parked != nil)
      && (state.map { record.states.contains($0) } ?? true) && (!isUnassigned || record.assignee == nil)
      && (owners.map { record.owner.map($0.contains) ?? false } ?? true)
      && (ownersOtherThan.map { others in record.owner.map { !others.contains($0) } ?? false } ?? true)
  }
}
