package import Casework
import CivilTime
import Synchronization
import WorkingTime

/// What many steps share, read once: workflow versions, which never change, and the newest calendars and contacts.
package final class Library: Sendable {
  private struct Shelf {
    var workflows: [WorkflowDigest: Workflow] = [:]
    var calendarRevision: Int64?

    var calendars: [String: WorkingCalendar] = [:]
    var directory: Directory?
    var deploymentRevision: Int64?
    /// What new cases use, by the workflow's name.
    var versions: [String: WorkflowDigest] = [:]
    /// The past, as it was known after so many changes and erasures.
    var chronicle: (known: FactVersions, erasures: Int, chronicle: Chronicle)?
  }

  /// Something is not on the shelf, and there is no transaction to fetch it in.
  struct NotAtHand: Error {}

  package let reader: any DefinitionReader
  private let shelf = Mutex(Shelf())

  package init(reader: any DefinitionReader) { self.reader = reader }

  /// The workflow of a version.
  ///
  /// - Parameter transaction: what is not on the shelf is read in it; nil takes from the shelf alone.
  /// - Throws: `CaseFailure` where the store has no such version.
  package func workflow(_ digest: WorkflowDigest, _ transaction: (any StoreTransaction)?) throws -> Workflow {
    if let known = shelf.withLock({ $0.workflows[digest] }) { return known }
    guard let transaction else { throw NotAtHand() }
    guard let bundle = try transaction.bundle(digest) else { throw CaseFailure.unknownVersion(digest) }
    let workflow = try reader.workflow(from: bundle)
    shelf.withLock { $0.workflows[digest] = workflow }
    return workflow
  }

  /// What a step of a workflow may know, as a look found it.
  package func facts(
    for workflow: Workflow, _ look: Look, _ transaction: (any StoreTransaction)?
  ) throws -> Facts {
    Facts(
      now: look.now, calendar: try calendar(workflow.calendar, look, transaction),
      directory: try directory(look, transaction),
      versions: FactVersions(calendars: look.calendarRevision, directory: look.directoryRevision))
  }

  /// The version that new cases of a workflow use.
  ///
  /// - Throws: `CaseFailure` where there is none.
  func version(of name: String, _ look: Look, _ transaction: (any StoreTransaction)?) throws -> WorkflowDigest {
    let known = shelf.withLock { shelf -> WorkflowDigest? in
      shelf.deploymentRevision == look.revisions.deployments ? shelf.versions[name] : nil
    }
    if let known { return known }
    guard let transaction else { throw NotAtHand() }
    guard let version = try transaction.currentVersion(of: name) else { throw CaseFailure.unknownWorkflow(name) }
    shelf.withLock { shelf in
      if shelf.deploymentRevision != look.revisions.deployments {
        shelf.deploymentRevision = look.revisions.deployments
        shelf.versions = [:]
      }
      shelf.versions[name] = version
    }
    return version
  }

  /// What was known at any time, read anew only after a change: to read calendars costs more than to look ahead by them.
  ///
  /// - Parameter versions: what a look of the same transaction has found; nil reads it anew.
  func chronicle(_ versions: FactVersions?, _ transaction: any StoreTransaction) throws -> Chronicle {
    guard let versions else { return try Chronicle(transaction, reader) }
    // An erasure changes the past without making a new one.
    let erasures = try transaction.directoryErasures().count
    let known = shelf.withLock { shelf in
      shelf.chronicle.flatMap { $0.known == versions && $0.erasures == erasures ? $0.chronicle : nil }
    }
    if let known { return known }
    let chronicle = try Chronicle(transaction, reader)
    shelf.withLock { $0.chronicle = (versions, erasures, chronicle) }
    return chronicle
  }

  private func calendar(
    _ name: String, _ look: Look, _ transaction: (any StoreTransaction)?
  ) throws -> WorkingCalendar {
    let known = shelf.withLock { shelf -> WorkingCalendar? in
      shelf.calendarRevision == look.calendarRevision ? shelf.calendars[name] : nil
    }
    if let known { return known }
    guard let transaction else { throw NotAtHand() }
    let texts = try transaction.calendars()
    let calendar = try reader.calendar(named: name, from: texts)
    shelf.withLock { shelf in
      if shelf.calendarRevision != look.calendarRevision {
        shelf.calendarRevision = look.calendarRevision
        shelf.calendars = [:]
      }
      shelf.calendars[name] = calendar
    }
    return calendar
  }

  private func directory(_ look: Look, _ transaction: (any StoreTransaction)?) throws -> Directory {
    let known = shelf.withLock { $0.directory.flatMap { $0.revision == look.directoryRevision ? $0 : nil } }
    if let known { return known }
    guard let transaction else { throw NotAtHand() }
    let directory = Directory(
      contacts: try transaction.contacts(), organisations: try transaction.organisations(),
      contracts: try transaction.contracts(), revision: look.directoryRevision)
    shelf.withLock { $0.directory = directory }
    return directory
  }
}
