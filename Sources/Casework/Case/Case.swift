package import CivilTime
package import Statechart

/// A concern on its way: where it stands, what is known of it, and which timers run.
package struct Case: Sendable, Hashable {
  package let id: CaseID
  /// The version of the workflow that it keeps for life.
  package let version: WorkflowDigest
  package let openedAt: Instant
  /// Counts the steps; a writer that saw another number has to look again.
  package var revision: Int
  package var session: Session
  /// In the order in which they were started.
  package var timers: [CaseTimer]
  /// The number of the last timer started.
  package var lastTimer: Int
  /// The clocks that have started, whether or not they still run.
  package var startedClocks: Set<String>
  package var pause: Pause?
  package var closedAt: Instant?
  /// Whom the step that now waits was put to, among those whom the directory knows.
  package var asked: [Approach] = []
  /// Who has let a deadline pass since a person last acted: not asked again as another party.
  package var silent: [Approach] = []
  /// Why a person must look, as nobody could be asked; nil where none need.
  package var parked: String?

  package init(
    id: CaseID, version: WorkflowDigest, openedAt: Instant, revision: Int, session: Session, timers: [CaseTimer] = [],
    lastTimer: Int = 0, startedClocks: Set<String> = [], pause: Pause? = nil, closedAt: Instant? = nil
  ) {
    self.id = id
    self.version = version
    self.openedAt = openedAt
    self.revision = revision
    self.session = session
    self.timers = timers
    self.lastTimer = lastTimer
    self.startedClocks = startedClocks
    self.pause = pause
    self.closedAt = closedAt
  }

  package var reference: CaseReference { CaseReference(of: id) }
}
