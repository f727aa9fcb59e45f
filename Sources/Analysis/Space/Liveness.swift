import Casework
import Expression
import Statechart

/// Which fields may still be asked from where a case stands: what nothing asks any more is forgotten, so that cases
/// that differ in nothing else become one.
final class Liveness {
  private struct Place: Hashable {
    let configuration: StateSet
    let history: [Int: StateSet]
  }

  private let workflow: Workflow
  private let relevance: Relevance
  /// By state: the fields that it asks itself, its transitions included.
  private let asked: [StateSet]
  /// Whether what a closed case knew is kept for when it is taken up again.
  private let keepsClosed: Bool
  private var live: [Place: (fields: [Int], histories: [Int])] = [:]

  private var chart: Statechart { workflow.chart }

  init(_ workflow: Workflow, _ relevance: Relevance, observing observation: SpaceObservation, keepsClosed: Bool) {
    self.keepsClosed = keepsClosed
    self.workflow = workflow
    self.relevance = relevance
    let chart = workflow.chart
    asked = chart.states.map { state in
      var fields: Set<Int> = []
      var blocks = state.entry + state.exit + [state.initialActions]
      for number in state.transitions {
        fields.formUnion(relevance.asks(chart.transitions[number]))
        blocks.append(chart.transitions[number].actions)
      }
      for actions in blocks {
        fields.formUnion(relevance.asks(actions))
        fields.formUnion(relevance.sources(of: relevance.fields, in: actions))
      }
      for question in observation.questions where question.concerns(state, of: chart) {
        fields.formUnion(question.condition.variables)
      }
      return StateSet(fields.intersection(relevance.fields).sorted())
    }
  }

  /// The fields that may still be asked, and the histories that may still be gone back to as they stand.
  func live(_ session: Session) -> (fields: [Int], histories: [Int]) {
    let place = Place(configuration: session.configuration, history: session.history)
    if let known = live[place] { return known }
    var standing = session.configuration
    if session.isDone {
      standing = StateSet()
      var state = workflow.reopening?.target ?? 0
      while state != 0 {
        standing.insert(state)
        state = chart.states[state].parent
      }
    }
    var walk = Walk(chart: chart, session: session, standing: standing)
    if let target = workflow.reopening?.target, session.isDone || keepsClosed { walk.enter(target) }
    for state in standing { walk.stand(in: state) }
    walk.finish()
    var fields = StateSet()
    if !session.isDone || keepsClosed { for state in walk.reached { fields.formUnion(asked[state]) } }
    let result = (Array(fields), walk.remembered.sorted())
    live[place] = result
    return result
  }

  /// Everything that a case could get to, guards taken to hold.
  private struct Walk {
    let chart: Statechart
    let session: Session
    let standing: StateSet
    var reached: Set<Int> = [0]
    var remembered: Set<Int> = []
    private var open: [Int] = [0]

    init(chart: Statechart, session: Session, standing: StateSet) {
      self.standing = standing
      self.chart = chart
      self.session = session
    }

    mutating func stand(in state: Int) { reach(state) }

    mutating func finish() {
      while let state = open.popLast() {
        for number in chart.states[state].transitions {
          for target in chart.transitions[number].targets { enter(target) }
        }
      }
    }

    mutating func enter(_ target: Int) {
      if chart.states[target].isHistory { return enterHistory(target) }
      var outer = chart.states[target].parent
      var inner = target
      while outer != 0 {
        reach(outer)
        if chart.states[outer].kind == .parallel {
          for region in chart.states[outer].children where region != inner && !reached.contains(region) {
            inside(region)
          }
        }
        (inner, outer) = (outer, chart.states[outer].parent)
      }
      inside(target)
    }

    private mutating func enterHistory(_ history: Int) {
      guard reached.insert(history).inserted else { return }
      let parent = chart.states[history].parent
      // What stands inside now is remembered anew before anything leads back from outside.
      if standing.contains(parent), !isSoughtFromInside(history, parent) { return }
      remembered.insert(history)
      if let states = session.history[history] {
        for state in states { enter(state) }
      } else {
        for number in chart.states[history].transitions {
          for target in chart.transitions[number].targets { enter(target) }
        }
      }
      reach(parent)
    }

    private func isSoughtFromInside(_ history: Int, _ parent: Int) -> Bool {
      chart.transitions.contains {
        $0.targets.contains(history) && ($0.source == parent || chart.states[parent].descendants.contains($0.source))
      }
    }

    private mutating func inside(_ state: Int) {
      guard !reached.contains(state) || !chart.states[state].isAtomic else { return }
      let isNew = reach(state)
      guard isNew || chart.states[state].kind == .compound else { return }
      switch chart.states[state].kind {
      case .compound: for child in chart.states[state].initialTargets where !reached.contains(child) { enter(child) }
      case .parallel: for child in chart.states[state].children { inside(child) }
      case .atomic, .final, .history: break
      }
    }

    @discardableResult private mutating func reach(_ state: Int) -> Bool {
      guard reached.insert(state).inserted else { return false }
      open.append(state)
      return true
    }
  }
}
