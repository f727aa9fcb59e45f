package import CivilTime

/// What another version of its workflow would mean for one open case, were it taken there with its deadlines counted
/// anew from where they began.
package struct VersionEffect: Sendable {
  /// A deadline, reminder or warning that would have another date.
  package struct Shift: Sendable, Hashable {
    package let timer: String
    /// Nil where it does not run, or stands still.
    package let before: Instant?
    /// Nil where it would not run, or would stand still.
    package let after: Instant?
  }

  package let record: CaseRecord
  /// Those of the states in which it stands that changed.
  package let changedStates: [String]
  /// Those of the states in which it stands that the version has no more, and for which nothing looks alike.
  package let goneStates: [String]
  package let shifts: [Shift]
  /// The clock when it was worked out.
  package let now: Instant
  /// Why it could not go on by the version as it stands; nil where it could.
  package let refusal: String?

  /// Whether a timer that is not due yet would be overdue at once.
  package func isOverdue(_ shift: Shift) -> Bool {
    guard let after = shift.after, after <= now else { return false }
    return shift.before.map { $0 > now } ?? true
  }

  package var isOverdueAtOnce: Bool { shifts.contains(where: isOverdue) }
}

/// What another version comes to for all open cases.
package struct VersionEffectSummary: Sendable, Hashable {
  /// Open cases that go by the earlier version.
  package internal(set) var cases = 0
  /// How many stand in each state that changed, by id.
  package internal(set) var standing: [String: Int] = [:]
  /// How many stand in each state that the version has no more, by id: they need a map.
  package internal(set) var gone: [String: Int] = [:]
  /// Cases that stand in some state that changed.
  package internal(set) var touched = 0
  /// Cases of which some date moves.
  package internal(set) var moved = 0
  package internal(set) var earlier = 0
  package internal(set) var later = 0
  package internal(set) var started = 0
  package internal(set) var stopped = 0
  /// Cases that would be overdue at once.
  package internal(set) var overdue = 0
  /// The first and the last of the dates that moved ones would have.
  package internal(set) var dates: ClosedRange<Instant>?
  /// Cases that could not go on by the version as they stand.
  package internal(set) var refused = 0
  /// Cases that could not be read.
  package internal(set) var unreadable = 0

  package init() {}

  mutating func add(_ effect: VersionEffect) {
    for state in effect.changedStates { standing[state, default: 0] += 1 }
    for state in effect.goneStates { gone[state, default: 0] += 1 }
    if !effect.changedStates.isEmpty { touched += 1 }
    if effect.refusal != nil { refused += 1 }
    if effect.isOverdueAtOnce { overdue += 1 }
    if effect.shifts.contains(where: { $0.before != nil && $0.after != nil }) { moved += 1 }
    for shift in effect.shifts {
      switch (shift.before, shift.after) {
      case (let before?, let after?):
        if after < before { earlier += 1 } else { later += 1 }
        dates = dates.map { min($0.lowerBound, after)...max($0.upperBound, after) } ?? after...after
      case (nil, _?): started += 1
      case (_?, nil): stopped += 1
      case (nil, nil): break
      }
    }
  }
}
