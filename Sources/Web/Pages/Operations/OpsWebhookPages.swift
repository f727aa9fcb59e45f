import Casework
import Engine

/// Those who are called where something happens to cases: made, tried, given another secret, ended.
struct OpsWebhookPages: Sendable {
  let site: Site

  private static let shown = 50

  var routes: [Route] {
    [
      Route(.get, "/ops/webhooks", .staff(.operate)) { try await list($0) },
      Route(.get, "/ops/webhooks/new", .proven(.operate)) { try await form(for: $0) },
      Route(.post, "/ops/webhooks/new", .proven(.operate)) { try await make($0) },
      Route(.get, "/ops/webhooks/{id}", .staff(.operate)) { try await page($0) },
      Route(.post, "/ops/webhooks/{id}/ping", .staff(.operate)) { try await ping($0) },
      Route(.post, "/ops/webhooks/{id}/retry", .staff(.operate)) { try await retry($0) },
      Route(.post, "/ops/webhooks/{id}/secret", .proven(.operate)) { try await rotate($0) },
      Route(.post, "/ops/webhooks/{id}/end", .proven(.operate)) { try await end($0) },
    ]
  }

  private var desk: SubscriptionDesk { SubscriptionDesk(store: site.store, rules: site.subscriptions) }

  // MARK: The list

  private func list(_ request: WebRequest) async throws -> WebResponse {
    let all = try await site.store.transaction { try $0.subscriptions() }
    let rows = all.map { one -> [HTML] in
      [
        Control.link("/ops/webhooks/\(one.id)", one.name), "<span class=\"app-code\">\(one.url)</span>",
        "\(Self.words(one.kinds))", Self.state(one),
      ]
    }
    return OpsLayout.page(site, request, "Webhooks").response(
      """
      <h1 class="govuk-heading-l">Webhooks</h1>\(OpsLayout.navigation("/ops/webhooks"))<p class="govuk-body">Programs \
      elsewhere are called where something happens to cases: which case and what kind of thing, and never who raised \
      it.</p><p class="govuk-body"><a class="govuk-button" role="button" draggable="false" data-module="govuk-button" \
      href="/ops/webhooks/new">Add a webhook</a></p>\
      \(Block.table("Webhooks", ["Name", "Address", "Hears of", "State"], rows, empty: "There are none."))\
      \(all.isEmpty ? .none : OpsExportPages.links(.webhooks))
      """)
  }

  private static func words(_ kinds: [Announcement.Kind]) -> String {
    kinds.isEmpty ? "Everything" : kinds.map(title).joined(separator: ", ")
  }

  private static func title(_ kind: Announcement.Kind) -> String {
    switch kind {
    case .opened: "Opened"
    case .advanced: "Moved on"
    case .closed: "Closed"
    case .reopened: "Reopened"
    case .paused: "Paused"
    case .resumed: "Resumed"
    case .assigned: "Given to somebody"
    case .extended: "Deadline extended"
    case .merged: "Merged"
    case .parked: "Waits for a person"
    case .ping: "A trial"
    }
  }

  private static func state(_ one: Subscription) -> HTML {
    if one.endedAt != nil { return Block.tag(one.failingSince == nil ? "Ended" : "Ended, as it failed", "grey") }
    return one.failingSince == nil ? Block.tag("In use", "green") : Block.tag("Does not answer", "red")
  }

  // MARK: Making one

  /// What is wrong with a webhook, by what the page calls its parts.
  private static func sentence(_ field: String, _ problem: String) -> String {
    switch field {
    case "name": "What you call it \(problem)"
    case "url": "The address \(problem)"
    default: "\(ChoiceWords.words(field)) \(problem)"
    }
  }

  private func form(
    for request: WebRequest, problems: [(field: String, problem: String)] = []
  ) async throws -> WebResponse {
    let now = try await site.now()
    var page = OpsLayout.page(site, request, "Add a webhook", back: "/ops/webhooks")
    (page.isWide, page.errors) = (false, problems)
    func question(_ name: String, _ label: String, hint: String? = nil) -> Question {
      Question(
        name, label, hint: hint, error: problems.first { $0.field == name }?.problem, value: request.form[name] ?? "")
    }
    let identity = request.form["event"] ?? FreshID.make(at: now).description
    let fields =
      "<input type=\"hidden\" name=\"event\" value=\"\(identity)\">"
      + Control.text(question("name", "What you call it"), width: 20)
      + Control.text(question("url", "Address", hint: "It begins with https://"), width: 30)
      + Control.checkboxes(
        question("kinds", "What it hears of", hint: "Everything, where you choose nothing."),
        Announcement.Kind.ofCases.map { Control.Choice($0.rawValue, Self.title($0)) },
        checked: Set(request.form.all("kinds")))
      + Control.button("Add")
    return page.response(
      """
      <h1 class="govuk-heading-l">Add a webhook</h1>\(Form("/ops/webhooks/new", for: request).html(fields))
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  private func make(_ request: WebRequest) async throws -> WebResponse {
    let user = try request.staff
    guard let identity = UniqueID(request.form["event"] ?? "") else { throw Refusal.foreignForm }
    do {
      let made = try await desk.make(
        request.form.text("name") ?? "", url: request.form.text("url") ?? "",
        kinds: request.form.all("kinds").compactMap(Announcement.Kind.init), by: user.name, as: identity)
      guard made.isNew else { return .redirect("/ops/webhooks/\(identity)") }
      return secretPage(made.subscription, request)
    } catch let refusal as SubscriptionDesk.Refusal {
      return try await form(for: request, problems: [(refusal.field, Self.sentence(refusal.field, refusal.problem))])
    }
  }

  /// The secret is shown this once.
  private func secretPage(_ one: Subscription, _ request: WebRequest) -> WebResponse {
    var page = OpsLayout.page(site, request, "The secret of \(one.name)", back: "/ops/webhooks/\(one.id)")
    page.isWide = false
    return page.response(
      """
      <h1 class="govuk-heading-l">The secret of \(one.name)</h1><p class="govuk-body">Copy it to where only the receiver \
      reads it: calls are signed with it. It is not shown again.</p>\
      \(Block.inset("<code class=\"app-secret\">\(one.secret)</code>"))
      """)
  }

  // MARK: One webhook

  private func find(_ request: WebRequest) async throws -> Subscription {
    guard let id = UniqueID(request["id"]), let found = try await site.store.transaction({ try $0.subscription(id) })
    else { throw Refusal.notFound }
    return found
  }

  private func page(_ request: WebRequest, warning: String? = nil) async throws -> WebResponse {
    let one = try await find(request)
    let deliveries = try await site.store.transaction { try $0.announcements(of: one.id, limit: Self.shown) }
    var page = OpsLayout.page(site, request, one.name, back: "/ops/webhooks")
    if let done = Self.notices[request.query["done"] ?? ""] {
      page.notice = Block.notice("Done", "<p class=\"govuk-notification-banner__heading\">\(done)</p>")
    }
    var rows = [
      Block.SummaryRow("Address", "<span class=\"app-code\">\(one.url)</span>"),
      Block.SummaryRow("Hears of", "\(Self.words(one.kinds))"), Block.SummaryRow("State", Self.state(one)),
      Block.SummaryRow("Made", "\(DayWords.moment(one.madeAt)) by \(one.owner)"),
    ]
    if let since = one.failingSince { rows.append(Block.SummaryRow("Fails since", "\(DayWords.moment(since))")) }
    if let reason = one.endedBecause, let at = one.endedAt {
      rows.append(Block.SummaryRow("Ended", "\(DayWords.moment(at)): \(reason)"))
    }
    if let until = one.formerEndsAt {
      rows.append(Block.SummaryRow("Secret before", "signs as well until \(DayWords.moment(until))"))
    }
    let table = Block.table(
      "What it was told lately", ["Case", "What", "When", "Attempts", "State", "What went wrong"],
      deliveries.map { one in
        [
          one.standing == nil ? "None" : "\(CaseReference(of: one.id.caseID).description)", "\(Self.title(one.kind))",
          "\(DayWords.moment(one.at))", "\(one.attempts)", Self.state(one), "\(one.failure ?? "")",
        ]
      }, empty: "It was told nothing yet.")
    return page.response(
      """
      <h1 class="govuk-heading-l">\(one.name)</h1>\(warning.map { Block.warning($0) })\(Block.summary(rows))\
      \(acts(on: one, request))\(table)
      """, warning == nil ? .ok : .conflict)
  }

  private static func state(_ delivery: Announcement) -> HTML {
    if delivery.sentAt != nil { return Block.tag("Arrived", "green") }
    return delivery.givenUpAt == nil ? Block.tag("Waits", "yellow") : Block.tag("Given up", "red")
  }

  private static let notices = [
    "ping": "A trial is on its way: the list below says what comes of it.", "retry": "What was given up waits again.",
    "end": "Nobody is called there any more.",
  ]

  private func acts(on one: Subscription, _ request: WebRequest) -> HTML {
    func button(_ act: String, _ words: String, isWarning: Bool = false) -> HTML {
      Form("/ops/webhooks/\(one.id)/\(act)", for: request).html(
        "<input type=\"hidden\" name=\"event\" value=\"\(Secrets.fresh())\">"
          + Control.button(words, isSecondary: !isWarning, isWarning: isWarning))
    }
    let retry = button("retry", one.isInUse ? "Try what was given up again" : "Take it into use again")
    guard one.isInUse else { return one.failingSince == nil ? .none : retry }
    return """
      <div class="govuk-button-group">\(button("ping", "Try whether it answers"))\(retry)\
      \(button("secret", "Make another secret"))\(button("end", "End it", isWarning: true))</div>
      """
  }

  private func ping(_ request: WebRequest) async throws -> WebResponse {
    let one = try await find(request)
    // The same form sent twice is one trial.
    let now = FreshID.derived(from: one.id, request.form["event"] ?? "")
    _ = try await desk.ping(one.id, as: now)
    return .redirect("/ops/webhooks/\(one.id)?done=ping")
  }

  private func retry(_ request: WebRequest) async throws -> WebResponse {
    let one = try await find(request)
    _ = try await desk.retry(one.id)
    return .redirect("/ops/webhooks/\(one.id)?done=retry")
  }

  private func rotate(_ request: WebRequest) async throws -> WebResponse {
    do {
      guard let changed = try await desk.rotate(try await find(request).id) else { throw Refusal.notFound }
      return secretPage(changed, request)
    } catch let refusal as SubscriptionDesk.Refusal {
      return try await page(request, warning: "The \(refusal.description)")
    }
  }

  private func end(_ request: WebRequest) async throws -> WebResponse {
    let (user, one) = (try request.staff, try await find(request))
    _ = try await desk.end(one.id, by: user.name)
    return .redirect("/ops/webhooks/\(one.id)?done=end")
  }
}
