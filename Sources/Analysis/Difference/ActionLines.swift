import Casework
import Expression
import Statechart

/// Actions as lines that people can read and two versions can be compared by.
struct ActionLines {
  let workflow: Workflow

  init(_ workflow: Workflow) { self.workflow = workflow }

  /// Blocks of actions, of which a fault ends its own only.
  func lines(_ blocks: [[Action]]) -> [String] {
    blocks.enumerated().flatMap { index, block in (index == 0 ? [] : ["apart from that:"]) + lines(block) }
  }

  func lines(_ actions: [Action]) -> [String] { actions.flatMap(lines) }

  /// What a transition does besides storing its form.
  func lines(of transition: Int) -> [String] {
    let actions = workflow.chart.transitions[transition].actions
    let form = workflow.transitionNotes[transition].form
    if !form.isEmpty, case .assign(let stored)? = actions.first, stored.map(\.field) == form {
      return lines(Array(actions.dropFirst()))
    }
    return lines(actions)
  }

  private func lines(_ action: Action) -> [String] {
    switch action {
    case .assign(let assignments): return ["sets " + assignments.map(assignment).joined(separator: ", ")]
    case .raise(let name, let data): return ["raises the event \(name)" + with(data)]
    case .send(let id, let name, let data, let delay):
      let after = delay.map { " after \(LengthText.source($0))" } ?? ""
      return ["sends itself the event \(name)" + (id.map { " as \($0)" } ?? "") + after + with(data)]
    case .cancel(let id): return ["cancels \(id)"]
    case .choose(let branches): return branches.enumerated().flatMap { choice($1, isFirst: $0 == 0) }
    case .log(let expression): return ["notes \(expression.source) in the history"]
    case .perform(let effect, let arguments): return [self.effect(workflow.effects[effect], arguments)]
    }
  }

  private func assignment(_ assignment: Assignment) -> String {
    let place = [workflow.chart.fields[assignment.field].name] + assignment.path
    return "\(place.joined(separator: ".")) to \(assignment.value.source)"
  }

  private func choice(_ branch: Branch, isFirst: Bool) -> [String] {
    let head = branch.condition.map { "\(isFirst ? "if" : "else, if") \($0.source):" } ?? "else:"
    return [head] + lines(branch.actions).map { "  " + $0 }
  }

  private func effect(_ effect: EffectTemplate, _ arguments: Expression?) -> String {
    switch effect {
    case .notify(let party, let template): "sends “\(template)” to \(party)" + with(arguments)
    case .start(let workflow, let id):
      "starts a case of \(workflow)" + (id.map { " as \($0)" } ?? "") + with(arguments)
    case .call(let webhook): "calls the webhook \(webhook)" + with(arguments)
    case .publish: "puts forward for publication" + with(arguments)
    }
  }

  private func with(_ arguments: Expression?) -> String { arguments.map { ", with \($0.source)" } ?? "" }

  /// Whether somebody outside hears of what a line does.
  static func isMessage(_ line: String) -> Bool {
    let words = line.drop { $0 == " " }
    return words.hasPrefix("sends “") || words.hasPrefix("puts forward") || words.hasPrefix("calls the webhook")
  }
}
