import Casework
import Engine

/// `/cases/handover`: all of one's open cases go to somebody else, for good.
struct HandoverPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/cases/handover", .staff(.workCases)) { try await page(for: $0) },
      Route(.post, "/cases/handover", .staff(.workCases)) { try await cover($0) },
    ]
  }

  private func page(
    for request: WebRequest, errors: [(field: String, problem: String)] = [],
    refused: [(reference: String, reason: String)] = [], given: Int? = nil
  ) async throws -> WebResponse {
    let user = try request.staff
    let (mine, people, now) = try await site.store.transaction { transaction in
      (
        try transaction.countCases(matching: CaseFilter(assignee: user.name), limit: EngineLimits.listedCases),
        try transaction.users().filter { $0.name != user.name && Permission.workCases.isGiven(to: $0) },
        try transaction.currentTime()
      )
    }
    var page = Page(site, request, "Hand over all your cases", area: .staff)
    page.current = "/cases"
    page.back = "/cases/cover"
    page.errors = errors
    if let given {
      page.notice = Block.notice(
        refused.isEmpty ? "Done" : "Not all of them",
        "<p class=\"govuk-notification-banner__heading\">\(given) of your cases \(given == 1 ? "has" : "have") somebody else to look after \(given == 1 ? "it" : "them").</p>",
        isSuccess: refused.isEmpty)
    }
    func question(_ name: String, _ label: String) -> Question {
      Question(name, label, error: errors.first { $0.field == name }?.problem, value: request.form[name] ?? "")
    }
    let fields =
      "<input type=\"hidden\" name=\"event\" value=\"\(RequestIdentity.fresh(at: now).description)\">"
      + Control.select(question("to", "Who looks after them"), Colleague.choices(people))
      + Control.area(question("reason", "Why, such as “Moves to another team”"), rows: 2)
      + Control.button("Hand over \(mine == 1 ? "1 case" : "\(mine) cases")")
    let form: HTML =
      mine == 0
      ? "<p class=\"govuk-body\">You look after no open case.</p>" : Form("/cases/handover", for: request).html(fields)
    let rows = refused.map { [Control.link("/cases/\($0.reference)", $0.reference), "\($0.reason)"] as [HTML] }
    let table: HTML = refused.isEmpty ? .none : Block.table("Cases that stayed with you", ["Case", "Why"], rows)
    return page.response(
      """
      <h1 class="govuk-heading-l">Hand over all your cases</h1><p class="govuk-body">They are somebody \
      else’s from then on. Each history says so, with the reason. For a while, \
      \(Control.link("/cases/cover", "note an absence")) instead.</p>\(table)\(form)
      """, errors.isEmpty ? .ok : .unprocessable)
  }

  private func cover(_ request: WebRequest) async throws -> WebResponse {
    let user = try request.staff
    let event = try RequestIdentity.event(in: request)
    guard let to = request.form.text("to") else {
      return try await page(for: request, errors: [("to", "Choose who looks after them")])
    }
    guard let reason = request.form.text("reason") else {
      return try await page(for: request, errors: [("reason", "Enter the reason")])
    }
    guard reason.unicodeScalars.count <= CaseLimits.reason else {
      return try await page(for: request, errors: [("reason", CaseworkWords.longReason)])
    }
    let library = site.library
    let (colleague, cases) = try await site.store.transaction { transaction in
      let colleague = try Colleague.named(to, in: transaction)
      let records = try transaction.cases(
        matching: CaseFilter(assignee: user.name, limit: EngineLimits.listedCases))
      return (colleague, try records.map { ($0, try library.workflow($0.version, transaction)) })
    }
    guard colleague.name != user.name else {
      return try await page(for: request, errors: [("to", "Choose somebody else")])
    }
    var refused: [(reference: String, reason: String)] = []
    for start in stride(from: 0, to: cases.count, by: EngineLimits.requestBatch) {
      let batch = cases[start..<min(cases.count, start + EngineLimits.requestBatch)]
      let action = CaseRequest.Action.act(
        .assign(CaseAssignment(to: colleague.name, where: .of(user.name), reason: reason)))
      let answers = try await site.cases.handle(
        batch.map { record, workflow in
          CaseRequest(
            caseID: record.id, eventID: RequestIdentity.event(event, for: record.id), action: action,
            actor: user.actor(for: action, workflow))
        })
      for ((record, _), answer) in zip(batch, answers) {
        if case .failure(let failure) = answer {
          refused.append((record.reference.description, CaseworkWords.refusal(failure)))
        }
      }
    }
    return try await page(for: request, refused: refused, given: cases.count - refused.count)
  }
}
