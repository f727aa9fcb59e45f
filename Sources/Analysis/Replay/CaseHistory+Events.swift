package import Casework
import CivilTime
import JSON
import Statechart
package import WorkingTime

// Each entry of the journal as the event that made it.
extension CaseHistory {
  /// The event that opened the case.
  package func opening(of entry: JournalEntry) throws(HistoryGap) -> CaseEvent {
    guard entry.kind == .opened else { throw .noOpening }
    guard !erased.contains(entry.revision) else { throw .erased(revision: entry.revision) }
    return CaseEvent(id: entry.eventID, kind: .open(entry.input), actor: entry.actor)
  }

  /// The case that started this one; nil where a person opened it.
  package func startedBy(_ opening: JournalEntry) throws(HistoryGap) -> CaseParent? {
    if let told = opening.payload["started_by"] {
      guard let parent = CaseParent(json: told) else { throw .unreadable(revision: opening.revision) }
      return parent
    }
    return opening.payload["parent"] == nil ? nil : parent
  }

  /// The event that made an entry.
  ///
  /// - Parameters:
  ///   - case: as it stood before.
  ///   - calendar: the one that counted before, for an entry that tells of a new one.
  /// - Returns: nil where no step made the entry, or what it changed is no part of the case.
  /// - Throws: `HistoryGap` where the entry does not tell enough.
  package func event(
    of entry: JournalEntry, in case: Case, of workflow: Workflow, calendar: WorkingCalendar
  ) throws(HistoryGap) -> CaseEvent? {
    if erased.contains(entry.revision) { return try erasedEvent(entry, `case`, workflow) }
    guard let kind = try kind(of: entry, `case`, workflow, calendar) else { return nil }
    return CaseEvent(id: entry.eventID, kind: kind, actor: entry.actor)
  }

  /// What is left of an entry is enough where it only ever told something.
  private func erasedEvent(
    _ entry: JournalEntry, _ case: Case, _ workflow: Workflow
  ) throws(HistoryGap) -> CaseEvent? {
    switch entry.kind {
    case .parked, .ignored, .noted, .attached, .erased: return nil
    case .timer:
      return CaseEvent(
        id: entry.eventID, kind: .timer(sequence: try sequence(of: entry, `case`, workflow)), actor: entry.actor)
    case .resumed: return CaseEvent(id: entry.eventID, kind: .resume, actor: entry.actor)
    case .opened, .event, .paused, .assigned, .extended, .declared, .linked, .merged, .reopened, .recalculated,
      .migrated,
      .retried, .skipped, .cancelled:
      throw .erased(revision: entry.revision)
    }
  }

  private func kind(
    of entry: JournalEntry, _ case: Case, _ workflow: Workflow, _ calendar: WorkingCalendar
  ) throws(HistoryGap) -> CaseEvent.Kind? {
    switch entry.kind {
    case .opened: throw .diverges(revision: entry.revision)
    case .parked: return nil
    case .event, .ignored:
      // The engine itself sends nothing but the ends of cases that this one has started.
      return entry.actor == .engine
        ? .report(event: entry.name, data: entry.payload["data"] ?? .null)
        : .named(entry.name, data: entry.payload["data"])
    case .timer: return .timer(sequence: try sequence(of: entry, `case`, workflow))
    case .paused:
      return .pause(reason: entry.input["reason"]?.stringValue ?? "", until: try pauseEnd(entry, workflow, calendar))
    case .resumed: return .resume
    case .retried: return .order(try order(.retry, entry, `case`, workflow))
    case .skipped: return .order(try order(.skip, entry, `case`, workflow))
    case .cancelled: return .order(try order(.cancel, entry, `case`, workflow))
    case .recalculated:
      guard let version = entry.payload["version"]?.integerValue else { throw .unreadable(revision: entry.revision) }
      return .recalculate(
        Recalculation(previous: calendar, version: version, keepsDates: entry.payload["kept"] != nil))
    case .migrated: return try migration(of: entry, from: workflow)
    case .erased:
      let revisions = (entry.input["revisions"]?.arrayValue ?? []).compactMap(\.intValue)
      return .erase(
        revisions: revisions, reason: entry.input["reason"]?.stringValue ?? "", empties: entry.input["case"] == true)
    case .linked where entry.name == "start":
      guard let child = entry.input["case"]?.stringValue.flatMap({ CaseID($0) }) else {
        throw .unreadable(revision: entry.revision)
      }
      return .adopt(child: child)
    case .assigned, .noted, .attached, .extended, .declared, .linked, .merged, .reopened:
      guard let act = CaseAct(named: entry.name, input: entry.input) else {
        throw .unreadable(revision: entry.revision)
      }
      return .act(act)
    }
  }

  private func sequence(
    of entry: JournalEntry, _ case: Case, _ workflow: Workflow
  ) throws(HistoryGap) -> Int {
    if let sequence = entry.eventID.timer(of: `case`.id) ?? entry.payload["number"]?.intValue { return sequence }
    guard let timer = `case`.timers.first(where: { workflow.timerName($0) == entry.name }) else {
      throw .diverges(revision: entry.revision)
    }
    return timer.sequence
  }

  private func order(
    _ action: TimerOrder.Action, _ entry: JournalEntry, _ case: Case, _ workflow: Workflow
  ) throws(HistoryGap) -> TimerOrder {
    TimerOrder(
      action, sequence: try sequence(of: entry, `case`, workflow), reason: entry.input["reason"]?.stringValue ?? "")
  }

  /// Older entries do not say until when a pause lasted at most: the workflow does.
  private func pauseEnd(
    _ entry: JournalEntry, _ workflow: Workflow, _ calendar: WorkingCalendar
  ) throws(HistoryGap) -> Instant? {
    if let until = entry.payload["until"]?.stringValue {
      guard let instant = Instant(rfc3339: until) else { throw .unreadable(revision: entry.revision) }
      return instant
    }
    do throws(Rejection) {
      return try workflow.pauseLimit(Facts(now: entry.at, calendar: calendar, directory: Directory()))
    } catch {
      throw .refused(revision: entry.revision, error)
    }
  }
}
