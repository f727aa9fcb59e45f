import Engine

/// Whether everything runs: numbers that each lead on.
struct OpsPages: Sendable {
  let site: Site

  var routes: [Route] {
    [Route(.get, "/ops", .staff(.operate)) { try await overview($0) }]
      + OpsTimerPages(site: site).routes + OpsOutboxPages(site: site).routes + OpsNodePages(site: site).routes
      + OpsWebhookPages(site: site).routes + OpsExportPages(site: site).routes
      + OpsCalendarPages(site: site).routes + OpsWorkflowPages(site: site).routes
  }

  private func overview(_ request: WebRequest) async throws -> WebResponse {
    let depths = try await OpsDepths.read(site)
    let nodes = try await site.operations?.nodes()
    let workflows = try await site.store.transaction { try $0.deployedWorkflows().count }
    let live = nodes.map { $0.count { !$0.isStale } }
    let stale = nodes.map { $0.count(where: \.isStale) } ?? 0
    let cards = [
      Block.card(depths.words(depths.dueTimers), "timers due", address: "/ops/timers"),
      Block.card(depths.words(depths.parked), "parked cases", address: "/ops/parked"),
      Block.card(depths.words(depths.outbox), "waiting to go out", address: "/ops/outbox"),
      Block.card(depths.words(depths.deadLetters), "given up", address: "/ops/outbox?show=dead"),
      Block.card(live.map(String.init) ?? "–", "processes at work", address: "/ops/nodes"),
      Block.card("\(workflows)", "workflows", address: "/ops/workflows"),
    ]
    var troubles: [HTML] = []
    if depths.oldestDueSeconds > 120 {
      troubles.append(
        "The longest overdue timer was due \(OpsWords.length(depths.oldestDueSeconds)) ago. Is a worker running?")
    }
    if depths.parked > 0 {
      troubles.append("\(OpsWords.count(depths.parked, "case")) \(depths.parked == 1 ? "waits" : "wait") for a person.")
    }
    if depths.deadLetters > 0 { troubles.append("Something could not be delivered, and is not tried any more.") }
    let webhooks = try await site.store.transaction { try $0.subscriptions() }.count { $0.failingSince != nil }
    if webhooks > 0 {
      troubles.append(
        "\(OpsWords.count(webhooks, "webhook")) \(webhooks == 1 ? "does" : "do") not answer, or \(webhooks == 1 ? "was" : "were") ended as \(webhooks == 1 ? "it" : "they") did not."
      )
    }
    if stale > 0 { troubles.append("\(OpsWords.count(stale, "process", "processes")) went silent without leaving.") }
    if live == 0 { troubles.append("No process works on the database but this one.") }
    let items = troubles.map { "<li>\($0)</li>" as HTML }
    let state: HTML =
      troubles.isEmpty
      ? Block.inset("Nothing is overdue, nothing is stuck.")
      : Block.notice(
        "Look at this", "<ul class=\"govuk-list govuk-list--bullet\">\(items)</ul>", isSuccess: false)
    return OpsLayout.page(site, request, "Operations").response(
      """
      <h1 class="govuk-heading-l">Operations</h1>\(OpsLayout.navigation("/ops"))\(state)\(Block.cards(cards))
      """)
  }
}
