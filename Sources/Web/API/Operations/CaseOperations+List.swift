import Casework
import Engine
import JSON

// Finding cases.
extension CaseOperations {
  var list: APIOperation {
    APIOperation(
      id: "listCases", method: .get, path: "/cases", scope: .readCases, topic: Self.topic,
      summary: "List cases, or find them by their words",
      details: """
        In the order of their identifiers, which is about that of their opening, unless `sort` says otherwise; with \
        `words` the best match first. In the order of dates, and by words, lists end after the first \
        \(EngineLimits.listedCases) cases.
        """,
      parameters: [
        .query(
          "queue", .choice(Queue.allCases.map(\.rawValue)),
          "One of the case workers' lists: your own, nobody's, those whose move is the team's or somebody else's."),
        .query("workflow", .text(length: 1...200), "Only those of one workflow."),
        .query("state", .text(length: 1...200), "Only those that rest in a state."),
        .query("owner", .text(length: 1...200), "Only those whose move it is."),
        .query("assignee", .text(length: 1...200), "Only those that somebody has in hand."),
        .query("parked", .flag, "Only those that a person must look at."),
        .query("closed", .flag, "Closed ones as well."),
        .query("words", .text(length: 1...500), "Only those that have all these words."),
        .query("sort", .choice(["opened", "due"]), "By opening, or by the next date."), .limit, .cursor,
      ],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.caseSummary.page)]
    ) { call in
      try call.requireUnbound()
      let found: (shown: [CaseRecord], next: String?) =
        if let words = call["words"] {
          try await Self.matching(words, call)
        } else if call["sort"] == "due" {
          try await Self.byDate(call)
        } else {
          try await Self.byOpening(call)
        }
      return .json(APICursor.page(found.shown.map { .object($0.json) }, next: found.next))
    }
  }

  /// The lists of case workers.
  private enum Queue: String, CaseIterable { case mine, unassigned, team, waiting }

  private static func byOpening(_ call: APICall) async throws -> (shown: [CaseRecord], next: String?) {
    let last = try call["cursor"].map { text throws(Refusal) in try APICursor.caseID(text) }
    let found = try await call.site.store.transaction { transaction in
      var filter = try Self.filter(call, transaction)
      filter.limit = call.limit + 1
      return try transaction.cases(matching: filter, after: last)
    }
    let shown = found.prefix(call.limit)
    return (Array(shown), found.count > call.limit ? shown.last.map { APICursor.text(of: $0.id) } : nil)
  }

  private static func byDate(_ call: APICall) async throws -> (shown: [CaseRecord], next: String?) {
    let start = try APICursor.position(call["cursor"])
    guard start < EngineLimits.listedCases else { return ([], nil) }
    let found = try await call.site.store.transaction { transaction in
      var filter = try Self.filter(call, transaction)
      (filter.offset, filter.limit) = (start, call.limit + 1)
      return try transaction.cases(matching: filter)
    }
    let end = start + min(found.count, call.limit)
    let goesOn = found.count > call.limit && end < EngineLimits.listedCases
    return (Array(found.prefix(call.limit)), goesOn ? APICursor.text(of: end) : nil)
  }

  private static func matching(_ words: String, _ call: APICall) async throws -> (shown: [CaseRecord], next: String?) {
    let start = try APICursor.position(call["cursor"])
    let filter = try await call.site.store.transaction { try Self.filter(call, $0) }
    let found = try await SearchService(store: call.site.store).search(words).filter(filter.admits)
    let shown = found.dropFirst(start).prefix(call.limit)
    return (Array(shown), shown.endIndex < found.count ? APICursor.text(of: shown.endIndex) : nil)
  }

  private static func filter(_ call: APICall, _ transaction: any StoreTransaction) throws -> CaseFilter {
    var filter = CaseFilter(
      workflow: call["workflow"], state: call["state"], owner: call["owner"],
      assignee: call["assignee"].map(Person.key), isParked: call.values["parked"] == true,
      includesClosed: call.values["closed"] == true)
    guard let queue = call["queue"].flatMap(Queue.init(rawValue:)) else { return filter }
    let library = call.site.library
    func team() throws -> [String] {
      let deployed = try transaction.deployedWorkflows().map { try library.workflow($0.digest, transaction) }
      return Set(deployed.flatMap(\.parties).filter(\.isStaff).map(\.id)).sorted()
    }
    switch queue {
    case .mine: filter.assignee = call.account.name
    case .unassigned: filter.isUnassigned = true
    case .team: filter.owners = try team()
    case .waiting: filter.ownersOtherThan = try team()
    }
    return filter
  }
}
