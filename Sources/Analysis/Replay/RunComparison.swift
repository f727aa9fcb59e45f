import Casework
package import CivilTime
import WorkingTime

/// What becomes of one case by other rules than its own.
package struct RunComparison: Sendable {
  /// A deadline that falls on another date.
  package struct MovedDate: Sendable, Hashable {
    package let timer: String
    package let before: Instant
    package let after: Instant
    /// By how many working days, negative where it comes earlier; nil where the calendar does not reach so far.
    package let workingDays: Int?
  }

  /// Something that somebody did and that counted, and counts no more.
  package struct LostAct: Sendable, Hashable {
    package let name: String
    package let at: Instant
    package let reason: String
  }

  package let moved: [MovedDate]
  /// Deadlines that are no more, and those that are new.
  package let ended: [String]
  package let begun: [String]
  /// Deadlines for which the calendar gives no date any more, and why.
  package let undated: [(timer: String, reason: String)]
  /// The clocks that are breached now, and those that no longer are.
  package let breachesGained: [String]
  package let breachesLost: [String]
  /// How many clocks are breached by each.
  package let breaches: (before: [String], after: [String])
  /// By template where the numbers differ.
  package let messages: [String: (before: Int, after: Int)]
  package let lostActs: [LostAct]
  /// What meant nothing then, and would mean something.
  package let gainedActs: [String]
  /// Where the case ends, if it is elsewhere or at another time.
  package let end: (before: CaseRun.End?, after: CaseRun.End?)?

  /// Whether the other rules make no difference to it.
  package var isEmpty: Bool {
    moved.isEmpty && ended.isEmpty && begun.isEmpty && undated.isEmpty && breachesGained.isEmpty && breachesLost.isEmpty
      && messages.isEmpty && lostActs.isEmpty && gainedActs.isEmpty && end == nil
  }

  /// - Parameters:
  ///   - before: by the case's own rules.
  ///   - after: by the others.
  package init(of history: CaseHistory, before: CaseRun, after: CaseRun) {
    let calendar = after.calendar ?? before.calendar
    moved = before.dates.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.compactMap { key, date in
      guard let other = after.dates[key], other != date else { return nil }
      return MovedDate(
        timer: key.timer, before: date, after: other,
        workingDays: calendar.flatMap { Self.workingDays(from: date, to: other, $0) })
    }
    ended = before.dates.keys.filter { after.dates[$0] == nil && after.undated[$0] == nil }.sorted().map(\.timer)
    undated = after.undated.filter { before.undated[$0.key] == nil }.sorted { $0.key < $1.key }.map {
      ($0.key.timer, $0.value)
    }
    begun = after.dates.keys.filter { before.dates[$0] == nil }.sorted().map(\.timer)
    breaches = (before.breaches.sorted(), after.breaches.sorted())
    breachesGained = after.breaches.subtracting(before.breaches).sorted()
    breachesLost = before.breaches.subtracting(after.breaches).sorted()
    var messages: [String: (before: Int, after: Int)] = [:]
    for template in Set(before.messages.keys).union(after.messages.keys) {
      let pair = (before: before.messages[template] ?? 0, after: after.messages[template] ?? 0)
      if pair.before != pair.after { messages[template] = pair }
    }
    self.messages = messages
    lostActs = history.entries.compactMap { entry in
      guard before.refused[entry.revision] == nil, let reason = after.refused[entry.revision] else { return nil }
      return LostAct(name: entry.kind == .opened ? "open" : entry.name, at: entry.at, reason: reason)
    }
    gainedActs = history.entries.filter { entry in
      before.refused[entry.revision] != nil && after.refused[entry.revision] == nil && after.end != nil
    }.map(\.name)
    end = before.end == after.end ? nil : (before.end, after.end)
  }

  private static func workingDays(from first: Instant, to second: Instant, _ calendar: WorkingCalendar) -> Int? {
    let days = [first, second].map { calendar.zone.civil(at: $0).date }
    guard days[1] < days[0] else { return try? calendar.workingDays(from: days[0], to: days[1]) }
    return (try? calendar.workingDays(from: days[1], to: days[0])).map { -$0 }
  }
}
