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
      <h1 class="govuk-heading-l">Nodes</h1>\(OpsLayout.navigation("/ops/nodes"))\(table)\
      \(OpsExportPages.links(.nodes))\(hours.work)\(hours.lag)
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
