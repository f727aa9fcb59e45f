import Casework
import Engine

extension MemoryTransaction {
  func recordedCases(_ scope: ReplayScope, after last: CaseID?, limit: Int) throws -> [RecordedCase] {
    try requireOpen()
    let found = state.cases.values.filter { kept in
      scope.contains(kept.record) && (last.map { $0 < kept.record.id } ?? true)
    }
    return found.sorted { $0.record.id < $1.record.id }.prefix(limit).map { kept in
      RecordedCase(record: kept.record, journal: kept.journal.map(\.entry))
    }
  }

  func countRecordedCases(_ scope: ReplayScope) throws -> Int {
    try requireOpen()
    return state.cases.values.count { scope.contains($0.record) }
  }
}
