import WorkflowFiles

/// A workflow of any size, as a large organisation might write one: stages of a dozen states each, with deadlines,
/// reminders, guards, forms, parties and an own way out of every stage.
enum GeneratedWorkflow {
  private static let statesPerStage = 12

  /// - Parameter states: how many there are at least.
  static func source(states: Int) -> WorkflowSource {
    let stages = max(1, (states + statesPerStage) / (statesPerStage + 1))
    return WorkflowSource(
      file: "generated.yaml", text: text(stages: stages), messages: messages(stages: stages),
      calendars: ["england-and-wales"])
  }

  private static func text(stages: Int) -> String {
    var text = """
      workflow: generated
      title: A large workflow
      calendar: england-and-wales
      received: { cut-off: "17:00", after-cut-off: next working day }
      form: [title, amount, kind]
      data:
        title: { type: string, title: Title, max-length: 200, required: true }
        amount: { type: int, title: Amount, min: 0, initial: "0" }
        kind: { type: string, title: Kind, one-of: [simple, complex, urgent], initial: "'simple'" }
        answer: { type: string, title: Answer, max-length: 2000 }

      """
    for stage in 1...stages {
      text += "  checked_\(stage): { type: bool, title: Stage \(stage) was checked, initial: \"false\" }\n"
    }
    text += "parties:\n"
    for stage in 1...stages { text += "  clerk-\(stage): { title: Clerk of stage \(stage), staff: true }\n" }
    text += "initial: stage-1\nstates:\n"
    for stage in 1...stages { text += self.stage(stage, isLast: stage == stages) }
    return text + "  done: { type: final, title: Done }\n"
  }

  private static func stage(_ stage: Int, isLast: Bool) -> String {
    let clerk = "clerk-\(stage)"
    let next = isLast ? "done" : "stage-\(stage + 1)"
    var text = """
        stage-\(stage):
          title: Stage \(stage)
          owner: \(clerk)
          initial: step-\(stage)-1
          on:
            skip-\(stage): { title: Skip the stage, by: [\(clerk)], guard: "data.amount < \(stage * 100)", target: \(next) }
          states:

      """
    for step in 1...statesPerStage {
      text += state(stage, step, next: step == statesPerStage ? next : "step-\(stage)-\(step + 1)")
    }
    return text
  }

  private static func state(_ stage: Int, _ step: Int, next: String) -> String {
    let clerk = "clerk-\(stage)"
    let first = "step-\(stage)-1"
    return """
            step-\(stage)-\(step):
              title: Step \(step) of stage \(stage)
              owner: \(clerk)
              entry:
                - notify: { to: \(clerk), template: request-\(stage) }
              within: { for: "data.kind == 'urgent' ? workingDays(\(step)) : workingDays(\(step + 5))" }
              remind: { at: [\(step + 1) days], template: reminder-\(stage) }
              otherwise: \(next)
              on:
                answer:
                  - title: Answer
                    by: [\(clerk)]
                    guard: "data.kind == 'complex' && data.amount >= \(step * 1000)"
                    form: [answer]
                    target: \(next)
                    actions:
                      - assign: { checked_\(stage): "true" }
                  - title: Answer
                    by: [\(clerk)]
                    guard: "!(data.kind == 'complex' && data.amount >= \(step * 1000))"
                    form: [answer]
                    target: \(next)
                restart: { title: Start the stage again, by: [\(clerk)], guard: "!data.checked_\(stage)", target: \(first) }
                correct: { title: Correct the amount, by: [\(clerk)], form: [amount, kind] }

      """
  }

  private static func messages(stages: Int) -> [MessageFile] {
    (1...stages).flatMap { stage in
      ["request", "reminder"].map { kind in
        MessageFile(
          file: "messages/\(kind)-\(stage).mustache", name: "\(kind)-\(stage)",
          text: """
            Subject: Stage \(stage): {{ data.title }}

            Please look into {{ data.title }} ({{ case.reference }}).{{#due != ''}} We need your answer by {{ due }}.{{/}}
            {{#data.checked_\(stage)}}It has been checked before.{{/}}
            """)
      }
    }
  }
}
