package import JSON

extension Bounds {
  /// The line of `check --format json` about a workflow; keys are stable.
  package func json(of workflow: String) -> JSONValue {
    .object([
      "workflow": .string(workflow), "silent_working_days": Self.days(silentWorkingDays),
      "worst_case_working_days": Self.days(worstCaseWorkingDays), "bounds": .array(finals.map(Self.json)),
      "waits_forever": .array(
        waitsForever.map { .object(["state": .string($0.state), "trace": Self.texts($0.trace)]) }),
      "unbounded_loops": .array(
        unboundedLoops.map { .object(["states": Self.texts($0.states), "trace": Self.texts($0.trace)]) }),
    ])
  }

  private static func json(_ final: Final) -> JSONValue {
    .object([
      "final": .string(final.state), "working_days": days(final.workingDays),
      "dominated_by": .array(
        final.dominatedBy.map { .object(["state": .string($0.state), "delay": .string($0.delay)]) }),
    ])
  }

  private static func days(_ days: Int?) -> JSONValue { days.map { .integer(Int64($0)) } ?? .null }

  private static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
