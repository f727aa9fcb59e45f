import Casework
import Engine
import JSON

/// The lists of those who look after the system, as files. Neither readers nor texts of letters are in them.
struct OpsExportPages: Sendable {
  let site: Site

  var routes: [Route] {
    ListFile.routes("/ops/timers", .staff(.operate)) { try await timers($0) }
      + ListFile.routes("/ops/outbox", .staff(.operate)) { try await outbox($0) }
  }

  private func timers(_ request: WebRequest) async throws -> ListFile {
    let found = try await TimerDesk(store: site.store, library: site.library)
      .overdue(limit: EngineLimits.listedCases)
    return ListFile(
      name: "timers", title: "Overdue timers",
      heads: ["Case", "Workflow", "Timer", "Due", "Seconds late", "Parked", "Next attempt"],
      rows: found.map { timer in
        [
          timer.reference.description, timer.workflow, timer.timer ?? "", timer.due.rfc3339,
          "\(timer.lag.components.seconds)", timer.parked ?? "", timer.nextAttempt?.rfc3339 ?? "",
        ]
      })
  }

  /// What was given up first, then what waits.
  private func outbox(_ request: WebRequest) async throws -> ListFile {
    let found = try await site.store.transaction { transaction in
      try transaction.deadLetters(limit: EngineLimits.listedCases)
        + transaction.waitingItems(limit: EngineLimits.listedCases)
    }
    return ListFile(
      name: "outbox", title: "Outbox",
      heads: ["Item", "Case", "Kind", "Written", "Attempts", "Next attempt", "Given up", "What went wrong"],
      rows: found.map { item in
        [
          item.id.description, CaseReference(of: item.caseID).description, item.kind.rawValue, item.writtenAt.rfc3339,
          "\(item.attempts)", item.availableAt?.rfc3339 ?? "", item.givenUpAt?.rfc3339 ?? "", item.failure ?? "",
        ]
      })
  }
}
