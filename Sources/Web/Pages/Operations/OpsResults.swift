import JSON

/// What became of each of many: kept in the session between the form and the page that tells of it.
struct OpsResults: Sendable {
  private static let key = "ops-results"
  private static let most = 500

  var rows: [(name: String, outcome: String, isDone: Bool)] = []

  init() {}

  init(_ request: WebRequest) {
    rows = (request.session?.data[Self.key]?.arrayValue ?? []).compactMap { row in
      guard let name = row["name"]?.stringValue, let outcome = row["outcome"]?.stringValue else { return nil }
      return (name, outcome, row["done"]?.boolValue ?? false)
    }
  }

  func keep(_ request: WebRequest, in site: Site) async throws {
    guard var session = request.session else { return }
    session.data[Self.key] = .array(
      rows.prefix(Self.most).map {
        ["name": .string($0.name), "outcome": .string($0.outcome), "done": .bool($0.isDone)]
      })
    let kept = session
    try await site.store.transaction { try $0.keepSession(kept) }
  }

  /// Shown where the address says that something was just done.
  func html(_ request: WebRequest) -> HTML {
    guard request.query["done"] != nil, !rows.isEmpty else { return .none }
    let done = rows.count(where: \.isDone)
    let table = Block.table(
      "What became of each", ["Which", "Outcome", "What happened"],
      rows.map { row in
        [
          "\(row.name)", row.isDone ? Block.tag("Done", "green") : Block.tag("Not done", "red"), "\(row.outcome)",
        ]
      })
    return Block.notice(
      "\(done) done, \(rows.count - done) not",
      "<p class=\"govuk-body\">The list below says what became of each.</p>", isSuccess: done == rows.count) + table
  }
}
