/// A workflow's states and transitions, ready to run: W3C SCXML's algorithm is a pure function over it.
///
/// States are numbered in document order, the root being 0, so a state's descendants are the numbers behind it and
/// the algorithm's sets are ranges and bits. Build it once; any number of cases run on it at the same time.
package struct Statechart: Sendable {
  /// The states in document order; the first is the root.
  package let states: [State]
  /// The transitions in document order.
  package private(set) var transitions: [Transition]
  /// The fields of a case's data, in their order.
  package let fields: [Field]
  /// States that can be active and have no children.
  let atomicStates: StateSet
  /// States with eventless transitions, so that a chart at rest is recognised without a walk.
  let eventlessStates: StateSet
  /// The root's and the states' numbers by id.
  let numbers: [String: Int]
  /// The fields' numbers by name; of two fields of one name the first.
  let fieldNumbers: [String: Int]

  /// Builds a chart from its root, whose `initial` is the workflow's.
  ///
  /// - Throws: every mistake of the definition at once.
  package init(root: StateDefinition, fields: [Field] = []) throws(StatechartError) {
    var builder = StatechartBuilder()
    builder.add(root)
    guard builder.problems.isEmpty else { throw StatechartError(problems: builder.problems) }
    states = builder.states
    transitions = builder.transitions
    numbers = builder.numbers
    self.fields = fields
    fieldNumbers = Dictionary(zip(fields.map(\.name), fields.indices), uniquingKeysWith: { first, _ in first })
    atomicStates = StateSet(builder.states.filter(\.isAtomic).map(\.number))
    eventlessStates = StateSet(builder.states.filter { !$0.eventlessTransitions.isEmpty }.map(\.number))
    for number in transitions.indices where !transitions[number].hasHistoryTarget {
      transitions[number].fixedDomain = getTransitionDomain(
        transitions[number], effectiveTargets: transitions[number].targets)
    }
  }
}
