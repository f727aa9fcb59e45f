import Casework
package import CivilTime

extension CaseRun {
  /// By so much a recorded date may differ from the one that is worked out: timers fire a little late.
  private static let tolerance = 120.0

  /// Where living through a case by its own rules comes to something else than its history tells, as after a time in
  /// which nothing ran, or where a contact has changed since; nil where it is the same.
  package func otherwiseThanRecorded(_ history: CaseHistory, now: Instant) -> String? {
    let recorded = history.entries.filter { $0.kind == .timer }
    for (index, entry) in recorded.enumerated() {
      guard index < fired.count else { return "\(entry.name) fired, and would not have" }
      guard fired[index].timer == entry.name else {
        return "\(entry.name) fired where \(fired[index].timer) was to be expected"
      }
      if let due = entry.due, abs(due.seconds - fired[index].due.seconds) > Int64(Self.tolerance) {
        return "\(entry.name) was due on \(due.rfc3339), and would have been on \(fired[index].due.rfc3339)"
      }
    }
    if fired.count > recorded.count, fired[recorded.count].due.seconds < now.seconds - Int64(Self.tolerance) {
      return "\(fired[recorded.count].timer) would have fired, and did not"
    }
    for entry in history.entries where refused[entry.revision] != nil && entry.kind != .ignored {
      return "\"\(entry.name)\" was taken, and would not have been"
    }
    for entry in history.entries where refused[entry.revision] == nil && entry.kind == .ignored {
      return "\"\(entry.name)\" meant nothing, and would have meant something"
    }
    return nil
  }
}
