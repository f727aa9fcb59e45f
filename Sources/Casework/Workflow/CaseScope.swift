package import Expression
package import Statechart

/// What every expression of a workflow can name besides its data and the event: the case, its parties, the time, and
/// the functions that count working days.
package enum CaseScope {
  /// The host's variables, in the order in which `CaseHost` answers for them.
  package enum HostVariable: Int, CaseIterable, Sendable {
    case caseID, caseReference, caseOpenedAt, `case`, party, now, due

    package var declaration: Variable {
      switch self {
      case .caseID: Variable(name: "case.id", type: .string)
      case .caseReference: Variable(name: "case.reference", type: .string)
      case .caseOpenedAt: Variable(name: "case.opened_at", type: .timestamp)
      case .case: Variable(name: "case", type: .map(.string, .dyn))
      // A key for each party that somebody can be reached as; see `CaseHost`.
      case .party: Variable(name: "party", type: .map(.string, .map(.string, .dyn)))
      case .now: Variable(name: "now", type: .timestamp)
      case .due: Variable(name: "due", type: .string)
      }
    }
  }

  /// The host's functions, in the order in which `CaseHost` calls them.
  package enum HostFunction: Int, CaseIterable, Sendable {
    case workingDays, workingHours, days, weeks, months
    case addWorkingDays, addWorkingDaysToDate, workingDaysBetween, workingDaysBetweenDates
    case addDays, addMonths, date

    package var declaration: Function {
      let delay = HostDelay.type
      switch self {
      case .workingDays: return Function(name: "workingDays", parameters: [.int], result: delay)
      case .workingHours: return Function(name: "workingHours", parameters: [.int], result: delay)
      case .days: return Function(name: "days", parameters: [.int], result: delay)
      case .weeks: return Function(name: "weeks", parameters: [.int], result: delay)
      case .months: return Function(name: "months", parameters: [.int], result: delay)
      case .addWorkingDays:
        return Function(name: "addWorkingDays", parameters: [.timestamp, .int], result: .timestamp)
      case .addWorkingDaysToDate: return Function(name: "addWorkingDays", parameters: [.date, .int], result: .date)
      case .workingDaysBetween:
        return Function(name: "workingDaysBetween", parameters: [.timestamp, .timestamp], result: .int)
      case .workingDaysBetweenDates:
        return Function(name: "workingDaysBetween", parameters: [.date, .date], result: .int)
      case .addDays: return Function(name: "addDays", parameters: [.date, .int], result: .date)
      case .addMonths: return Function(name: "addMonths", parameters: [.date, .int], result: .date)
      case .date: return Function(name: "date", parameters: [.timestamp], result: .date)
      }
    }
  }

  /// The scope of a workflow's expressions.
  ///
  /// - Parameter fields: the workflow's data, in the order in which the statechart numbers them.
  package static func scope(fields: [Field]) -> ExpressionScope {
    ExpressionScope(
      fields: fields, hostVariables: HostVariable.allCases.map(\.declaration),
      hostFunctions: HostFunction.allCases.map(\.declaration))
  }
}
