import Casework
import CivilTime
import Engine

extension MemoryTransaction {
  func look(at cases: [CaseID], for events: [(case: CaseID, event: EventID)]) throws -> Look {
    try requireOpen()
    let known = events.filter { pair in
      state.cases[pair.case]?.journal.contains { $0.entry.eventID == pair.event } ?? false
    }
    return look(cases: cases.compactMap { state.cases[$0]?.record }, knownEvents: Set(known.map(\.event)))
  }

  // A claim needs no mark: nobody else runs before this transaction has ended.
  func claimDue(limit: Int) throws -> Look {
    try requireOpen()
    let due = state.agenda.keys.prefix(limit).prefix { $0.due <= state.now }
    let next = state.agenda.keys.first { $0.due > state.now }
    return Look(
      now: state.now, revisions: revisions, cases: due.compactMap { state.cases[$0.caseID]?.record },
      nextDue: next.flatMap { state.cases[$0.caseID]?.record.nextDue })
  }

  func write(_ writes: [CaseWrite]) throws -> [WriteOutcome] {
    try requireOpen()
    var outcomes = [WriteOutcome](repeating: .conflict, count: writes.count)
    for chain in StepChain.chains(of: writes) {
      let journal = state.cases[chain.caseID]?.journal ?? []
      let events = Set(chain.steps.map(\.entry.eventID))
      let known = Set(journal.map(\.entry.eventID)).intersection(events)
      let revision = state.cases[chain.caseID]?.record.revision ?? 0
      let due = state.cases[chain.caseID]?.record.nextDue
      let isWritten = known.isEmpty && revision == chain.expectedRevision && due == chain.previousDue?.keptAsDue
      if isWritten { keep(chain) }
      chain.settle(isWritten: isWritten, knownEvents: known, outcomes: &outcomes)
    }
    return outcomes
  }

  func commit(writing writes: [CaseWrite]) throws -> [WriteOutcome] {
    let outcomes = try write(writes)
    endAsCommitted()
    return outcomes
  }

  func commit(writing writes: [CaseWrite], under premises: Premises) throws -> [WriteOutcome] {
    try requireOpen()
    let age = state.now.seconds - premises.now.seconds
    guard premises.revisions == revisions, premises.now <= state.now, age <= EngineLimits.premisesSeconds else {
      endAsCommitted()
      return writes.map { write in
        let journal = state.cases[write.record.id]?.journal ?? []
        return journal.contains { $0.entry.eventID == write.entry.eventID } ? .duplicate : .conflict
      }
    }
    return try commit(writing: writes)
  }

  private func keep(_ chain: StepChain) {
    var kept = state.cases[chain.caseID] ?? KeptCase(record: chain.record)
    kept.record = chain.record.kept
    for step in chain.steps {
      let entry = step.entry.kept
      kept.journal.append(KeptEntry(entry: entry, seal: step.seal))
      for (position, content) in step.outbox.enumerated() {
        let id = OutboxItem.ID(caseID: chain.caseID, revision: entry.revision, position: position)
        kept.items.append(KeptItem(id: id, content: content, writtenAt: entry.at, availableAt: entry.at))
      }
    }
    replace(chain.caseID, with: kept)
  }

  private func look(cases: [CaseRecord], knownEvents: Set<EventID> = []) -> Look {
    Look(now: state.now, revisions: revisions, cases: cases, knownEvents: knownEvents)
  }

  private var revisions: ReferenceRevisions {
    ReferenceRevisions(
      directory: state.reference.directoryRevision, calendars: state.reference.calendarRevision,
      deployments: Int64(state.reference.deployments.count))
  }
}

extension CaseRecord {
  /// As a store reads it back.
  fileprivate var kept: CaseRecord {
    CaseRecord(
      id: id, workflow: workflow, version: version, revision: revision, states: states, owner: owner,
      assignee: assignee, parked: parked, openedAt: openedAt.keptAsPast, closedAt: closedAt?.keptAsPast,
      nextDue: nextDue?.keptAsDue, head: head, document: document)
  }
}

extension JournalEntry {
  /// As a store reads it back.
  fileprivate var kept: JournalEntry {
    JournalEntry(
      revision: revision, at: at.keptAsPast, eventID: eventID, kind: kind, name: name, actor: actor,
      due: due?.keptAsDue, payload: payload)
  }
}
