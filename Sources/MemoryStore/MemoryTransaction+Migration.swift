import Casework
import Engine

extension MemoryTransaction {
  func openCases(of version: WorkflowDigest, after last: CaseID?, limit: Int) throws -> [CaseRecord] {
    try requireOpen()
    let open = state.cases.values.map(\.record).filter { record in
      record.closedAt == nil && record.version == version && (last.map { $0 < record.id } ?? true)
    }
    return Array(open.sorted { $0.id < $1.id }.prefix(limit))
  }
}
