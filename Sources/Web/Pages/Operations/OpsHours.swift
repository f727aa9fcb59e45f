import CivilTime
import Diagrams
import Engine

/// The last hours as pictures, each with a table that says the same.
struct OpsHours: Sendable {
  private let hours: [OperationsWatch.Hour]

  /// - Parameter worked: hours in which nothing was done may be missing.
  init(_ worked: [OperationsWatch.Hour], now: Instant, count: Int) {
    let known = Dictionary(worked.map { ($0.begins.seconds / 3_600, $0) }, uniquingKeysWith: { $1 })
    let last = now.seconds / 3_600
    hours = (0..<Int64(count)).map { place in
      let hour = last - Int64(count) + 1 + place
      return known[hour]
        ?? OperationsWatch.Hour(
          begins: Instant(seconds: hour * 3_600), events: 0, timers: 0, longestLagSeconds: 0)
    }
  }

  var work: HTML {
    section(
      "Steps of cases an hour", ["Asked for", "By timers"], hours.map { [$0.events, $0.timers] },
      note: "What people and programs asked for, and what timers did.")
  }

  var lag: HTML {
    section(
      "How late timers fired, in seconds", ["Latest"], hours.map { [Int($0.longestLagSeconds.rounded(.up))] },
      note: "The latest of each hour. After a standstill the first hours show how long it was.")
  }

  private func section(_ title: String, _ series: [String], _ counts: [[Int]], note: String) -> HTML {
    guard counts.contains(where: { $0.contains { $0 > 0 } }) else {
      return """
        <h2 class="govuk-heading-m">\(title)</h2>\
        \(Block.inset("Nothing in the last \(OpsWords.count(hours.count, "hour")): there is nothing to draw."))
        """
    }
    let labels = hours.map { DayWords.time($0.begins) }
    // Every third hour has its name below; the others are told by the table.
    let groups = zip(labels, counts).enumerated().map { index, hour in
      (label: index % 3 == hours.count % 3 ? hour.0 : "", counts: hour.1)
    }
    let chart = BarChart(title: title, groups: groups, series: series, isUpright: true)
    let table = Block.table(
      title, ["Hour from"] + series,
      zip(hours, counts).map { hour, numbers in ["\(DayWords.moment(hour.begins))"] + numbers.map { "\($0)" } },
      isCaptionHidden: true)
    return """
      <h2 class="govuk-heading-m">\(title)</h2><p class="govuk-body">\(note)</p><div class="app-chart" \
      role="region" aria-label="Chart: \(title)" tabindex="0">\
      \(HTML.made(chart.svg))</div>\(Block.details("The same as a table", table))
      """
  }
}
