package import Casework

/// What other rules mean for many cases, in sum.
package struct WhatIfSummary: Sendable {
  package private(set) var cases = 0
  package private(set) var openCases = 0
  /// Those to which the rules make a difference.
  package private(set) var changed = 0
  /// Those whose history does not tell enough, by reason.
  package private(set) var unknown: [String: Int] = [:]
  /// Those whose own rules, lived through again, come to something else than is recorded.
  package private(set) var recordedOtherwise = 0
  package private(set) var datesEarlier = 0
  package private(set) var datesLater = 0
  package private(set) var datesEnded = 0
  package private(set) var datesBegun = 0
  /// Deadlines for which the calendar would give no date, by reason.
  package private(set) var undated: [String: Int] = [:]
  /// How many dates move by so many working days.
  package private(set) var movedBy: [Int: Int] = [:]
  /// By clock: how many cases breach it.
  package private(set) var breaches: [String: (before: Int, after: Int)] = [:]
  package private(set) var breachesGained = 0
  package private(set) var breachesLost = 0
  /// By template: how many messages.
  package private(set) var messages: [String: (before: Int, after: Int)] = [:]
  /// By name: how many recorded acts would no longer count.
  package private(set) var lostActs: [String: Int] = [:]
  package private(set) var casesWithLostActs = 0
  /// Acts that meant nothing and would mean something.
  package private(set) var gainedActs = 0
  package private(set) var endElsewhere = 0
  package private(set) var endEarlier = 0
  package private(set) var endLater = 0
  /// By version: how many cases.
  package private(set) var versions: [WorkflowDigest: Int] = [:]

  package init() {}

  package mutating func add(_ one: WhatIfCase) {
    cases += 1
    if one.isOpen { openCases += 1 }
    versions[one.version, default: 0] += 1
    for (template, pair) in one.messages {
      messages[template, default: (0, 0)].before += pair.before
      messages[template, default: (0, 0)].after += pair.after
    }
    switch one.outcome {
    case .unknown(let reason): unknown[reason, default: 0] += 1
    case .compared(let comparison, let otherwise):
      if otherwise != nil { recordedOtherwise += 1 }
      if !comparison.isEmpty { changed += 1 }
      add(comparison)
    }
  }

  private mutating func add(_ comparison: RunComparison) {
    for date in comparison.moved {
      if date.after < date.before { datesEarlier += 1 } else { datesLater += 1 }
      if let days = date.workingDays { movedBy[days, default: 0] += 1 }
    }
    datesEnded += comparison.ended.count
    datesBegun += comparison.begun.count
    for date in comparison.undated { undated[date.reason, default: 0] += 1 }
    for clock in comparison.breaches.before { breaches[clock, default: (0, 0)].before += 1 }
    for clock in comparison.breaches.after { breaches[clock, default: (0, 0)].after += 1 }
    breachesGained += comparison.breachesGained.count
    breachesLost += comparison.breachesLost.count
    for act in comparison.lostActs { lostActs[act.name, default: 0] += 1 }
    if !comparison.lostActs.isEmpty { casesWithLostActs += 1 }
    gainedActs += comparison.gainedActs.count
    guard let end = comparison.end else { return }
    if end.before?.states != end.after?.states { endElsewhere += 1 }
    switch (end.before?.closedAt, end.after?.closedAt) {
    case (let before?, let after?) where after < before: endEarlier += 1
    case (let before?, let after?) where after > before: endLater += 1
    case (nil, _?): endEarlier += 1
    case (_?, nil): endLater += 1
    case (nil, nil), (_?, _?): break
    }
  }

  /// What every what-if takes for granted.
  package static let assumption =
    "People act at the same instants as they did; whatever they would have done otherwise is not known. From now on "
    + "nobody acts in open cases."
}
