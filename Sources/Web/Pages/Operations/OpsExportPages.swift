import Casework
import CivilTime
import Engine
import JSON

/// The lists of those who look after the system, as files beside their pages: `/ops/timers.csv`. Neither readers nor texts
/// of letters are in them.
struct OpsExportPages: Sendable {
  let site: Site

  /// By the last part of their addresses.
  enum List: String, CaseIterable {
    case timers, parked, outbox, webhooks, nodes, workflows, calendars
  }

  var routes: [Route] {
    List.allCases.flatMap { list in
      ListFile.routes("/ops/\(list.rawValue)", .staff(.operate)) { _ in try await file(list) }
    }
  }

  static func links(_ list: List) -> HTML { ListFile.links("/ops/\(list.rawValue)") }

  private func file(_ list: List) async throws -> ListFile {
    switch list {
    case .timers: try await timers("Overdue timers", onlyParked: false)
    case .parked: try await timers("Parked", onlyParked: true)
    case .outbox: try await outbox()
    case .webhooks: try await webhooks()
    case .nodes: try await nodes()
    case .workflows: try await workflows()
    case .calendars: try await calendars()
    }
  }

  private func timers(_ title: String, onlyParked: Bool) async throws -> ListFile {
    let found = try await TimerDesk(store: site.store, library: site.library)
      .overdue(onlyParked: onlyParked, limit: EngineLimits.listedCases)
    let known = Set(found.map(\.reference))
    // Parked, and none of its timers is due.
    let others =
      !onlyParked
      ? []
      : try await site.store.transaction {
        try $0.cases(matching: CaseFilter(isParked: true, limit: EngineLimits.listedCases))
      }.filter { !known.contains($0.reference) }
    return ListFile(
      name: onlyParked ? "parked" : "timers", title: title,
      heads: ["Case", "Workflow", "Timer", "Due", "Seconds late", "Parked", "Next attempt"],
      rows: found.map { timer in
        [
          timer.reference.description, timer.workflow, timer.timer ?? "", timer.due.rfc3339,
          "\(timer.lag.components.seconds)", timer.parked ?? "", timer.nextAttempt?.rfc3339 ?? "",
        ]
      }
        + others.map { record in
          [
            record.reference.description, record.workflow, "", "", "", record.parked ?? "",
            record.nextDue?.rfc3339 ?? "",
          ]
        })
  }

  /// What was given up first, then what waits.
  private func outbox() async throws -> ListFile {
    let found = try await site.store.transaction { transaction in
      try transaction.deadLetters(limit: EngineLimits.listedCases)
        + transaction.waitingItems(limit: EngineLimits.listedCases)
    }
    return ListFile(
      name: "outbox", title: "Outbox",
      heads: ["Item", "Case", "Kind", "Written", "Attempts", "Next attempt", "Given up", "What went wrong"],
      rows: found.map { item in
        [
          item.id.description, CaseReference(of: item.caseID).description, OpsOutboxPages.kind(item),
          item.writtenAt.rfc3339, "\(item.attempts)", item.availableAt?.rfc3339 ?? "", item.givenUpAt?.rfc3339 ?? "",
          item.failure ?? "",
        ]
      })
  }

  /// Without their secrets.
  private func webhooks() async throws -> ListFile {
    let found = try await site.store.transaction { try $0.subscriptions() }
    return ListFile(
      name: "webhooks", title: "Webhooks",
      heads: ["Name", "Address", "Hears of", "Made", "By", "Failing since", "Ended"],
      rows: found.map { one in
        [
          one.name, one.url, one.kinds.map(\.rawValue).joined(separator: ", "), one.madeAt.rfc3339, one.owner,
          one.failingSince?.rfc3339 ?? "", one.endedAt?.rfc3339 ?? "",
        ]
      })
  }

  private func nodes() async throws -> ListFile {
    let found = try await site.operations?.nodes() ?? []
    return ListFile(
      name: "nodes", title: "Nodes", heads: ["Host", "Kind", "Process", "Version", "Started", "Silent for seconds"],
      rows: found.map { node in
        [node.host, node.kind, "\(node.process)", node.version, node.startedAt.rfc3339, "\(node.silentSeconds)"]
      })
  }

  private func workflows() async throws -> ListFile {
    let found = try await site.store.transaction { try $0.workflowVersions() }
    return ListFile(
      name: "workflows", title: "Workflows",
      heads: ["Workflow", "Version", "Deployed", "Open cases", "New cases use it"],
      rows: found.map { version in
        [
          version.workflow, version.digest.description, version.deployedAt.rfc3339, "\(version.openCases)",
          version.isCurrent ? "yes" : "no",
        ]
      })
  }

  private func calendars() async throws -> ListFile {
    let found = try await site.store.transaction { try $0.calendarVersions() }
    return ListFile(
      name: "calendars", title: "Calendars", heads: ["Calendar", "Version", "In force since", "Digest"],
      rows: found.map { [$0.name, "\($0.revision)", $0.keptAt.rfc3339, $0.digest] })
  }
}
