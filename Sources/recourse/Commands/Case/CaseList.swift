import ArgumentParser
import Casework
import CivilTime
import Engine
import JSON
import PostgresStore
import WorkflowFiles
import WorkingTime

/// `recourse case list`.
struct CaseList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists cases, the most urgent first, each with why it is.",
    discussion: """
      Example: recourse case list --as okafor --mine
      Example: recourse case list --unassigned --owner case-team
      Example: recourse case list --limit 200 --after 7KQ-4FM-X2PC
      """)

  @Option(help: "Only those of one workflow.")
  var workflow: String?

  @Option(help: "Only those resting in a state.")
  var state: String?

  @Option(help: "Only those whose move it is.")
  var owner: String?

  @Option(help: "Only those that somebody looks after.")
  var assignee: String?

  @Option(name: .customLong("as"), help: "Your account, for --mine.")
  var user: String?

  @Flag(help: "Only those that you look after, for yourself or for whoever is away.")
  var mine = false

  @Flag(help: "Only those that nobody looks after.")
  var unassigned = false

  @Flag(help: "Only those of which a deadline or a clock has passed.")
  var overdue = false

  @Flag(help: "Only those that wait for somebody who is none of the scheme's own people.")
  var waiting = false

  @Flag(help: "Only those that a person must look at before they go on.")
  var parked = false

  @Flag(help: "Only closed ones.")
  var closed = false

  @Flag(help: "Closed ones as well.")
  var all = false

  @Option(help: "Only those that have these words, the best match first: in their data, notes or documents' names.")
  var search: String?

  @Option(help: "At most so many.")
  var limit = 50

  @Option(help: "Goes on behind this case: the last one of the page before.")
  var after: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    guard limit > 0 else { throw ValidationError("--limit is at least 1") }
    guard after == nil || search == nil else {
      throw Answer(status: 2, message: "recourse: --after goes with lists, not with --search")
    }
    guard !mine || user != nil else { throw Answer(status: 2, message: "recourse: --mine goes with --as USER") }
    let rows = try await database.withStore { store in
      try await checkNames(in: store)
      return try await found(in: store)
    }
    let shown = rows.prefix(limit)
    switch format {
    case .json: for row in shown { Shell.print(JSONValue.object(row.json).serialized()) }
    case .text:
      let cells = shown.map { row in
        [
          row.record.reference.description, row.record.workflow, row.record.states.joined(separator: ", "),
          row.record.owner ?? "", row.case.assignee ?? "",
          row.record.closedAt.map { "closed \(LocalTime.day($0))" } ?? row.record.nextDue.map(LocalTime.minute) ?? "",
          row.record.closedAt == nil ? row.urgency.reason.onOneLine : "",
        ]
      }
      let head = ["REFERENCE", "WORKFLOW", "STATE", "OWNER", "ASSIGNEE", "NEXT", "WHY"]
      for line in Shell.table([head] + cells) { Shell.print(line) }
      if rows.count > limit, let last = shown.last {
        Shell.complain("There are more; go on with --after \(last.record.reference), or see --limit.")
      }
    }
  }

  private func found(in store: PostgresStore) async throws -> [CaseRow] {
    let library = Library(reader: FileDefinitionReader())
    let persons = try await persons(in: store)
    if let search { return try await searched(search, library, in: store).filter { admits($0, of: persons) } }
    var filter = CaseFilter(workflow: workflow, state: state, owner: owner, isParked: parked)
    filter.assignees = persons
    filter.isUnassigned = unassigned
    filter.ends = closed ? .closed : all ? .both : .open
    var last: CaseID?
    if let after { last = try await CaseLookup.find(after, in: store) }
    return try await CaseRow.rows(
      matching: filter, after: last, most: limit == .max ? .max : limit + 1, library, in: store
    ) { admits($0, of: persons) }
  }

  /// Who looks after the cases that are wanted, by name; nil where that is no matter.
  private func persons(in store: PostgresStore) async throws -> [String]? {
    guard mine, let user else { return assignee.map { [Person.key($0)] } }
    let key = Person.key(user)
    return try await store.transaction { transaction in
      let today = WorkingCalendar.london.civil(at: try transaction.currentTime()).date
      return [key] + StaffAbsences(try transaction.absences(), on: today).covered(by: key).map(\.person)
    }
  }

  private func searched(_ words: String, _ library: Library, in store: PostgresStore) async throws -> [CaseRow] {
    let records = try await SearchService(store: store).search(words)
    return try await store.transaction { try CaseRow.rows(of: records, library, $0) }
  }

  private func admits(_ row: CaseRow, of persons: [String]?) -> Bool {
    if closed, row.record.closedAt == nil { return false }
    if !closed, !all, row.record.closedAt != nil { return false }
    if let workflow, row.record.workflow != workflow { return false }
    if let state, !row.record.states.contains(state) { return false }
    if let owner, row.record.owner != owner { return false }
    if let persons, !persons.contains(row.case.assignee.map(Person.key) ?? "") { return false }
    if unassigned, row.case.assignee != nil { return false }
    if overdue, ![.breached, .overdue].contains(row.urgency.level) { return false }
    if waiting, row.record.owner.flatMap(row.workflow.party(named:))?.isStaff != false { return false }
    return !parked || row.urgency.level == .parked
  }

  /// A name that no workflow has finds nothing for ever: it is a slip.
  private func checkNames(in store: PostgresStore) async throws {
    guard workflow != nil || state != nil || owner != nil else { return }
    let library = Library(reader: FileDefinitionReader())
    let deployed = try await store.transaction { transaction in
      try transaction.deployedWorkflows().map { try library.workflow($0.digest, transaction) }
    }
    guard !deployed.isEmpty else { return }
    try check(workflow, "workflow", deployed.map(\.name))
    try check(state, "state", deployed.flatMap { $0.chart.states.dropFirst().map(\.id) })
    try check(owner, "party", deployed.flatMap { $0.parties.map(\.id) })
  }

  private func check(_ name: String?, _ kind: String, _ known: [String]) throws {
    guard let name, !known.contains(name) else { return }
    let meant = didYouMean(name, Set(known).sorted()).map { "; did you mean \"\($0)\"?" } ?? ""
    throw Answer.no("recourse: no workflow in force has a \(kind) \"\(name)\"\(meant)")
  }
}

extension CaseRow {
  fileprivate var json: JSONObject {
    var object = record.json
    object["assignee"] = `case`.assignee.map(JSONValue.string) ?? .null
    object["urgency"] = .string("\(urgency.level)")
    object["why"] = .string(urgency.reason)
    return object
  }
}
