package import CivilTime
package import Statechart

/// A concern on its way: where it stands, what is known of it, and which timers run.
package struct Case: Sendable, Hashable {
  package let id: CaseID
  /// The version of the workflow that it keeps until it is migrated.
  package internal(set) var version: WorkflowDigest
  package let openedAt: Instant
  /// Counts the steps; a writer that saw another number has to look again.
  package var revision: Int
  package var session: Session
  /// In the order in which they were started.
  package var timers: [CaseTimer]
  /// The number of the last timer started.
  package var lastTimer: Int
  /// The clocks that have started, by name, whether or not they still run.
  package var clocks: [String: ClockRun]
  package var pause: Pause?
  package var closedAt: Instant?
  /// Whom the step that now waits was put to, among those whom the directory knows.
  package var asked: [Approach] = []
  /// Who has let a deadline pass since a person last acted: not asked again as another party.
  package var silent: [Approach] = []
  /// Whom the case names with an address that mail comes back from.
  package var returned: [Approach] = []
  /// Why a person must look, as nobody could be asked; nil where none need.
  package var parked: String?
  /// The account of the person who looks after it; nil while it waits in its owner's queue.
  package var assignee: String?
  /// Who is barred from it, in the order of their declarations.
  package var interests: [Interest] = []
  /// By event that some `not-by` names: who has sent it, as `Person.key` writes them.
  package var acted: [String: [String]] = [:]
  package var links: [CaseLink] = []
  /// The case that started it; nil where a person opened it.
  package var parent: CaseParent?
  /// How often it was taken up again after it had closed.
  package var reopenings = 0
  /// What people wrote in it was erased: it takes nothing more.
  package var isErased = false

  package init(
    id: CaseID, version: WorkflowDigest, openedAt: Instant, revision: Int, session: Session, timers: [CaseTimer] = [],
    lastTimer: Int = 0, clocks: [String: ClockRun] = [:], pause: Pause? = nil, closedAt: Instant? = nil,
    assignee: String? = nil
  ) {
    self.id = id
    self.version = version
    self.openedAt = openedAt
    self.revision = revision
    self.session = session
    self.timers = timers
    self.lastTimer = lastTimer
    self.clocks = clocks
    self.pause = pause
    self.closedAt = closedAt
    self.assignee = assignee
  }

  package var reference: CaseReference { CaseReference(of: id) }

  /// The case as which it is gone on with, where it was merged.
  package var mergedInto: CaseID? { links.first { $0.relation == .mergedInto }?.other }

  /// Whether a person is barred from it.
  package func isBarred(_ person: String) -> Bool { interests.contains { Person.isSame($0.person, person) } }
}
