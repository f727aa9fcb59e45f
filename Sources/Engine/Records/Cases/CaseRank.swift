package import Casework
package import CivilTime
package import WorkingTime

/// How soon people should look at an open case, without regard to the present time: what lists of any length are ordered
/// by.
package enum CaseRank: Sendable, Hashable, Comparable {
  /// A person has to look before it goes on.
  case first
  /// The earliest deadline or target that runs, kept or not.
  case at(Instant)
  /// Nothing runs.
  case last

  /// Where a list goes on: behind this case.
  package struct Place: Sendable, Hashable {
    package let rank: CaseRank
    package let id: CaseID

    package init(rank: CaseRank, id: CaseID) {
      self.rank = rank
      self.id = id
    }
  }

  /// - Throws: `CaseFailure` where a date can't be worked out.
  package init(
    of record: CaseRecord, _ current: Case, _ workflow: Workflow, _ calendar: WorkingCalendar
  ) throws(CaseFailure) {
    guard record.parked == nil, current.parked == nil else {
      self = .first
      return
    }
    var dates: [Instant] = []
    do throws(CalendarError) {
      for clock in workflow.clocks {
        guard let run = current.clocks[clock.id], run.stoppedAt == nil else { continue }
        if let limit = try run.budget?.fireInstant(calendar) { dates.append(limit) }
      }
    } catch {
      throw .rejected(.calendar(error))
    }
    if current.pause == nil {
      if let deadline = CaseUrgency.deadline(of: current, workflow, calendar) { dates.append(deadline) }
      if dates.isEmpty, let due = record.nextDue { dates.append(due) }
    }
    self = dates.min().map(CaseRank.at) ?? .last
  }
}

/// A case with its rank, as it is kept for lists; one that is closed has none.
package struct RankedCase: Sendable, Hashable {
  package let record: CaseRecord
  package let rank: CaseRank?

  package init(record: CaseRecord, rank: CaseRank?) {
    self.record = record
    self.rank = rank
  }
}
