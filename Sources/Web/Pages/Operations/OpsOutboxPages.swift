import Casework
import CivilTime
import Engine
import JSON

/// What waits to go out, and what was given up: with a way to try it again.
struct OpsOutboxPages: Sendable {
  let site: Site

  private static let shown = 100

  var routes: [Route] {
    [
      Route(.get, "/ops/outbox", .staff(.operate)) { try await list($0) },
      Route(.post, "/ops/outbox", .staff(.operate)) { try await retry($0) },
    ]
  }

  private func list(
    _ request: WebRequest, problems: [(field: String, problem: String)] = []
  ) async throws -> WebResponse {
    let (waiting, given, now) = try await site.store.transaction { transaction in
      (
        try transaction.waitingItems(limit: Self.shown), try transaction.deadLetters(limit: OutboxChoice.most),
        try transaction.currentTime()
      )
    }
    let pages = max(1, (given.count + Self.shown - 1) / Self.shown)
    let number = min(max(Int(request.query["page"] ?? request.form["page"] ?? "") ?? 1, 1), pages)
    let dead = Array(given.dropFirst((number - 1) * Self.shown).prefix(Self.shown))
    var page = OpsLayout.page(site, request, "Outbox")
    page.errors = problems
    let letters: HTML =
      dead.isEmpty
      ? Block.inset("Nothing was given up.")
      : Form("/ops/outbox", for: request).html(
        "<input type=\"hidden\" name=\"page\" value=\"\(number)\">"
          + deadTable(dead, of: given.count, page: number, request, problems)
          + Pagination.html(request, page: number, of: pages, label: "Pages of what was given up")
          + OutboxChoice.html(given, request) + reason(request, problems))
    let table = Block.table(
      waiting.count == Self.shown ? "Waiting: the first \(Self.shown)" : "Waiting",
      ["Item", "Kind", "Written", "Attempts", "Next attempt", "What went wrong"],
      waiting.map { item in
        [
          OpsLayout.link(CaseReference(of: item.caseID)), "\(Self.kind(item))", "\(DayWords.moment(item.writtenAt))",
          "\(item.attempts)",
          "\(item.availableAt.map { $0 <= now ? "now" : DayWords.moment($0) } ?? "")", "\(item.failure ?? "")",
        ]
      }, empty: "Nothing waits to go out.")
    return page.response(
      """
      <h1 class="govuk-heading-l">Outbox</h1>\(OpsLayout.navigation("/ops/outbox"))\
      \(OpsResults(request).html(request))<h2 class="govuk-heading-m" id="given-up">Given up</h2>\(letters)\
      <h2 class="govuk-heading-m">On its way</h2>\(table)\(OpsExportPages.links(.outbox))
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  private func deadTable(
    _ dead: [OutboxItem], of count: Int, page: Int, _ request: WebRequest,
    _ problems: [(field: String, problem: String)]
  ) -> HTML {
    let first = (page - 1) * Self.shown + 1
    let (chosen, isAll) = (Set(request.form.all("item")), ChooseAll.isMeant(request))
    let rows = dead.enumerated().map { index, item -> [HTML] in
      let id = index == 0 ? "item" : "item-\(index)"
      return [
        """
        <div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input \
        class="govuk-checkboxes__input" id="\(id)" name="item" type="checkbox" value="\(item.id.description)"\
        \(" checked", if: isAll || chosen.contains(item.id.description))><label class="govuk-label govuk-checkboxes__label" \
        for="\(id)"><span class="app-nowrap">\(CaseReference(of: item.caseID).description)</span></label></div></div>
        """, "\(Self.kind(item))", "\(DayWords.moment(item.writtenAt))",
        "\(item.givenUpAt.map { DayWords.moment($0) } ?? "")", "\(item.attempts)", "\(item.failure ?? "")",
      ]
    }
    let error: HTML =
      problems.first { $0.field == "item" }.map {
        """
        <p id="item-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> \($0.problem)</p>
        """
      } ?? .none
    return error + ChooseAll.link(dead.count, request, at: page == 1 ? "/ops/outbox" : "/ops/outbox?page=\(page)")
      + Block.table(
        count > dead.count
          ? "Which to try again: \(first) to \(first + dead.count - 1) of \(count)" : "Which to try again",
        ["Case", "Kind", "Written", "Given up", "Attempts", "What went wrong"], rows)
  }

  private func reason(_ request: WebRequest, _ problems: [(field: String, problem: String)]) -> HTML {
    Control.text(
      Question(
        "reason", "What has changed since", hint: "The history of each case keeps it.",
        error: problems.first { $0.field == "reason" }?.problem, value: request.form["reason"] ?? ""))
      + Control.button("Try again")
  }

  /// What it is, without whom it is for: letters are for the eyes of those who work on the case.
  static func kind(_ item: OutboxItem) -> String {
    // An item that can't be read is listed by its kind alone.
    let payload = try? JSONValue(parsing: item.payload)
    switch item.kind {
    case .message:
      return payload?["template"]?.stringValue.map { "Letter: \(ChoiceWords.within(ChoiceWords.words($0)))" }
        ?? "Letter"
    case .webhook: return "Call \(payload?["webhook"]?.stringValue ?? "")"
    case .start: return "New case of \(payload?["workflow"]?.stringValue ?? "a workflow")"
    case .report: return "Report to the case that started it"
    case .publish: return "Result"
    }
  }

  private func retry(_ request: WebRequest) async throws -> WebResponse {
    guard case .staff(let user) = request.principal else { throw Refusal.signInFirst }
    var problems: [(field: String, problem: String)] = []
    let choice = OutboxChoice(request)
    let ids = try await choice.ids(site.store)
    if ids.isEmpty { problems.append(("item", "Choose at least one of those given up")) }
    guard let reason = request.form.text("reason"), reason.count <= CaseLimits.reason else {
      problems.append(("reason", "Enter what has changed, in \(CaseLimits.reason) characters or fewer"))
      return try await list(request, problems: problems)
    }
    guard problems.isEmpty else { return try await list(request, problems: problems) }
    let actor = Actor(role: OpsActor.role(of: user), name: user.name)
    var results = OpsResults()
    for start in stride(from: 0, to: ids.count, by: EngineLimits.requestBatch) {
      let batch = Array(ids[start...].prefix(EngineLimits.requestBatch))
      let outcomes = try await OutboxService.retry(batch, reason: reason, by: actor, in: site.store)
      results.rows += zip(batch, outcomes).map { id, outcome in
        (CaseReference(of: id.caseID).description, Self.words(outcome), outcome == .queued)
      }
    }
    try await results.keep(request, in: site)
    return .redirect("/ops/outbox?done=1")
  }

  private static func words(_ outcome: RetryOutcome) -> String {
    switch outcome {
    case .queued: "It waits again, with all its attempts before it"
    case .waiting: "It waits already"
    case .sent: "It was sent long ago"
    case .unknown: "There is no such item any more"
    }
  }
}
