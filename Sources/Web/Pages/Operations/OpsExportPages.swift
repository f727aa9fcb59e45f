import Casework
import CivilTime
import Engine
import JSON

/// `/ops/export/LIST.csv` and `.xlsx`: every list of this part, to keep.
struct OpsExportPages: Sendable {
  let site: Site

  /// As far as a list is kept whole.
  private static let most = EngineLimits.listedCases

  enum List: String, CaseIterable {
    case timers, parked, outbox, dead, nodes, workflows, calendars
  }

  var routes: [Route] {
    [Route(.get, "/ops/export/{file}", .staff(.operate)) { try await export($0) }]
  }

  static func links(_ list: List) -> HTML {
    "<p class=\"govuk-body\">\(TableFile.links("/ops/export/\(list.rawValue)"))</p>"
  }

  private func export(_ request: WebRequest) async throws -> WebResponse {
    let parts = request["file"].split(separator: ".").map(String.init)
    guard parts.count == 2, let list = List(rawValue: parts[0]), let format = TableFile.Format(rawValue: parts[1])
    else {
      throw Refusal.notFound
    }
    return try await table(list).download(format)
  }

  private func table(_ list: List) async throws -> TableFile {
    switch list {
    case .timers, .parked:
      let desk = TimerDesk(store: site.store, library: site.library)
      let timers = try await desk.overdue(onlyParked: list == .parked, limit: Self.most)
      return TableFile(
        name: list.rawValue, heads: ["Case", "Workflow", "Timer", "Due", "Late by seconds", "Why"],
        rows: timers.map { timer in
          [
            timer.reference.description, timer.workflow, timer.timer ?? "", timer.due.rfc3339,
            "\(timer.lag.components.seconds)", timer.parked ?? "",
          ]
        })
    case .outbox, .dead:
      let items = try await site.store.transaction { transaction in
        list == .dead
          ? try transaction.deadLetters(limit: Self.most) : try transaction.waitingItems(limit: Self.most)
      }
      return TableFile(
        name: list == .dead ? "given-up" : "outbox",
        heads: ["Case", "Kind", "Written", "Given up", "Attempts", "What went wrong"],
        rows: items.map { item in
          [
            CaseReference(of: item.caseID).description, OpsOutboxPages.kind(item), item.writtenAt.rfc3339,
            item.givenUpAt?.rfc3339 ?? "", "\(item.attempts)", item.failure ?? "",
          ]
        })
    case .nodes:
      let nodes = try await site.operations?.nodes() ?? []
      return TableFile(
        name: "nodes", heads: ["Host", "Kind", "Process", "Version", "Started", "Silent for seconds"],
        rows: nodes.map { node in
          [
            node.host, node.kind, "\(node.process)", node.version, node.startedAt.rfc3339, "\(node.silentSeconds)",
          ]
        })
    case .workflows:
      let versions = try await site.store.transaction { try $0.workflowVersions() }
      return TableFile(
        name: "workflows", heads: ["Workflow", "Version", "Deployed", "Open cases", "New cases use it"],
        rows: versions.map { version in
          [
            version.workflow, version.digest.description, version.deployedAt.rfc3339, "\(version.openCases)",
            version.isCurrent ? "yes" : "no",
          ]
        })
    case .calendars:
      let versions = try await site.store.transaction { try $0.calendarVersions() }
      return TableFile(
        name: "calendars", heads: ["Calendar", "Version", "In force since", "Digest"],
        rows: versions.map { [$0.name, "\($0.revision)", $0.keptAt.rfc3339, $0.digest] })
    }
  }
}
