// A version is named by its digest, and never changes.
extension Workflow: Hashable {
  package static func == (left: Workflow, right: Workflow) -> Bool {
    left === right || left.digest == right.digest
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
