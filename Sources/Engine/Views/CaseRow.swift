package import Casework

/// A case in a list: what is kept of it, and how soon a person should look.
package struct CaseRow: Sendable {
  package let record: CaseRecord
  package let `case`: Case
  package let workflow: Workflow
  package let urgency: CaseUrgency

  package init(record: CaseRecord, case: Case, workflow: Workflow, urgency: CaseUrgency) {
    self.record = record
    self.case = `case`
    self.workflow = workflow
    self.urgency = urgency
  }

  /// The cases that a filter admits, the most urgent first.
  package static func rows(
    matching filter: CaseFilter, _ library: Library, in store: any Store
  ) async throws -> [CaseRow] {
    try await store.transaction { transaction in
      try rows(of: try transaction.cases(matching: filter), library, transaction).sorted { $0.urgency < $1.urgency }
    }
  }

  /// The same cases, in their order.
  package static func rows(
    of records: [CaseRecord], _ library: Library, _ transaction: any StoreTransaction
  ) throws -> [CaseRow] {
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
