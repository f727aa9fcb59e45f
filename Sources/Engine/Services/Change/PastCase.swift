package import Analysis
package import Casework
package import CivilTime

/// A case as it stood at an instant, by the workflow that it followed and what was known of the world then.
package struct PastCase: Sendable {
  /// As it is kept now.
  package let record: CaseRecord
  package let workflow: Workflow
  package let `case`: Case
  /// The last entry of its journal until then.
  package let entry: JournalEntry
  /// What was known then.
  package let facts: Facts
  /// What is known now, for the same instant.
  package let hindsight: Facts
  /// Before this nobody kept what the directory was; nil where that was no matter.
  package let directoryKnownSince: Instant?

  /// Why a case's past can't be shown.
  package enum Refusal: Error, Sendable, CustomStringConvertible {
    case notYetOpened(at: Instant)
    case future(now: Instant)
    case gap(HistoryGap)

    package var description: String {
      switch self {
      case .notYetOpened(let at): "the case was not opened until \(at.rfc3339)"
      case .future(let now): "it is \(now.rfc3339) now; `recourse case forecast` tells what will happen if nobody acts"
      case .gap(let gap): gap.description
      }
    }
  }

  /// Rebuilds a case from its journal.
  ///
  /// - Throws: `CaseFailure` where there is no such case, `Refusal`.
  package init(
    of id: CaseID, at instant: Instant, _ library: Library, _ reader: any DefinitionReader,
    _ transaction: any StoreTransaction
  ) throws {
    let look = try transaction.look(at: [id], for: [])
    guard let record = look.cases.first else { throw CaseFailure.unknownCase }
    guard instant <= look.now else { throw Refusal.future(now: look.now) }
    let workflow = try library.workflow(record.version, transaction)
    let entries = try transaction.journal(of: id)
    guard let last = entries.last(where: { $0.at <= instant }) else { throw Refusal.notYetOpened(at: record.openedAt) }
    let chronicle = try Chronicle(transaction, reader)
    // A case that can't be read as it stands has its past told without whoever started it.
    let history = CaseHistory(of: id, entries, parent: try? record.case(workflow).parent)
    // A case that was migrated since went by another version then.
    var stood = workflow
    do {
      `case` = try history.replay(
        in: workflow, through: last.revision, versions: { try library.workflow($0, transaction) },
        given: { try chronicle.facts(for: $1, of: $0, transaction) }
      ) { stood = $0.workflow }
    } catch let gap as HistoryGap {
      throw Refusal.gap(gap)
    }
    self.record = record
    self.workflow = stood
    entry = last
    facts = try chronicle.facts(for: stood, at: instant, transaction)
    var hindsight = try library.facts(for: stood, look, transaction)
    hindsight.now = instant
    self.hindsight = hindsight
    directoryKnownSince = chronicle.directoryKnownSince.flatMap { instant < $0 ? $0 : nil }
  }
}
