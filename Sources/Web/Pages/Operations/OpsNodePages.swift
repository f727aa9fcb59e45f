import CivilTime
import Diagrams
import Engine

/// Which processes work on the database, how much was done, and how late timers were.
struct OpsNodePages: Sendable {
  let site: Site

  private static let hours = 24

  var routes: [Route] {
    [Route(.get, "/ops/nodes", .staff(.operate)) { try await page($0) }]
  }

  private func page(_ request: WebRequest) async throws -> WebResponse {
    let page = OpsLayout.page(site, request, "Nodes")
    guard let operations = site.operations else {
      return page.response(
        """
        <h1 class="govuk-heading-l">Nodes</h1>\(OpsLayout.navigation("/ops/nodes"))\
        \(Block.inset("This site is not told of the database's processes."))
        """)
    }
    let (nodes, worked, now) = (
      try await operations.nodes(), try await operations.hours(Self.hours), try await site.now()
    )
    let table = Block.table(
      "Processes", ["Host", "Does", "Process", "Version", "Started", "Last seen", "State"],
      nodes.map { node in
        [
          "\(node.host)", "\(Self.words(node.kind))", "\(node.process)", "\(node.version)",
          "\(DayWords.moment(node.startedAt))", "\(OpsWords.length(Double(node.silentSeconds))) ago",
          node.isStale ? Block.tag("Silent", "red") : Block.tag("At work", "green"),
        ]
      }, empty: "No process works on this database.")
    let hours = OpsHours(worked, now: now, count: Self.hours)
    return page.response(
      """
      <h1 class="govuk-heading-l">Nodes</h1>\(OpsLayout.navigation("/ops/nodes"))\(table)\(hours.work)\(hours.lag)
      """)
  }

  private static func words(_ kind: String) -> String {
    switch kind {
    case "up": "Everything"
    case "work": "Timers and letters"
    case "serve": "Pages"
    default: kind
    }
  }
}

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
      <h2 class="govuk-heading-m">\(title)</h2><p class="govuk-body">\(note)</p><div class="app-picture">\
      \(HTML.made(chart.svg))</div>\(Block.details("The same as a table", table))
      """
  }
}
