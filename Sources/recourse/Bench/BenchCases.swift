import Casework
import Engine
import Postgres

/// The cases that a benchmark works on, opened by the engine itself, and the counts that prove what was done to them.
struct BenchCases {
  let database: BenchDatabase
  let service: CaseService
  let ids: [CaseID]

  /// Deploys the workflow and opens cases, a batch at a time.
  static func open(_ database: BenchDatabase, _ count: Int) async throws -> BenchCases {
    let deployment = Deployment(bundle: try BenchWorkflow.bundle(), calendars: try ShippedFiles.calendarTexts())
    _ = try await deployment.deploy(to: database.store)
    let service = CaseService(store: database.store, library: Library(reader: FileDefinitionReader()))
    var ids: [CaseID] = []
    while ids.count < count {
      var requests: [CaseRequest] = []
      for _ in 0..<min(EngineLimits.requestBatch, count - ids.count) {
        let eventID = try RequestIdentity.event(nil)
        requests.append(
          CaseRequest(
            caseID: RequestIdentity.caseID(for: eventID), eventID: eventID,
            action: .open(workflow: BenchWorkflow.name, data: BenchWorkflow.opening),
            actor: Actor(role: BenchWorkflow.role)))
      }
      for answer in try await service.handle(requests) { ids.append(try answer.get().record.id) }
    }
    return BenchCases(database: database, service: service, ids: ids)
  }

  /// How many of the cases have just so many entries of a kind in their journals.
  func count(with entries: Int, of kind: JournalEntry.Kind) async throws -> Int {
    var sum = 0
    for start in stride(from: 0, to: ids.count, by: 1_000) {
      sum += try await database.pool.query(
        Statement(
          "bench-count",
          """
          SELECT count(*) FROM (
            SELECT case_id FROM recourse.journal WHERE case_id = ANY ($1::uuid[]) AND kind = $2
            GROUP BY case_id HAVING count(*) = $3
          ) AS stepped
          """),
        [
          .texts(ids[start..<min(start + 1_000, ids.count)].map(\.description)), .text(kind.rawValue),
          .integer(Int64(entries)),
        ]
      ) { try $0.int(0) }[0]
    }
    return sum
  }

  /// Ends with a fault of ours unless every case has just so many entries of a kind: a figure about work that was not
  /// done, or done twice, is none.
  func require(_ entries: Int, of kind: JournalEntry.Kind) async throws {
    let found = try await count(with: entries, of: kind)
    guard found == ids.count else {
      throw Answer(
        status: 70,
        message: "recourse: of \(ids.count) cases only \(found) have \(entries) \(kind.rawValue) entries: no figures")
    }
  }
}
