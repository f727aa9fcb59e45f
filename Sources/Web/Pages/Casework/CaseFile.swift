import Casework
import CivilTime
import Engine

/// A case with all that its pages show, read in one transaction.
struct CaseFile: Sendable {
  let record: CaseRecord
  let sight: CaseSight
  let journal: [JournalEntry]
  let user: User
  let door: IdentityDoor
  /// Everybody with an account, barred or not.
  let people: [User]
  /// Who is away today.
  let absences: StaffAbsences

  var workflow: Workflow { sight.workflow }
  var `case`: Case { sight.case }
  var facts: Facts { sight.facts }
  var reference: String { record.reference.description }
  var address: String { "/cases/\(reference)" }
  var title: String { workflow.headline(of: `case`) }
  var words: HistoryWords {
    HistoryWords(
      workflow: workflow, door: door,
      people: Dictionary(people.map { ($0.name, $0.displayName) }, uniquingKeysWith: { first, _ in first }))
  }

  /// Those to whom cases may be given.
  var colleagues: [User] { people.filter { Permission.workCases.isGiven(to: $0) } }

  /// Whether the reader may do something with it.
  var mayWork: Bool { Permission.workCases.isGiven(to: user) }

  /// Reads the case that a request's address names, and notes that its reader is shown who raised it.
  ///
  /// - Parameters:
  ///   - isExplained: whether its dates are worked out from the history as well.
  ///   - purpose: what it is read for, in the log of readings.
  /// - Throws: `Refusal` where there is none, or the reader has an interest in it.
  static func read(
    _ request: WebRequest, at site: Site, isExplained: Bool = false, for purpose: String = "page"
  ) async throws -> CaseFile {
    let user = try request.staff
    guard let reference = CaseReference(request["reference"]) else { throw CaseFailure.unknownCase }
    let library = site.library
    return try await site.store.transaction { transaction in
      guard let id = try transaction.caseID(of: reference),
        let record = try transaction.look(at: [id], for: []).cases.first
      else { throw CaseFailure.unknownCase }
      let found = try CaseSight(of: id, library, transaction)
      guard !found.case.isBarred(user.name) else { throw Self.barred }
      let journal = try transaction.journal(of: id)
      let sight = isExplained ? try found.explained(library, transaction, journal: journal) : found
      let door = IdentityDoor(sight.workflow, sight.case, for: .staff(user))
      try door.note(purpose, in: transaction)
      return CaseFile(
        record: record, sight: sight, journal: journal, user: user, door: door,
        people: try transaction.users(),
        absences: StaffAbsences(try transaction.absences(), on: DayWords.date(of: sight.facts.now)))
    }
  }

  /// Whoever has an interest in a case neither decides in it nor reads it.
  private static let barred = Refusal(
    .forbidden, "You have an interest in this case",
    "It is declared, so that you neither look after the case nor see it. If that is wrong or over, ask a colleague to "
      + "withdraw the declaration.", code: "barred")

  /// The messages that did not reach their readers, as mail servers reported.
  var cameBack: [OutboxItem.ID] {
    journal.compactMap { entry in
      guard case .mailCameBack(let message)? = CaseAct(named: entry.name, input: entry.input) else { return nil }
      return OutboxItem.ID(caseID: record.id, revision: message.revision, position: message.position)
    }
  }

  /// What happened since somebody looked, the newest first.
  func changes(since revision: Int) -> [JournalEntry] { journal.filter { $0.revision > revision }.reversed() }
}
