import Casework
import CivilTime
import Engine
import WorkingTime

/// The instant at which a case is looked at, as people write it.
struct AsOf: Sendable {
  private enum Given: Sendable {
    /// The whole day counts.
    case day(CivilDate)
    case instant(Instant)
  }

  private let given: Given

  /// - Throws: `Answer` with status 2, where it can't be read.
  init(_ text: String) throws {
    if let date = CivilDate(iso8601: text) {
      given = .day(date)
      return
    }
    let parts = text.split(separator: "T", maxSplits: 1).map(String.init)
    if parts.count == 2, let date = CivilDate(iso8601: parts[0]), let time = TimeOfDay(parts[1]) {
      given = .instant(WorkingCalendar.london.instant(of: date, secondOfDay: time.secondsFromMidnight))
    } else if let instant = Instant(rfc3339: text) {
      given = .instant(instant)
    } else {
      throw Answer(
        status: 2,
        message: "recourse: --as-of takes a day, which counts as a whole, or a time in London: 2026-03-05 or "
          + "2026-03-05T14:30")
    }
  }

  /// The instant that is meant: of a day its end, of today this moment.
  func instant(now: Instant) -> Instant {
    switch given {
    case .instant(let instant): return instant
    case .day(let date):
      let end = WorkingCalendar.london.instant(of: date.adding(days: 1), secondOfDay: 0).advanced(by: .microseconds(-1))
      return WorkingCalendar.london.civil(at: now).date == date ? min(end, now) : end
    }
  }
}

extension CaseSight {
  /// Reads a case as it stands, or as it stood.
  static func look(
    at id: CaseID, asOf: AsOf?, _ library: Library, _ transaction: any StoreTransaction
  ) throws -> CaseSight {
    guard let asOf else { return try CaseSight(of: id, library, transaction) }
    let look = try transaction.look(at: [id], for: [])
    guard !look.cases.isEmpty else { throw CaseFailure.unknownCase }
    do {
      return try CaseSight(
        past: try PastCase(of: id, at: asOf.instant(now: look.now), library, FileDefinitionReader(), transaction),
        library, transaction)
    } catch let refusal as PastCase.Refusal {
      throw Answer.no("recourse: \(refusal.description)")
    }
  }
}
