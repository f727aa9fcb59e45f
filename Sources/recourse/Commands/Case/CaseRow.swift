import Casework
import Engine
import PostgresStore

/// A case in a list: what is kept of it, and how soon a person should look.
struct CaseRow: Sendable {
  let record: CaseRecord
  let `case`: Case
  let workflow: Workflow
  let urgency: CaseUrgency

  /// The cases that a filter admits, the most urgent first.
  static func rows(in store: PostgresStore, matching filter: CaseFilter) async throws -> [CaseRow] {
    try await rows(of: try await store.transaction { try $0.cases(matching: filter) }, in: store).sorted {
      $0.urgency < $1.urgency
    }
  }

  /// The same cases, in their order.
  static func rows(of records: [CaseRecord], in store: PostgresStore) async throws -> [CaseRow] {
    let library = Library(reader: FileDefinitionReader())
    return try await store.transaction { transaction in
      let look = try transaction.look(at: [], for: [])
      return try records.map { record in
        let workflow = try library.workflow(record.version, transaction)
        let facts = try library.facts(for: workflow, look, transaction)
        let current = try record.case(workflow)
        return CaseRow(
          record: record, case: current, workflow: workflow,
          urgency: try CaseUrgency(of: record, current, workflow, facts))
      }
    }
  }
}
