import Casework

/// The notes on states and transitions, counted as the statechart counts them: states in document order, each before
/// its children, and all transitions of one state before those of the next.
struct ChartNotes {
  private(set) var states: [StateNote]
  private(set) var transitions: [TransitionNote] = []

  /// - Parameter root: the title of the workflow, which its root state bears.
  init(root: String, _ top: [ReadState], places: inout WorkflowPlaces) {
    states = [StateNote(title: root)]
    for state in top { add(state, &places) }
  }

  private mutating func add(_ state: ReadState, _ places: inout WorkflowPlaces) {
    states.append(
      StateNote(
        title: state.title, description: state.description, tags: state.tags, owner: state.owner,
        whilePaused: state.whilePaused, deadline: state.deadline.map { transitions.count + $0 }))
    places.states.append(state.place)
    for transition in state.transitions {
      transitions.append(transition.note)
      places.transitions.append(transition.places)
    }
    for child in state.children { add(child, &places) }
  }
}
