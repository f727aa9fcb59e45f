import Casework
import Statechart

/// A state as it was read, before all are put together.
struct ReadState {
  var definition: StateDefinition
  var title: String
  var description: String?
  var tags: [String] = []
  var owner: String?
  var whilePaused = StateNote.WhilePaused.freeze
  let place: SourcePlace
  var transitions: [ReadTransition] = []
  /// Which of its transitions `otherwise` became.
  var deadline: Int?
  var children: [ReadState] = []
}

/// A transition as it was read.
struct ReadTransition {
  let definition: TransitionDefinition
  let note: TransitionNote
  let places: TransitionPlaces
}
