import Expression
import JSON
import Statechart

extension StepRun {
  /// What the history keeps of an erasure. A case that has ended can be emptied with it.
  ///
  /// An open one can't be: its conditions, its messages and its dates are worked out of its data.
  mutating func erase(_ revisions: [Int], _ reason: String, _ empties: Bool) throws(Rejection) -> JSONValue {
    try CaseText.check(reason, "reason", limit: CaseLimits.reason)
    var input: JSONObject = [
      "reason": .string(reason), "revisions": .array(revisions.map { .integer(Int64($0)) }),
    ]
    if empties {
      guard `case`.session.isDone else { throw .notClosed }
      empty()
      input["case"] = true
    }
    return .object(input)
  }

  /// Takes out of the case who had to do with it and whatever somebody wrote. What is counted stays: where it ended,
  /// when, and what was chosen from a list.
  private mutating func empty() {
    for (number, field) in workflow.fields.enumerated() where !field.isCountable {
      _ = workflow.chart.set(number, to: .null, in: &`case`.session)
    }
    `case`.assignee = nil
    `case`.parked = nil
    `case`.interests = []
    `case`.acted = [:]
    `case`.asked = []
    `case`.silent = []
    `case`.returned = []
    `case`.pause = `case`.pause.map { Pause(since: $0.since, reason: "", until: $0.until) }
    `case`.isErased = true
  }

  /// Nothing that people say is added to an emptied case: who emptied it would have to come back for it.
  func checkErased() throws(Rejection) {
    switch event.kind {
    case .act(.link), .adopt, .report, .erase: return
    case .open, .named, .timer, .pause, .resume, .order, .recalculate, .migrate, .takeBack, .act: throw .erased
    }
  }
}

extension DataField {
  /// Whether all that it can say was chosen from a list, and names a public body at most.
  fileprivate var isCountable: Bool {
    !choices.isEmpty || type == .bool || type == .wrapper(.bool) || directory == "organisation"
  }
}
