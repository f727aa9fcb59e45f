import Casework
import Synchronization
import WorkflowFiles

/// What was proved of versions, so that looking at a page again proves nothing twice.
final class Examinations: Sendable {
  private static let most = 32
  private let known = Mutex<[WorkflowDigest: WorkflowExamination]>([:])

  /// Everything that can be said about a text.
  func examination(of digest: WorkflowDigest, _ reading: WorkflowReading) async -> WorkflowExamination {
    if let found = known.withLock({ $0[digest] }) { return found }
    let made = await Task.detached { WorkflowCheck.examine(reading) }.value
    known.withLock { known in
      if known.count >= Self.most { known.removeAll() }
      known[digest] = made
    }
    return made
  }
}
