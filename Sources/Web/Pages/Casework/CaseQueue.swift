import Casework
import Engine

/// A list of cases as an address names it: which queue, which filters, which words, which page.
struct CaseQueue: Sendable, Hashable {
  /// Whose cases.
  enum Part: String, Sendable, Hashable, CaseIterable {
    case mine, unassigned, team, waiting, all, closed

    var title: String {
      switch self {
      case .mine: "Mine"
      case .unassigned: "Unassigned"
      case .team: "Team"
      case .waiting: "Waiting on others"
      case .all: "All open"
      case .closed: "Closed"
      }
    }

    /// What is said where there is nothing.
    var emptiness: String {
      switch self {
      case .mine: "You have no cases in hand."
      case .unassigned: "Every open case has somebody who looks after it."
      case .team: "No case waits for the team."
      case .waiting: "No case waits for anybody outside the team."
      case .all: "There are no open cases."
      case .closed: "No case has closed yet."
      }
    }
  }

  static let pageLength = 25
  /// Nobody turns more pages by hand; a number from outside must not make the store count for ever.
  private static let lastPage = 4_000

  let part: Part
  var workflow: String?
  var state: String?
  var owner: String?
  var assignee: String?
  var isParked: Bool
  /// Words that the cases have.
  var words: String?
  var page: Int

  init(_ query: FormValues) {
    part = query.text("queue").flatMap(Part.init(rawValue:)) ?? .mine
    workflow = query.text("workflow")
    state = query.text("step")
    owner = query.text("waits-for")
    assignee = query.text("with").map(Person.key)
    isParked = query.text("parked") == "yes"
    words = query.text("words")
    page = min(max(query.text("page").flatMap { Int($0) } ?? 1, 1), Self.lastPage)
  }

  /// The address of this list.
  var address: String { "/cases?" + values.encoded }

  func at(page: Int) -> CaseQueue {
    var other = self
    other.page = page
    return other
  }

  var values: FormValues {
    var values = FormValues([("queue", part.rawValue)])
    for (name, value) in filters { values.append(name, value) }
    if page > 1 { values.append("page", "\(page)") }
    return values
  }

  /// What narrows the list, by the name in the address.
  var filters: [(name: String, value: String)] {
    var filters: [(name: String, value: String)] = []
    if let words { filters.append(("words", words)) }
    if let workflow { filters.append(("workflow", workflow)) }
    if let state { filters.append(("step", state)) }
    if let owner { filters.append(("waits-for", owner)) }
    if let assignee { filters.append(("with", assignee)) }
    if isParked { filters.append(("parked", "yes")) }
    return filters
  }

  /// The same list without one of its filters, from its first page on.
  func without(_ name: String) -> String {
    let values = at(page: 1).values.with(name, nil)
    return "/cases?" + values.encoded
  }

  /// What is asked of the store.
  ///
  /// - Parameters:
  ///   - persons: whose list it is, and for whom that person covers.
  ///   - team: the parties that are the scheme's own people.
  func filter(for persons: [String], team: [String]) -> CaseFilter {
    var filter = CaseFilter(
      workflow: workflow, state: state, owner: owner, assignee: assignee, isParked: isParked, limit: Self.pageLength)
    filter.order = .rank
    switch part {
    case .mine: filter.assignees = persons
    case .unassigned: filter.isUnassigned = true
    case .team: filter.owners = team
    case .waiting: filter.ownersOtherThan = team
    case .all: break
    case .closed: filter.ends = .closed
    }
    return filter
  }

  /// Whether a case that was found by its words belongs into the list.
  func admits(_ record: CaseRecord, by filter: CaseFilter) -> Bool {
    if (record.closedAt != nil) != (filter.ends == .closed) { return false }
    if let workflow, record.workflow != workflow { return false }
    if let state, !record.states.contains(state) { return false }
    if let owner, record.owner != owner { return false }
    if let assignee, record.assignee != assignee { return false }
    if let assignees = filter.assignees, !assignees.contains(record.assignee ?? "") { return false }
    if filter.isUnassigned, record.assignee != nil { return false }
    if let owners = filter.owners, !owners.contains(record.owner ?? "") { return false }
    if let others = filter.ownersOtherThan, record.owner.map(others.contains) != false { return false }
    return !isParked || record.parked != nil
  }
}
