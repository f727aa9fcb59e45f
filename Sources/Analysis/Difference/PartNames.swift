import Casework
import Statechart

/// What the parts of a workflow are called in sentences: their titles, with the id behind where two bear one title.
struct PartNames {
  let workflow: Workflow
  private let states: [String]
  private let parties: [String: String]
  private let fields: [String]

  /// - Parameter other: the version it is compared with: a title must mean the same in both.
  init(_ workflow: Workflow, besides other: Workflow) {
    self.workflow = workflow
    let isOneState = Self.unique(
      [workflow, other].flatMap { one in zip(one.stateNotes.map(\.title), one.chart.states.map(\.id)) })
    states = zip(workflow.stateNotes, workflow.chart.states).map { Self.name($0.title, $1.id, isOneState) }
    let isOneParty = Self.unique([workflow, other].flatMap { $0.parties.map { ($0.title, $0.id) } })
    parties = Dictionary(
      workflow.parties.map { ($0.id, Self.name($0.title, $0.id, isOneParty)) }, uniquingKeysWith: { first, _ in first })
    let isOneField = Self.unique([workflow, other].flatMap { $0.fields.map { ($0.title, $0.name) } })
    fields = workflow.fields.map { Self.name($0.title, $0.name, isOneField) }
  }

  /// - Parameter pairing: what a state of this version is in the newer one; nil for the newer one itself.
  func states(_ numbers: [Int], _ pairing: StatePairing?, in newer: Workflow) -> [Trait.Name] {
    numbers.map { number in
      let id = workflow.chart.states[number].id
      let paired = pairing.flatMap { $0.newer[number] }.map { newer.chart.states[$0].id }
      return Trait.Name(key: paired ?? (pairing == nil ? id : "gone \(id)"), words: "“\(states[number])”")
    }
  }

  func parties(_ ids: [String]) -> [Trait.Name] { ids.map { Trait.Name(key: $0, words: party($0)) } }

  func fields(_ numbers: [Int]) -> [Trait.Name] {
    numbers.map { Trait.Name(key: workflow.fields[$0].name, words: field($0)) }
  }

  func state(_ number: Int) -> String { number == 0 ? "the workflow" : states[number] }
  func party(_ id: String) -> String { parties[id] ?? id }
  func field(_ number: Int) -> String { "“\(fields[number].onOneLine)”" }

  /// A transition: "“Escalate now” (escalate)", "when the deadline passes".
  func transition(_ number: Int) -> String {
    let transition = workflow.chart.transitions[number]
    let label = TransitionLabel(transition, workflow)
    let alike = workflow.chart.states[transition.source].transitions.filter {
      TransitionLabel(workflow.chart.transitions[$0], workflow) == label
    }
    let place = alike.count > 1 ? alike.firstIndex(of: number).map { " (way \($0 + 1))" } ?? "" : ""
    return way(label, title: workflow.transitionNotes[number].title) + place
  }

  private func way(_ label: TransitionLabel, title: String?) -> String {
    switch label.sort {
    case .event: title.map { "“\($0)” (\(label.name))" } ?? "on \(label.name)"
    case .deadline: "when the deadline passes"
    case .reminder: "the reminder after \(label.name)"
    case .timer: "after \(label.name)"
    case .eventless: "at once"
    case .done: "when all inside is done"
    case .historyDefault: "the first time"
    }
  }

  private static func name(_ title: String, _ id: String, _ isUnique: (String) -> Bool) -> String {
    title == id || isUnique(title) ? title.onOneLine : "\(title.onOneLine) (\(id))"
  }

  private static func unique(_ pairs: [(String, String)]) -> (String) -> Bool {
    let ids = Dictionary(grouping: pairs, by: \.0).mapValues { Set($0.map(\.1)).count }
    return { ids[$0] == 1 }
  }
}
