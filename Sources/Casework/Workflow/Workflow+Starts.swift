extension Workflow {
  /// The cases that its cases start: of which workflow, and by which name a case knows the one that it has started.
  package var starts: [(workflow: String, name: String)] {
    effects.compactMap { if case .start(let workflow, let id) = $0 { (workflow, id ?? workflow) } else { nil } }
  }

  /// The names of the workflows of which its cases start others.
  package var startedWorkflows: Set<String> { Set(starts.map(\.workflow)) }
}
