import Casework
import Engine

extension MemoryTransaction {
  func calendars() throws -> [String: String] {
    try requireOpen()
    return Dictionary(state.reference.calendarVersions.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
  }

  func calendarVersions() throws -> [CalendarVersion] {
    try requireOpen()
    return state.reference.calendarVersions
  }

  func keepCalendar(named name: String, text: String) throws {
    guard try calendars()[name] != text else { return }
    state.reference.calendarVersions.append(
      CalendarVersion(revision: state.reference.calendarRevision + 1, name: name, text: text, keptAt: state.now))
  }

  // Transactions run one after the other.
  func holdSteps() throws { try requireOpen() }

  func runningCases(after last: CaseID?, limit: Int) throws -> [CaseRecord] {
    try requireOpen()
    let running = state.cases.values.map(\.record).filter { record in
      record.nextDue != nil && (last.map { $0 < record.id } ?? true)
    }
    return Array(running.sorted { $0.id < $1.id }.prefix(limit))
  }
}
