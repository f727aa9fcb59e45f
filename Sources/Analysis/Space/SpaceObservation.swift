/// What somebody wants to see of an exploration beside where cases stand: what is not asked for is forgotten, or never
/// told apart.
package struct SpaceObservation: Sendable {
  /// Transitions that are told of even where nothing else comes of them, such as a reminder.
  package var transitions: Set<Int>
  /// Things that are done outside, of which it is told apart whether they are done.
  package var effects: Set<Int> = []
  /// Those of them that are told of even where nothing else comes of a step.
  package var ownEffects: Set<Int> = []
  /// What is asked when certain steps are over.
  package var questions: [SpaceQuestion]
  /// Whether a question stays open that a step has not settled anyhow, so that whoever looks at the step tries both
  /// answers: else each question of each observer doubles the ways of the step for all of them.
  var leavesQuestionsOpen = false

  package static let nothing = SpaceObservation()

  package init(transitions: Set<Int> = [], questions: [SpaceQuestion] = []) {
    self.transitions = transitions
    self.questions = questions
  }

  /// Has it show what another one asks for as well.
  mutating func add(_ other: SpaceObservation) {
    transitions.formUnion(other.transitions)
    effects.formUnion(other.effects)
    ownEffects.formUnion(other.ownEffects)
    questions += other.questions
  }
}
