import Statechart

extension Workflow {
  /// What people call an event, as the file titles what it leads to; nil where it has no title.
  package func title(ofEvent name: String) -> String? {
    for (transition, note) in zip(chart.transitions, transitionNotes) {
      if case .event(let descriptors) = transition.trigger, descriptors.contains(where: { $0.matches(name) }),
        let title = note.title
      {
        return title
      }
    }
    return nil
  }
}
