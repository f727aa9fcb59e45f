import Casework
import CivilTime
import Expression
import Statechart

/// What surrounds a case that only exists to find a path: a fixed moment, and every party within reach.
struct ProbeHost: Host {
  let workflow: Workflow

  /// A Monday morning.
  private static let moment = Instant(seconds: 1_767_603_600)

  func value(of variable: Int, data: [Value]) -> Value {
    guard let variable = CaseScope.HostVariable(rawValue: variable) else { return .null }
    switch variable {
    case .caseID: return .string("00000000-0000-7000-8000-000000000000")
    case .caseReference: return .string("PROBE")
    case .caseOpenedAt, .now: return .timestamp(Self.moment)
    case .due: return .string("")
    case .case:
      return .map(MapValue([("id", .string("")), ("reference", .string("")), ("opened_at", .timestamp(Self.moment))]))
    case .party:
      let parties = workflow.parties.map { party in
        (party.id, Value.map(MapValue([("title", .string(party.title)), ("name", .string(party.title))])))
      }
      return .map(MapValue(parties))
    }
  }

  func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
    guard let function = CaseScope.HostFunction(rawValue: function) else {
      throw EvaluationError(.unknownFunction, "no such function")
    }
    switch (function, arguments.first, arguments.dropFirst().first) {
    case (.workingDays, .int(let amount)?, nil): return try HostDelay(unit: .workingDays, amount: amount).value
    case (.workingHours, .int(let amount)?, nil): return try HostDelay(unit: .workingHours, amount: amount).value
    case (.days, .int(let amount)?, nil): return try HostDelay(unit: .days, amount: amount).value
    case (.weeks, .int(let amount)?, nil): return try HostDelay(unit: .weeks, amount: amount).value
    case (.months, .int(let amount)?, nil): return try HostDelay(unit: .months, amount: amount).value
    case (.date, .timestamp(let instant)?, nil):
      return .date(CivilDate(dayNumber: Int(instant.seconds.quotientAndFloor(by: 86_400))))
    case (.workingDays, _, _), (.workingHours, _, _), (.days, _, _), (.weeks, _, _), (.months, _, _), (.date, _, _),
      (.addWorkingDays, _, _), (.addWorkingDaysToDate, _, _), (.workingDaysBetween, _, _),
      (.workingDaysBetweenDates, _, _), (.addDays, _, _), (.addMonths, _, _):
      throw EvaluationError(.invalidArgument, "no calendar is at hand")
    }
  }
}

extension Int64 {
  fileprivate func quotientAndFloor(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}
