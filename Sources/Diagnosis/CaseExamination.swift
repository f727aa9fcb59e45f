import Casework
package import Engine
package import Postgres

/// Reads every version and every case as the engine would, page by page, and says which it could not work with.
package struct CaseExamination: Sendable {
  /// How many cases are read at once.
  static let page = 500

  private let store: any Store
  private let library: Library
  private let reader: any DefinitionReader

  package init(_ store: any Store, reader: any DefinitionReader) {
    self.store = store
    self.reader = reader
    library = Library(reader: reader)
  }

  /// What is wrong with the stored texts and with the open cases that keep them.
  ///
  /// - Parameters:
  ///   - pool: connections to the same database.
  ///   - includesClosed: whether closed cases are read as well.
  package func findings(in pool: Pool, includesClosed: Bool = false) async throws -> [Finding] {
    var unreadable = Tally()
    for digest in try await pool.query(Self.versions, read: { try $0.string(0) }) {
      guard let digest = WorkflowDigest(hexadecimal: digest) else { continue }
      do {
        _ = try await store.transaction { [library] in try library.workflow(digest, $0) }
      } catch let error as StoreError where error.code != .damaged {
        throw error
      } catch {
        unreadable.add(digest.short)
      }
    }
    return [
      unreadable.finding(
        "unreadable-version", "stored versions of workflows were changed, or can't be read any more",
        remedy: "restore recourse.workflow_versions from a backup; the cases that keep these versions can't move")
    ].compactMap(\.self) + (try await cases(in: pool, includesClosed))
  }

  private func cases(in pool: Pool, _ includesClosed: Bool) async throws -> [Finding] {
    var unreadable = Tally()
    var strayed = Tally()
    var last = "00000000-0000-0000-0000-000000000000"
    while true {
      let ids = try await pool.query(
        Self.cases, [.text(last), .boolean(includesClosed), .integer(Int64(Self.page))], read: { try $0.string(0) })
      guard let newest = ids.last else { break }
      last = newest
      let page = ids.compactMap { UniqueID($0).map(CaseID.init) }
      for verdict in try await store.transaction({ [library] in try Self.verdicts(page, library, $0) }) {
        switch verdict {
        case .unreadable(let reference): unreadable.add(reference)
        case .strayed(let reference): strayed.add(reference)
        }
      }
    }
    return [
      unreadable.finding(
        "unreadable-case", "the documents of these cases can't be read by the version that they keep",
        remedy: "restore the rows from a backup; nothing else has all of a case's data"),
      strayed.finding(
        "strayed-case", "these cases rest in other states than their document says, so lists show them wrongly",
        remedy: "restore the rows from a backup, and find out who writes to recourse.cases besides Recourse"),
    ].compactMap(\.self)
  }

  private enum Verdict: Sendable {
    case unreadable(String)
    case strayed(String)
  }

  private static func verdicts(
    _ page: [CaseID], _ library: Library, _ transaction: any StoreTransaction
  ) throws -> [Verdict] {
    try transaction.look(at: page, for: []).cases.compactMap { record -> Verdict? in
      // A version that can't be read is told of by itself.
      guard let workflow = try? library.workflow(record.version, transaction) else { return nil }
      let reference = record.reference.description
      guard let found = try? record.case(workflow) else { return .unreadable(reference) }
      return workflow.chart.leaves(found.session) == record.states ? nil : .strayed(reference)
    }
  }

  private static let versions = Statement(
    "doctor-versions", "SELECT digest FROM recourse.workflow_versions ORDER BY digest")

  private static let cases = Statement(
    "doctor-cases",
    """
    SELECT case_id::text FROM recourse.cases WHERE case_id > $1::uuid AND ($2::bool OR closed_at IS NULL)
    ORDER BY case_id LIMIT $3
    """)

  /// Counts, and keeps the first few names.
  private struct Tally {
    private var count = 0
    private var examples: [String] = []

    mutating func add(_ example: String) {
      count += 1
      if examples.count < DatabaseCheck.examples { examples.append(example) }
    }

    func finding(_ check: String, _ meaning: String, remedy: String) -> Finding? {
      count == 0
        ? nil
        : Finding(
          check: check, severity: .error, count: count, examples: examples, meaning: meaning, remedy: remedy)
    }
  }
}
