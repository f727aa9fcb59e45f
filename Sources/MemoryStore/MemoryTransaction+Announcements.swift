import Casework
import CivilTime
import Engine

extension MemoryTransaction {
  func subscriptions() throws -> [Subscription] {
    try requireOpen()
    return state.access.subscriptions.map(\.subscription)
  }

  func subscription(_ id: UniqueID) throws -> Subscription? { try subscriptions().first { $0.id == id } }

  func keepSubscription(_ subscription: Subscription) throws {
    try requireOpen()
    guard let place = state.access.subscriptions.firstIndex(where: { $0.subscription.id == subscription.id }) else {
      state.access.subscriptions.append(
        AccessData.Listener(subscription: subscription, through: subscription.madeAt))
      return
    }
    if !state.access.subscriptions[place].subscription.isInUse, subscription.isInUse {
      state.access.subscriptions[place].through = state.now
    }
    state.access.subscriptions[place].subscription = subscription
  }

  func gatherAnnouncements(limit: Int) throws -> Int {
    try requireOpen()
    var count = 0
    for listener in state.access.subscriptions where listener.subscription.isInUse {
      let subscription = listener.subscription
      for kept in state.cases.values.sorted(by: { $0.record.id < $1.record.id }) {
        for entry in kept.journal.map(\.entry) where entry.at >= listener.through {
          let id = Announcement.ID(subscription: subscription.id, caseID: kept.record.id, revision: entry.revision)
          guard let kind = Self.kind(of: entry, in: kept.record), subscription.hears(kind),
            state.access.announcements[id] == nil
          else { continue }
          guard count < limit else { return count }
          let isNamed = entry.kind == .event || entry.kind == .timer
          state.access.announcements[id] = AccessData.KeptAnnouncement(
            kind: kind, name: isNamed ? entry.name : nil, at: entry.at, dueAt: state.now)
          count += 1
        }
      }
    }
    // What was taken in stays there under its name, so that nothing has to be remembered of how far it was looked.
    return count
  }

  private static func kind(of entry: JournalEntry, in record: CaseRecord) -> Announcement.Kind? {
    switch entry.kind {
    case .opened: .opened
    case .event, .timer: record.closedAt == entry.at ? .closed : .advanced
    case .skipped, .cancelled: .advanced
    case .reopened: .reopened
    case .paused: .paused
    case .resumed: .resumed
    case .assigned: .assigned
    case .extended: .extended
    case .merged: .merged
    case .parked: .parked
    case .ignored, .noted, .attached, .declared, .linked, .recalculated, .migrated, .erased, .retried: nil
    }
  }

  func keepPing(_ id: Announcement.ID) throws {
    try requireOpen()
    guard state.access.announcements[id] == nil else { return }
    state.access.announcements[id] = AccessData.KeptAnnouncement(
      kind: .ping, name: nil, at: state.now, dueAt: state.now)
  }

  func claimAnnouncements(limit: Int, each: Int, leaseSeconds: Int) throws -> [Announcement] {
    try requireOpen()
    // Nothing of the state is read while some of it is changed.
    let now = state.now
    let end = now.advanced(by: .seconds(leaseSeconds))
    var claimed: [Announcement] = []
    for listener in state.access.subscriptions where listener.subscription.isInUse {
      let own = state.access.announcements.filter { $0.key.subscription == listener.subscription.id }
      let isLeased = { (kept: AccessData.KeptAnnouncement) in kept.leasedUntil.map { $0 > now } ?? false }
      let free = max(0, each - own.values.count(where: isLeased))
      let due = own.filter { !isLeased($0.value) && $0.value.dueAt.map { $0 <= now } ?? false }
        .sorted { ($0.value.at, $0.key.caseID, $0.key.revision) < ($1.value.at, $1.key.caseID, $1.key.revision) }
      for (id, _) in due.prefix(min(free, limit - claimed.count)) {
        state.access.announcements[id]?.attempts += 1
        state.access.announcements[id]?.leasedUntil = end
        if let announcement = announcement(id) { claimed.append(announcement) }
      }
    }
    return claimed
  }

  func markAnnounced(_ announcement: Announcement) throws {
    try requireOpen()
    guard var kept = state.access.announcements[announcement.id], kept.sentAt == nil else { return }
    (kept.sentAt, kept.dueAt, kept.leasedUntil, kept.givenUpAt, kept.failure) = (state.now, nil, nil, nil, nil)
    state.access.announcements[announcement.id] = kept
    let id = announcement.id.subscription
    if let place = state.access.subscriptions.firstIndex(where: { $0.subscription.id == id && $0.subscription.isInUse })
    {
      state.access.subscriptions[place].subscription.failingSince = nil
    }
  }

  func markUnannounced(_ announcement: Announcement, reason: String, retryAfterSeconds: Int?) throws {
    try requireOpen()
    guard var kept = state.access.announcements[announcement.id], kept.attempts == announcement.attempts,
      kept.dueAt != nil
    else { return }
    (kept.leasedUntil, kept.failure) = (nil, reason)
    kept.dueAt = retryAfterSeconds.map { state.now.advanced(by: .seconds($0)) }
    kept.givenUpAt = retryAfterSeconds == nil ? state.now : nil
    state.access.announcements[announcement.id] = kept
  }

  func announcements(of subscription: UniqueID, limit: Int) throws -> [Announcement] {
    try requireOpen()
    let own = state.access.announcements.filter { $0.key.subscription == subscription }
    let sorted = own.sorted {
      ($1.value.at, $1.key.caseID, $1.key.revision) < ($0.value.at, $0.key.caseID, $0.key.revision)
    }
    return sorted.prefix(limit).compactMap { announcement($0.key) }
  }

  func retryAnnouncements(of subscription: UniqueID) throws -> Int {
    try requireOpen()
    let dead = state.access.announcements.filter {
      $0.key.subscription == subscription && $0.value.givenUpAt != nil
    }
    for (id, kept) in dead {
      var kept = kept
      (kept.givenUpAt, kept.dueAt, kept.attempts) = (nil, state.now, 0)
      state.access.announcements[id] = kept
    }
    return dead.count
  }

  func sweepAnnouncements(limit: Int) throws {
    try requireOpen()
    // Its journal is looked through from the beginning each time: what was told must stay known.
  }

  private func announcement(_ id: Announcement.ID) -> Announcement? {
    state.access.announcements[id].map { kept in
      let standing = state.cases[id.caseID].map { one in
        Announcement.Standing(
          workflow: one.record.workflow, states: one.record.states, revision: one.record.revision,
          nextDue: one.record.nextDue, closedAt: one.record.closedAt)
      }
      return Announcement(
        id: id, kind: kept.kind, name: kept.name, at: kept.at, standing: standing, attempts: kept.attempts,
        dueAt: kept.dueAt, sentAt: kept.sentAt, givenUpAt: kept.givenUpAt, failure: kept.failure)
    }
  }
}
