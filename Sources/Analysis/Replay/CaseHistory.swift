package import Casework
import CivilTime
import JSON

/// A case's journal, from which the case can be lived through again: each entry becomes the event that made it, and the
/// one `step` is folded over them.
package struct CaseHistory: Sendable {
  package let id: CaseID
  /// From the opening on, in order of their revisions.
  package let entries: [JournalEntry]
  /// The case that started it, for entries that do not say enough of it; nil where a person opened it.
  let parent: CaseParent?
  /// The revisions whose personal part was erased.
  let erased: Set<Int>

  package init(of id: CaseID, _ entries: [JournalEntry], parent: CaseParent? = nil) {
    self.id = id
    self.entries = entries.sorted { $0.revision < $1.revision }
    self.parent = parent
    erased = Set(entries.filter { $0.payload["erased"] == true }.map(\.revision))
  }

  /// What one entry came to when it was lived through again.
  package struct Moment: Sendable {
    package let entry: JournalEntry
    /// The case before it; nil for the opening.
    package let before: Case?
    /// The version by which it went on.
    package let workflow: Workflow
    package let `case`: Case
    /// Nil where no step made the entry: it tells that one was refused, or what it changed is erased and was no matter.
    package let update: CaseUpdate?
    /// What was known at it.
    package let facts: Facts
  }

  /// Lives through the history.
  ///
  /// - Parameters:
  ///   - workflow: the version by which the case goes now.
  ///   - versions: gives the others by which it went, where it was migrated.
  ///   - last: the revision to stop at.
  ///   - facts: what was known at an entry to the version that decided it: its instant, and the calendar and directory of
  ///     then.
  ///   - visit: is shown every entry and what it came to.
  /// - Returns: the case as it stood after the last of them.
  /// - Throws: `HistoryGap` where the journal does not tell enough, and what `facts` and `visit` throw.
  @discardableResult
  package func replay(
    in workflow: Workflow, through last: Int = .max,
    versions: (WorkflowDigest) throws -> Workflow = { throw HistoryGap.otherVersion($0) },
    given facts: (JournalEntry, Workflow) throws -> Facts,
    _ visit: (Moment) throws -> Void = { _ in }
  ) throws -> Case {
    let find = { digest in digest == workflow.digest ? workflow : try versions(digest) }
    var stands = try firstVersion.map(find) ?? workflow
    var current: Case?
    var previous: Facts?
    for entry in entries where entry.revision <= last {
      let next = try version(after: entry).map(find) ?? stands
      let known = try facts(entry, next)
      let moment = try self.moment(of: entry, after: current, in: stands, to: next, known, previous)
      stands = next
      try visit(moment)
      (current, previous) = (moment.case, known)
    }
    guard let current else { throw HistoryGap.noOpening }
    return current
  }

  private func moment(
    of entry: JournalEntry, after before: Case?, in workflow: Workflow, to next: Workflow, _ facts: Facts,
    _ previous: Facts?
  ) throws(HistoryGap) -> Moment {
    guard let before else {
      let event = try opening(of: entry)
      let parent = try startedBy(entry)
      let update = try Self.rejecting(entry) { () throws(Rejection) in
        try workflow.open(id, on: event, given: facts, from: parent)
      }
      return try Self.checked(
        Moment(entry: entry, before: nil, workflow: next, case: update.case, update: update, facts: facts))
    }
    guard let event = try event(of: entry, in: before, of: workflow, calendar: previous?.calendar ?? facts.calendar)
    else {
      var touched = before
      touched.revision += 1
      return try Self.checked(
        Moment(entry: entry, before: before, workflow: next, case: touched, update: nil, facts: facts))
    }
    let update = try Self.rejecting(entry) { () throws(Rejection) in try next.step(before, on: event, given: facts) }
    return try Self.checked(
      Moment(entry: entry, before: before, workflow: next, case: update.case, update: update, facts: facts))
  }

  private static func rejecting<T>(
    _ entry: JournalEntry, _ step: () throws(Rejection) -> T
  ) throws(HistoryGap) -> T {
    do throws(Rejection) {
      return try step()
    } catch {
      throw .refused(revision: entry.revision, error)
    }
  }

  /// What was lived through again must be what was written down.
  private static func checked(_ moment: Moment) throws(HistoryGap) -> Moment {
    let (entry, update) = (moment.entry, moment.update)
    guard moment.case.revision == entry.revision,
      update.map({ $0.entry.kind == entry.kind && $0.entry.name == entry.name }) ?? true
    else { throw .diverges(revision: entry.revision) }
    return moment
  }
}
