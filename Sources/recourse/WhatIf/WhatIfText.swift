import Engine
import Analysis
import Casework

/// A what-if for a terminal.
struct WhatIfText {
  let report: WhatIfReport
  /// As many cases as a terminal takes in.
  static let shown = 20

  private var summary: WhatIfSummary { report.summary }

  var lines: [String] {
    var lines = ["What if: \(report.question)", "Assumed: \(WhatIfSummary.assumption)", ""]
    lines += sums
    let some = report.cases.prefix(Self.shown)
    if !some.isEmpty {
      lines.append("")
      lines.append(
        summary.changed > some.count
          ? "The \(some.count) of \(summary.changed) cases that it touches most:" : "The cases that it touches:")
      for one in some { lines += Self.lines(one) }
    }
    return lines
  }

  private var sums: [String] {
    var lines = ["\(summary.cases) cases (\(summary.openCases) open): \(summary.changed) would go otherwise."]
    if summary.datesEarlier + summary.datesLater + summary.datesBegun + summary.datesEnded > 0 {
      lines.append(
        "dates     \(summary.datesEarlier) earlier, \(summary.datesLater) later, \(summary.datesBegun) more, "
          + "\(summary.datesEnded) fewer")
      let days = summary.movedBy.sorted { $0.key < $1.key }.map { "\($0.key > 0 ? "+" : "")\($0.key): \($0.value)" }
      if !days.isEmpty { lines.append("          by working days  \(days.joined(separator: ", "))") }
    }
    for (reason, count) in summary.undated.sorted(by: { $0.key < $1.key }) {
      lines.append("          \(count) that can't be worked out any more: \(reason)")
    }
    for (clock, pair) in summary.breaches.sorted(by: { $0.key < $1.key }) {
      lines.append("breaches  \(clock): \(pair.before) cases before, \(pair.after) after")
    }
    if summary.breachesGained + summary.breachesLost > 0 {
      lines.append("          \(summary.breachesGained) gained, \(summary.breachesLost) lost")
    }
    for (template, pair) in summary.messages.sorted(by: { $0.key < $1.key }) where pair.before != pair.after {
      lines.append("messages  \(template): \(pair.before) before, \(pair.after) after")
    }
    if !summary.lostActs.isEmpty {
      let acts = summary.lostActs.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      lines.append(
        "acts      of \(summary.casesWithLostActs) cases would no longer count: \(acts.joined(separator: ", "))")
    }
    if summary.gainedActs > 0 { lines.append("          \(summary.gainedActs) that meant nothing would count") }
    if summary.endElsewhere + summary.endEarlier + summary.endLater > 0 {
      lines.append(
        "ends      \(summary.endElsewhere) cases elsewhere, \(summary.endEarlier) earlier, \(summary.endLater) later")
    }
    if summary.recordedOtherwise > 0 {
      lines.append(
        "recorded  \(summary.recordedOtherwise) cases went otherwise than their own rules say now, as after a time in "
          + "which nothing ran, or where a contact has changed since; they are compared with what the rules say")
    }
    for (reason, count) in summary.unknown.sorted(by: { $0.value > $1.value }).prefix(5) {
      lines.append("unknown   \(count) case\(count == 1 ? "" : "s"): \(reason)")
    }
    return lines
  }

  private static func lines(_ one: WhatIfCase) -> [String] {
    guard case .compared(let comparison, _) = one.outcome else { return [] }
    var lines = ["\(one.reference)  \(one.workflow)\(one.isOpen ? ", open" : "")"]
    for date in comparison.moved {
      lines.append(
        "    \(date.timer): \(LocalTime.minute(date.before)) to \(LocalTime.minute(date.after))\(words(date.workingDays))"
      )
    }
    for date in comparison.undated { lines.append("    \(date.timer): no date, as \(date.reason)") }
    for clock in comparison.breachesGained { lines.append("    \(clock): breached") }
    for clock in comparison.breachesLost { lines.append("    \(clock): no longer breached") }
    for act in comparison.lostActs {
      lines.append("    \"\(act.name)\" of \(LocalTime.minute(act.at)) would not count: \(act.reason.onOneLine)")
    }
    if let end = comparison.end { lines.append("    \(words(end.after)); before, it \(words(end.before))") }
    return lines
  }

  private static func words(_ days: Int?) -> String {
    guard let days, days != 0 else { return "" }
    return " (\(abs(days)) working \(abs(days) == 1 ? "day" : "days") \(days < 0 ? "earlier" : "later"))"
  }

  private static func words(_ end: CaseRun.End?) -> String {
    guard let end else { return "could not be opened" }
    let states = end.states.joined(separator: ", ")
    return end.closedAt.map { "closes \(LocalTime.minute($0)) in \(states)" } ?? "stays in \(states)"
  }
}
