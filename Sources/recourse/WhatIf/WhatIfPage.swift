import Diagrams
import Engine
import Analysis
import Casework
import Foundation

/// A what-if as a page of its own: pictures, each with the table of its figures, and the cases that it touches most. It
/// needs nothing from elsewhere, runs nothing, and names references and states, no person.
struct WhatIfPage {
  let report: WhatIfReport

  private var summary: WhatIfSummary { report.summary }

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>What if: \(Markup.text(report.question))</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    <main>
    <h1>What if</h1>
    <p class="lead">\(Markup.text(report.question))</p>
    <p class="note"><strong>Assumed:</strong> \(Markup.text(WhatIfSummary.assumption))</p>
    \(figures)
    \(dates)
    \(breaches)
    \(messages)
    \(acts)
    \(cases)
    \(doubts)
    </main>
    </body>
    </html>
    """
  }

  private var figures: String {
    let rows = [
      ("Cases looked at", summary.cases), ("of them open", summary.openCases),
      ("that would go otherwise", summary.changed), ("that end in another state", summary.endElsewhere),
      ("that end earlier", summary.endEarlier), ("that end later, or not at all", summary.endLater),
      ("Breaches gained", summary.breachesGained), ("Breaches lost", summary.breachesLost),
    ]
    return section("In sum", Markup.table(["", "number"], rows.map { [$0.0, "\($0.1)"] }))
  }

  private var dates: String {
    let moved = summary.movedBy.filter { $0.key != 0 }
    guard summary.datesEarlier + summary.datesLater + summary.datesBegun + summary.datesEnded > 0 else { return "" }
    let words =
      "\(summary.datesEarlier) dates fall earlier and \(summary.datesLater) later; \(summary.datesBegun) are new and "
      + "\(summary.datesEnded) are no more."
    guard !moved.isEmpty else { return section("Dates", "<p>\(words)</p>") }
    let bars = Self.buckets(moved)
    let chart = BarChart(
      title: "Dates by the working days that they move", groups: bars.map { ($0.label, [$0.count]) },
      series: ["dates"], isUpright: true)
    let table = Markup.table(["working days", "dates"], bars.map { [$0.label, "\($0.count)"] })
    return section("Dates", "<p>\(words)</p>" + figure(chart.svg, table))
  }

  private var breaches: String {
    guard !summary.breaches.isEmpty else { return "" }
    let rows = summary.breaches.sorted { $0.key < $1.key }
    let chart = BarChart(
      title: "Cases that breach each clock, before and after",
      groups: rows.map { ($0.key, [$0.value.before, $0.value.after]) }, series: ["before", "after"])
    let table = Markup.table(
      ["clock", "before", "after"], rows.map { [$0.key, "\($0.value.before)", "\($0.value.after)"] })
    return section("Breaches", figure(chart.svg, table))
  }

  private var messages: String {
    guard !summary.messages.isEmpty else { return "" }
    let rows = summary.messages.sorted { ($1.value.before, $0.key) < ($0.value.before, $1.key) }
    let chart = BarChart(
      title: "Messages of each template, before and after",
      groups: rows.prefix(20).map { ($0.key, [$0.value.before, $0.value.after]) }, series: ["before", "after"])
    let table = Markup.table(
      ["template", "before", "after"], rows.map { [$0.key, "\($0.value.before)", "\($0.value.after)"] })
    return section("Messages", figure(chart.svg, table))
  }

  private var acts: String {
    guard !summary.lostActs.isEmpty else { return "" }
    let rows = summary.lostActs.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] }
    return section(
      "What people did and could not have done",
      "<p>In \(summary.casesWithLostActs) cases somebody did something that would have been refused, or meant nothing.</p>"
        + Markup.table(["event", "times"], rows))
  }

  private var cases: String {
    guard !report.cases.isEmpty else { return section("Cases", "<p>No case would go otherwise.</p>") }
    let rows = report.cases.map { one -> [String] in
      guard case .compared(let comparison, _) = one.outcome else { return [] }
      let dates = comparison.moved.map { "\($0.timer): \(LocalTime.day($0.before)) to \(LocalTime.day($0.after))" }
      let breaches =
        comparison.breachesGained.map { "\($0): breached" }
        + comparison.breachesLost.map { "\($0): no longer breached" }
      let acts = comparison.lostActs.map { "\($0.name) of \(LocalTime.day($0.at)): \($0.reason)" }
      let end = comparison.end.map { [Self.words($0.before) + ", now " + Self.words($0.after)] } ?? []
      return [
        "\(one.reference)\(one.isOpen ? " (open)" : "")", dates.joined(separator: "\n"),
        breaches.joined(separator: "\n"), acts.joined(separator: "\n"), end.joined(separator: "\n"),
      ]
    }
    let count = summary.changed > rows.count ? "The \(rows.count) of \(summary.changed)" : "The"
    return section(
      "Cases",
      "<p>\(count) cases that it touches most.</p>"
        + Markup.table(["case", "dates", "breaches", "acts that would not count", "end"], rows))
  }

  private var doubts: String {
    var items: [String] = []
    if summary.recordedOtherwise > 0 {
      items.append(
        "\(summary.recordedOtherwise) cases went otherwise than their own rules say now, as after a time in which "
          + "nothing ran, or where a contact has changed since. They are compared with what the rules say.")
    }
    for (reason, count) in summary.undated.sorted(by: { $0.key < $1.key }) {
      items.append("\(count) dates can't be worked out any more: \(reason)")
    }
    for (reason, count) in summary.unknown.sorted(by: { $0.value > $1.value }) {
      items.append("\(count) cases are left out: \(reason)")
    }
    guard !items.isEmpty else { return "" }
    return section("What is not certain", "<ul>\(items.map { "<li>\(Markup.text($0))</li>" }.joined())</ul>")
  }

  // MARK: Pieces

  private func section(_ title: String, _ content: String) -> String {
    "<section><h2>\(Markup.text(title))</h2>\(content)</section>"
  }

  private func figure(_ picture: String, _ table: String) -> String {
    "<div class=\"figure\"><figure>\(picture)</figure>\(table)</div>"
  }

  private static func words(_ end: CaseRun.End?) -> String {
    guard let end else { return "never opened" }
    let states = end.states.joined(separator: ", ")
    return end.closedAt.map { "\(states) on \(LocalTime.day($0))" } ?? "waits in \(states)"
  }

  /// One bar a day near the middle, and one for all beyond.
  private static func buckets(_ moved: [Int: Int]) -> [(label: String, count: Int)] {
    let reach = 12
    let earlier = moved.filter { $0.key < -reach }.values.reduce(0, +)
    let later = moved.filter { $0.key > reach }.values.reduce(0, +)
    let near = moved.keys.filter { abs($0) <= reach }
    var buckets: [(String, Int)] = earlier > 0 ? [("under -\(reach)", earlier)] : []
    if let first = near.min(), let last = near.max() {
      for day in first...last where day != 0 { buckets.append((day > 0 ? "+\(day)" : "\(day)", moved[day] ?? 0)) }
    }
    return later > 0 ? buckets + [("over +\(reach)", later)] : buckets
  }

  private static let style = """
    body{font:16px/1.5 system-ui,sans-serif;color:#0b0c0c;background:#fff;margin:0}
    main{max-width:62rem;margin:0 auto;padding:1.5rem}
    h1{font-size:2rem;margin:0}h2{font-size:1.3rem;border-top:2px solid #0b0c0c;padding-top:.6rem;margin-top:2rem}
    .lead{font-size:1.2rem;margin:.2rem 0 1rem}.note{background:#f3f2f1;padding:.7rem 1rem}
    .figure{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:flex-start}
    figure{margin:0;flex:1 1 26rem;min-width:0}svg{max-width:100%;height:auto}
    table{border-collapse:collapse;font-size:.9rem}
    th,td{text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;border-bottom:1px solid #b1b4b6;white-space:pre-line}
    td.n{text-align:right;font-variant-numeric:tabular-nums}
    @media print{main{max-width:none;padding:0}section{break-inside:avoid-page}h2{break-after:avoid}}
    """
}
