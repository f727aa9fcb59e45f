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
    return section(
      "In sum", Markup.table("What would be otherwise", ["what", "number"], rows.map { [$0.0, "\($0.1)"] }))
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
    let table = Markup.table(
      chart.title, ["working days", "dates"], bars.filter { $0.count > 0 }.map { [$0.label, "\($0.count)"] })
    return section("Dates", "<p>\(words)</p>" + figure(chart, table))
  }

  private var breaches: String {
    guard !summary.breaches.isEmpty else { return "" }
    let rows = summary.breaches.sorted { $0.key < $1.key }
    let chart = BarChart(
      title: "Cases that breach each clock, before and after",
      groups: rows.map { ($0.key, [$0.value.before, $0.value.after]) }, series: ["before", "after"])
    let table = Markup.table(
      chart.title, ["clock", "before", "after"], rows.map { [$0.key, "\($0.value.before)", "\($0.value.after)"] })
    return section("Breaches", figure(chart, table))
  }

  private var messages: String {
    guard !summary.messages.isEmpty else { return "" }
    let rows = summary.messages.sorted { ($1.value.before, $0.key) < ($0.value.before, $1.key) }
    let chart = BarChart(
      title: "Messages of each template, before and after",
      groups: rows.prefix(20).map { ($0.key, [$0.value.before, $0.value.after]) }, series: ["before", "after"])
    let table = Markup.table(
      chart.title, ["template", "before", "after"], rows.map { [$0.key, "\($0.value.before)", "\($0.value.after)"] })
    return section("Messages", figure(chart, table))
  }

  private var acts: String {
    guard !summary.lostActs.isEmpty else { return "" }
    let rows = summary.lostActs.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] }
    return section(
      "What people did and could not have done",
      "<p>In \(summary.casesWithLostActs) cases somebody did something that would have been refused, or meant nothing.</p>"
        + Markup.table("Acts that would not count", ["event", "times"], rows))
  }

  private var cases: String {
    guard !report.cases.isEmpty else { return section("Cases", "<p>No case would go otherwise.</p>") }
    let count = summary.changed > report.cases.count ? "The \(report.cases.count) of \(summary.changed)" : "The"
    return section("Cases", "<p>\(count) cases that it touches most.</p>" + report.cases.map(Self.article).joined())
  }

  /// As many moved dates as are told of one case.
  private static let shownDates = 12

  private static func article(_ one: WhatIfCase) -> String {
    guard case .compared(let comparison, _) = one.outcome else { return "" }
    var items = comparison.breachesGained.map { "The promise “\($0)” would be broken." }
    items += comparison.breachesLost.map { "The promise “\($0)” would be kept." }
    items += comparison.lostActs.map { "“\($0.name)” of \(LocalTime.words($0.at)) would not count: \($0.reason)" }
    if let end = comparison.end { items.append("It ends: \(words(end.before)); then \(words(end.after))") }
    items += comparison.undated.map { "\($0.timer): no date, as \($0.reason)" }
    items += comparison.moved.prefix(shownDates).map {
      "\($0.timer): \(LocalTime.words($0.before)) to \(LocalTime.words($0.after))"
    }
    let more = comparison.moved.count - shownDates
    if more > 0 { items.append("\(more) more dates move.") }
    let list = items.map { "<li>\(Markup.text($0))</li>" }.joined()
    return "<article><h3>\(one.reference)\(one.isOpen ? " (open)" : "")</h3><ul>\(list)</ul></article>"
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

  /// A picture, and the table of its figures. On a narrow screen the picture is moved within its frame, also by keys.
  private func figure(_ chart: BarChart, _ table: String) -> String {
    let title = Markup.text(chart.title)
    return "<div class=\"figure\"><figure><div class=\"scroll\" role=\"region\" aria-label=\"\(title)\" tabindex=\"0\">"
      + "\(chart.svg)</div><figcaption>\(title)</figcaption></figure>\(table)</div>"
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
    :root{color-scheme:light dark;--ink:#0b0c0c;--paper:#fff;--note:#f3f2f1;--line:#b1b4b6;--bar:#1d70b8}
    @media (prefers-color-scheme:dark){:root{--ink:#f3f2f1;--paper:#0b0c0c;--note:#26282a;--line:#505a5f;--bar:#5694ca}}
    body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0;overflow-wrap:anywhere}
    main{max-width:62rem;margin:0 auto;padding:1.5rem}
    h1{font-size:2rem;margin:0}h2{font-size:1.3rem;border-top:2px solid;padding-top:.6rem;margin-top:2rem}
    h3{font-size:1rem;margin:1.2rem 0 .2rem}article ul{margin:0;padding-left:1.2rem}
    .lead{font-size:1.2rem;margin:.2rem 0 1rem}.note{background:var(--note);padding:.7rem 1rem}
    .figure{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:flex-start}
    figure{margin:0;flex:1 1 26rem;min-width:0;max-width:100%}.scroll{overflow-x:auto}
    svg{display:block;min-width:26rem;max-width:100%;height:auto}.bar{fill:var(--bar);stroke:var(--bar)}
    figcaption,caption{font-size:.9rem;font-weight:bold;text-align:left;padding:.3rem 0}
    table{border-collapse:collapse;font-size:.9rem}
    th,td{text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;border-bottom:1px solid var(--line)}
    th[scope=col]{overflow-wrap:normal}td.n{text-align:right;font-variant-numeric:tabular-nums}
    @media print{:root{--ink:#000;--paper:#fff;--note:#fff;--bar:#1d70b8}main{max-width:none;padding:0}article{break-inside:avoid}
    h2,h3{break-after:avoid}}
    """
}
