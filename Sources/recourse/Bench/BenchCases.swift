import Casework
import Engine
import Postgres

/// The cases that a benchmark works on, opened by the engine itself, and the counts that prove what was done to them.
struct BenchCases {
  let database: BenchDatabase
  let service: CaseService
  private(set) var ids: [CaseID]

  /// Deploys the workflows; no case is open yet.
  static func prepare(_ database: BenchDatabase) async throws -> BenchCases {
    for isLong in [false, true] {
      let deployment = Deployment(
        bundle: try BenchWorkflow.bundle(isLong: isLong), calendars: try ShippedFiles.calendarTexts())
      _ = try await deployment.deploy(to: database.store)
    }
    let service = CaseService(store: database.store, library: Library(reader: FileDefinitionReader()))
    return BenchCases(database: database, service: service, ids: [])
  }

  /// Deploys the workflows and opens cases, a batch at a time.
  static func open(_ database: BenchDatabase, _ count: Int) async throws -> BenchCases {
    var cases = try await prepare(database)
    let service = cases.service
    var ids: [CaseID] = []
    while ids.count < count {
      var requests: [CaseRequest] = []
      for _ in 0..<min(EngineLimits.requestBatch, count - ids.count) {
        let eventID = try RequestIdentity.event(nil)
        requests.append(BenchWorkflow.opening(eventID, isLong: true))
      }
      for answer in try await service.handle(requests) { ids.append(try answer.get().record.id) }
    }
    cases.ids = ids
    return cases
  }

  /// The same, speaking of other cases.
  func with(_ ids: [CaseID]) -> BenchCases { BenchCases(database: database, service: service, ids: ids) }

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
