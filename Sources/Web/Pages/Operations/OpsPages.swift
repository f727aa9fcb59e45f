import Engine

/// Whether everything runs: numbers that each lead on.
struct OpsPages: Sendable {
  let site: Site

  var routes: [Route] {
    [Route(.get, "/ops", .staff(.operate)) { try await overview($0) }]
      + OpsTimerPages(site: site).routes + OpsOutboxPages(site: site).routes + OpsNodePages(site: site).routes
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

/// How much waits, from the database's own count or, without one, from the lists.
struct OpsDepths: Sendable {
  let dueTimers: Int
  let oldestDueSeconds: Double
  let parked: Int
  let outbox: Int
  let deadLetters: Int
  let limit: Int

  static func read(_ site: Site) async throws -> OpsDepths {
    if let seen = try await site.operations?.depths() {
      return OpsDepths(
        dueTimers: seen.dueTimers, oldestDueSeconds: seen.oldestDueSeconds, parked: seen.parked, outbox: seen.outbox,
        deadLetters: seen.deadLetters, limit: seen.limit)
    }
    let limit = EngineLimits.listedCases
    let desk = TimerDesk(store: site.store, library: site.library)
    let overdue = try await desk.overdue(limit: limit).filter { $0.parked == nil }
    return try await site.store.transaction { transaction in
      OpsDepths(
        dueTimers: overdue.count,
        oldestDueSeconds: overdue.map { Double($0.lag.components.seconds) }.max() ?? 0,
        parked: try transaction.cases(matching: CaseFilter(isParked: true, limit: limit)).count,
        outbox: try transaction.waitingItems(limit: limit).count,
        deadLetters: try transaction.deadLetters(limit: limit).count, limit: limit)
    }
  }

  func words(_ count: Int) -> String { count >= limit ? "\(limit)+" : "\(count)" }
}

/// What all pages of this part have around them.
enum OpsLayout {
  private static let parts = [
    ("/ops", "Overview"), ("/ops/workflows", "Workflows"), ("/ops/timers", "Timers"), ("/ops/parked", "Parked"),
    ("/ops/outbox", "Outbox"), ("/ops/nodes", "Nodes"), ("/ops/calendars", "Calendars"),
  ]

  static func page(_ site: Site, _ request: WebRequest, _ title: String, back: String? = nil) -> Page {
    var page = Page(site, request, title, area: .staff, isWide: true)
    page.current = "/ops"
    page.back = back
    return page
  }

  static func navigation(_ current: String) -> HTML {
    Block.subNavigation("Operations", parts.map { ($0.0, $0.1, $0.0 == current) })
  }
}

/// Words for numbers.
enum OpsWords {
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? "\(one)s")"
  }

  /// The largest unit that fits, rounded down.
  static func length(_ seconds: Double) -> String {
    let whole = Int(max(0, seconds))
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")]
    guard let unit = units.first(where: { whole >= $0.0 }) else { return count(whole, "second") }
    return count(whole / unit.0, unit.1)
  }
}
