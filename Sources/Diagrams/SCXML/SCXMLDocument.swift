package import Casework
import Expression
import Statechart

/// A workflow as W3C SCXML, for tools that read statecharts.
///
/// Its expressions are CEL, which the datamodel's name says. A timer is a delayed `send` on entry and a `cancel` on exit,
/// with an event of its own name. What only Recourse knows (titles, owners, roles, effects) has a namespace of its own.
package struct SCXMLDocument: Sendable {
  /// Of what SCXML has no word for.
  package static let namespace = "urn:recourse:workflow:1"

  private let workflow: Workflow
  private let names: SCXMLNames
  private let content: SCXMLContent
  private var chart: Statechart { workflow.chart }

  package init(_ workflow: Workflow) {
    self.workflow = workflow
    names = SCXMLNames(workflow.chart.states)
    content = SCXMLContent(workflow)
  }

  /// The document.
  package var text: String {
    var writer = XMLWriter()
    let root = chart.states[0]
    writer.element(
      "scxml",
      [
        ("xmlns", "http://www.w3.org/2005/07/scxml"), ("xmlns:recourse", Self.namespace), ("version", "1.0"),
        ("datamodel", "recourse-cel"), ("name", workflow.name),
        ("initial", root.initialActions.isEmpty ? names.list(root.initialTargets) : nil),
        ("recourse:title", workflow.title), ("recourse:calendar", workflow.calendar),
      ]
    ) { writer in
      if !chart.fields.isEmpty {
        writer.element("datamodel") { writer in
          for (field, note) in zip(chart.fields, workflow.fields) {
            writer.element(
              "data", [("id", field.name), ("expr", field.initial?.source), ("recourse:title", note.title)])
          }
        }
      }
      for child in inOrder(root) { state(child, &writer) }
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + writer.lines.joined(separator: "\n") + "\n"
  }

  private func inOrder(_ state: State) -> [Int] { (state.children + state.histories).sorted() }

  private func state(_ number: Int, _ writer: inout XMLWriter) {
    let state = chart.states[number]
    let note = workflow.stateNotes[number]
    let element: String
    var attributes: [(String, String?)] = [("id", names[number])]
    switch state.kind {
    case .history(let deep):
      writer.element("history", attributes + [("type", deep ? "deep" : "shallow")]) { writer in
        for transition in state.transitions { self.transition(transition, &writer) }
      }
      return
    case .final: element = "final"
    case .parallel: element = "parallel"
    case .atomic, .compound: element = "state"
    }
    let hasInitial = state.kind == .compound
    if hasInitial, state.initialActions.isEmpty { attributes.append(("initial", names.list(state.initialTargets))) }
    attributes += [
      ("recourse:id", names[number] == state.id ? nil : state.id), ("recourse:title", note.title),
      ("recourse:owner", note.owner),
      ("recourse:while-paused", note.whilePaused == .freeze ? nil : note.whilePaused.rawValue),
    ]
    writer.element(element, attributes) { writer in
      if hasInitial, !state.initialActions.isEmpty {
        writer.element("initial") { writer in
          writer.element("transition", [("target", names.list(state.initialTargets))]) { writer in
            content.write(state.initialActions, &writer)
          }
        }
      }
      boundaries(state, &writer)
      for transition in state.transitions { self.transition(transition, &writer) }
      for child in inOrder(state) { self.state(child, &writer) }
      if let data = state.doneData {
        writer.element("donedata") { $0.element("content", [("expr", data.source)]) }
      }
    }
  }

  /// What entering and leaving do, the state's timers among it.
  private func boundaries(_ state: State, _ writer: inout XMLWriter) {
    for block in state.entry { writer.element("onentry") { content.write(block, &$0) } }
    let timers = state.timerTransitions
    if !timers.isEmpty {
      writer.element("onentry") { writer in
        for number in timers {
          guard case .timer(let length) = chart.transitions[number].trigger else { continue }
          let name = timerEvent(number)
          writer.element("send", [("id", name), ("event", name)] + content.delay(length))
        }
      }
      writer.element("onexit") { writer in
        for number in timers { writer.element("cancel", [("sendid", timerEvent(number))]) }
      }
    }
    for block in state.exit { writer.element("onexit") { content.write(block, &$0) } }
  }

  /// The event of a timer; the further ways on of one deadline share the first's.
  private func timerEvent(_ number: Int) -> String {
    var first = number
    while case .sameTimer = chart.transitions[first].trigger { first -= 1 }
    let transition = chart.transitions[first]
    return "after.\(names[transition.source]).\(transition.ordinal)"
  }

  private func transition(_ number: Int, _ writer: inout XMLWriter) {
    let transition = chart.transitions[number]
    let note = workflow.transitionNotes[number]
    let event: String? =
      switch transition.trigger {
      case .event(let descriptors): descriptors.map(\.text).joined(separator: " ")
      case .timer, .sameTimer: timerEvent(number)
      case .eventless: nil
      case .done: "done.state.\(names[transition.source])"
      }
    let attributes: [(String, String?)] = [
      ("event", event), ("cond", transition.guard?.source), ("target", names.list(transition.targets)),
      ("type", transition.isInternal && !transition.targets.isEmpty ? "internal" : nil),
      ("recourse:title", note.title), ("recourse:by", note.roles.isEmpty ? nil : note.roles.joined(separator: " ")),
      ("recourse:form", note.form.isEmpty ? nil : note.form.map { workflow.fields[$0].name }.joined(separator: " ")),
      ("recourse:confirm", note.confirmation),
    ]
    if transition.actions.isEmpty {
      writer.element("transition", attributes)
    } else {
      writer.element("transition", attributes) { content.write(transition.actions, &$0) }
    }
  }
}
