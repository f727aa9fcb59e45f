/// What somebody wants to see of an exploration beside where cases stand: what is not asked for is forgotten, or never
/// told apart.
package struct SpaceObservation: Sendable {
  /// Fields whose values are kept apart in every node.
  package var fields: Set<Int>
  /// Effects (numbers of the workflow's table) that are told even where nothing else comes of a timer or an event.
  package var effects: Set<Int>
  /// Whether steps that change nothing are told as well.
  package var keepsIdleSteps: Bool

  package static let nothing = SpaceObservation()

  package init(fields: Set<Int> = [], effects: Set<Int> = [], keepsIdleSteps: Bool = false) {
    self.fields = fields
    self.effects = effects
    self.keepsIdleSteps = keepsIdleSteps
  }
}
