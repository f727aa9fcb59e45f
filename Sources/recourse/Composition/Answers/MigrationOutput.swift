import Analysis
import Casework
import CivilTime
import Engine
import JSON

/// How `migrate-cases` shows what becomes of cases.
struct MigrationOutput {
  let format: OutputFormat
  let isDryRun: Bool

  /// What the plan assumes, for people.
  func begin(_ plan: MigrationPlan) {
    for (old, new) in plan.proposed.sorted(by: { $0.key < $1.key }) {
      Shell.complain("\"\(old)\" becomes \"\(new)\", which looks the same; say otherwise with --map \(old)=STATE")
    }
    if !plan.unmapped.isEmpty {
      let states = plan.unmapped.map { "\"\($0)\"" }.joined(separator: ", ")
      Shell.complain("The new version has no \(states): cases there are refused until --map says what they become.")
    }
  }

  func show(_ row: MigratedCase) {
    switch format {
    case .json: Shell.print(JSONValue.object(row.json).serialized())
    case .text: for line in lines(row) { Shell.print(line) }
    }
  }

  private func lines(_ row: MigratedCase) -> [String] {
    let states = row.record.states.joined(separator: ", ")
    let way = row.becomes == row.record.states ? states : "\(states) to \(row.becomes.joined(separator: ", "))"
    var lines = ["\(row.record.reference)  \(way)  \(row.outcome.rawValue)"]
    for reason in row.reasons { lines.append("    \(row.outcome == .migrates ? "allowed: " : "")\(reason)") }
    guard let verdict = row.verdict else { return lines }
    for date in verdict.dates { lines.append("    \(words(date))") }
    if let after = verdict.after {
      let (was, will) = (words(verdict.before), words(after))
      lines.append("    if nobody acts: \(was == will ? "as before, it \(will)" : "it \(will); before, it \(was)")")
    }
    return lines
  }

  private func words(_ date: MigratedDate) -> String {
    if let problem = date.problem {
      let due = date.after.map { "now due \(LocalTime.minute($0))" } ?? "ends"
      return "\(date.timer): \(due); before, it had no date: \(problem)"
    }
    return switch (date.before, date.after) {
    case (let before?, let after?): "\(date.timer): \(LocalTime.minute(before)) to \(LocalTime.minute(after))"
    case (nil, let after?): "\(date.timer): begins, due \(LocalTime.minute(after))"
    case (let before?, nil): "\(date.timer): ends, was due \(LocalTime.minute(before))"
    case (nil, nil): "\(date.timer): stands still"
    }
  }

  private func words(_ forecast: Forecast) -> String {
    switch forecast.end {
    case .closes(let at): "closes \(LocalTime.minute(at)) after \(forecast.steps.count) steps"
    case .waits where forecast.steps.isEmpty: "waits: nothing falls due"
    case .waits: "waits after \(forecast.steps.count) steps"
    case .goesOn(let at): "goes on beyond \(LocalTime.minute(at))"
    case .refused(let at, _): "is refused a step on \(LocalTime.minute(at))"
    }
  }

  func end(_ summary: MigrationSummary) {
    switch format {
    case .json: Shell.print(JSONValue.object(summary.json).serialized())
    case .text:
      let done = summary[.migrates] + summary[.returns]
      let verb =
        switch (summary[.returns] > 0, isDryRun) {
        case (true, true): "would go back"
        case (true, false): "went back"
        case (false, true): "would go on"
        case (false, false): "go on"
        }
      var words = "\(summary.workflow): \(done) cases \(verb) by \(summary.to.short), \(summary[.refused]) refused"
      if summary[.skipped] > 0 { words += ", \(summary[.skipped]) there already" }
      if summary[.overtaken] > 0 { words += ", \(summary[.overtaken]) overtaken: run it again" }
      Shell.print(words + "." + (isDryRun ? " Nothing was changed." : ""))
    }
  }
}
