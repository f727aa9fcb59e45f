import Casework
import Expression
import Statechart
import WorkingTime

/// Actions as SCXML's executable content.
struct SCXMLContent {
  private let workflow: Workflow

  init(_ workflow: Workflow) { self.workflow = workflow }

  func write(_ actions: [Action], _ writer: inout XMLWriter) {
    for action in actions { write(action, &writer) }
  }

  private func write(_ action: Action, _ writer: inout XMLWriter) {
    switch action {
    case .assign(let assignments):
      for assignment in assignments {
        let location = (["data", workflow.chart.fields[assignment.field].name] + assignment.path)
          .joined(separator: ".")
        writer.element("assign", [("location", location), ("expr", assignment.value.source)])
      }
    case .raise(let name, nil): writer.element("raise", [("event", name)])
    case .raise(let name, let data?):
      // SCXML's own raise carries no data; a send to the internal queue does.
      writer.element("send", [("event", name), ("target", "#_internal")]) {
        $0.element("content", [("expr", data.source)])
      }
    case .send(let id, let name, let data, let length):
      let attributes: [(String, String?)] = [("id", id), ("event", name)] + (length.map(delay) ?? [])
      guard let data else { return writer.element("send", attributes) }
      writer.element("send", attributes) { $0.element("content", [("expr", data.source)]) }
    case .cancel(let id): writer.element("cancel", [("sendid", id)])
    case .choose(let branches): choose(branches, &writer)
    case .log(let expression): writer.element("log", [("expr", expression.source)])
    case .perform(let number, let arguments): perform(workflow.effects[number], arguments, &writer)
    }
  }

  private func choose(_ branches: [Branch], _ writer: inout XMLWriter) {
    guard let first = branches.first else { return }
    writer.element("if", [("cond", first.condition?.source ?? "true")]) { writer in
      write(first.actions, &writer)
      for branch in branches.dropFirst() {
        if let condition = branch.condition {
          writer.element("elseif", [("cond", condition.source)])
        } else {
          writer.element("else")
        }
        write(branch.actions, &writer)
      }
    }
  }

  private func perform(_ effect: EffectTemplate, _ arguments: Expression?, _ writer: inout XMLWriter) {
    let with: [(String, String?)] = [("with", arguments?.source)]
    switch effect {
    case .notify(let party, let template):
      writer.element("recourse:notify", [("to", party), ("template", template)] + with)
    case .start(let workflow, let id):
      writer.element("recourse:start", [("workflow", workflow), ("id", id)] + with)
    case .call(let webhook): writer.element("recourse:call", [("webhook", webhook)] + with)
    case .publish: writer.element("recourse:publish", with)
    }
  }

  /// The clock's time stands as SCXML writes it; what a calendar counts, and what a case decides, as CEL.
  func delay(_ length: TimerLength) -> [(String, String?)] {
    switch length {
    case .fixed(.elapsed(let duration)):
      let (seconds, attoseconds) = duration.components
      let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
      return [("delay", milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)s" : "\(milliseconds)ms")]
    case .fixed(.days(let count)): return [("delayexpr", "days(\(count))")]
    case .fixed(.weeks(let count)): return [("delayexpr", "weeks(\(count))")]
    case .fixed(.months(let count)): return [("delayexpr", "months(\(count))")]
    case .fixed(.workingDays(let count, counting: nil)): return [("delayexpr", "workingDays(\(count))")]
    case .fixed(.workingMinutes(let count)) where count % 60 == 0:
      return [("delayexpr", "workingHours(\(count / 60))")]
    case .fixed(let delay): return [("delayexpr", "'\(delay.description)'")]
    case .computed(let expression): return [("delayexpr", expression.source)]
    case .limited(let expression, let most):
      return [("delayexpr", expression.source), ("recourse:at-most", most.description)]
    }
  }
}
