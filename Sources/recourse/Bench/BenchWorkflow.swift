import Casework
import Engine
import JSON
import WorkflowFiles

/// The workflow of the benchmarks with a database: five steps, each with one timer, one button and one message, so that
/// a transition writes the rows of the floor: a case, a journal entry, a timer, an item of the outbox.
enum BenchWorkflow {
  /// The workflow of whole cases: the fifth step closes.
  static let name = "recourse-bench"
  static let steps = 5
  /// The workflow of loads that step cases without closing them.
  static let longName = "recourse-bench-long"
  static let longSteps = 12
  /// How long the timer of a step runs.
  static let timerDays = 30
  static let role = "clerk"
  static let event = "advance"

  /// Opens a case.
  static func opening(_ eventID: EventID, isLong: Bool) -> CaseRequest {
    CaseRequest(
      caseID: RequestIdentity.caseID(for: eventID), eventID: eventID,
      action: .open(workflow: isLong ? longName : name, data: opening), actor: Actor(role: role, name: "bench"))
  }

  /// Presses the one button of a case.
  static func step(_ id: CaseID) throws -> CaseRequest {
    CaseRequest(
      caseID: id, eventID: try RequestIdentity.event(nil), action: .send(event: event, data: .object(input)),
      actor: Actor(role: role, name: "bench"))
  }

  static let opening: JSONObject = ["title": "A case that is only measured", "amount": 48_250]
  /// What the person who presses the button fills in: with it the journal's row has about 300 bytes.
  static let input: JSONObject = [
    "note": .string(
      "The papers are complete and were looked through once more; nothing speaks against going on with the next step, "
        + "so this is what happens now.")
  ]

  /// - Parameter isLong: whether the cases shall stay open for many steps.
  static func bundle(isLong: Bool) throws -> WorkflowBundle {
    let name = isLong ? longName : name
    let source = WorkflowSource(
      file: WorkflowBundle.workflowPath, text: text(name, steps: isLong ? longSteps : steps),
      messages: [
        MessageFile(
          file: WorkflowBundle.messagePath(of: "request"), name: "request",
          text: """
            Subject: {{ data.title }}

            It is your move in {{ case.reference }}.{{#due != ''}} Please answer by {{ due }}.{{/}}
            """)
      ])
    let reading = WorkflowReader.read(source)
    guard reading.workflow != nil else {
      throw Answer(status: 70, message: "recourse: \(reading.findings.first?.description ?? "unreadable")")
    }
    return WorkflowBundle(name: name, source: source)
  }

  private static func text(_ name: String, steps: Int) -> String {
    var text = """
      workflow: \(name)
      title: What the benchmark does
      calendar: england-and-wales
      form: [title, amount]
      data:
        title: { type: string, title: Title, max-length: 200, required: true }
        amount: { type: int, title: Amount, min: 0 }
        note: { type: string, title: Note, max-length: 1000 }
      parties:
        \(role): { title: Clerk, staff: true }
      initial: step-1
      states:

      """
    for step in 1...steps {
      let next = step == steps ? "done" : "step-\(step + 1)"
      text += """
          step-\(step):
            title: Step \(step)
            owner: \(role)
            entry:
              - notify: { to: \(role), template: request }
            within: \(timerDays) days
            otherwise: \(next)
            on:
              \(event): { title: Go on, by: [\(role)], form: [note], target: \(next) }

        """
    }
    return text + "  done: { type: final, title: Done }\n"
  }
}
