import Casework
import Engine
import JSON

/// The last look at a concern before it is sent, the sending, and what is said then.
struct RaiseSending: Sendable {
  let site: Site
  private var desk: RaiseDesk { RaiseDesk(site: site) }

  /// For how long a key to follow a case works, in seconds: two years, longer than any case.
  private static let keySeconds: Int64 = 2 * 366 * 86_400

  var routes: [Route] {
    [
      Route(.get, "/raise/check", .visitor) { try await check(for: $0) },
      Route(.post, "/raise/check", .visitor) { try await send($0) },
      Route(.get, "/raise/done", .visitor) { try await done(for: $0) },
    ]
  }

  // MARK: Check

  private func check(
    for request: WebRequest, problems: [FieldProblem] = [], error: String? = nil
  ) async throws -> WebResponse {
    guard let sheet = try await desk.sheet(of: request) else { return .redirect("/raise") }
    if sheet.draft.isSent { return .redirect("/raise/done") }
    if let open = sheet.open { return .redirect("/raise/question/\(open.slug)") }
    let files = try await desk.files(of: request)
    var page = Page(site, request, "Check your answers")
    (page.back, page.current) = ("/raise/documents", "/")
    page.errors = problems.map { ("declaration", $0.problem) } + (error.map { [("declaration", $0)] } ?? [])
    let topic = RaiseTopic.all.first { $0.workflow == sheet.workflow.name }?.label ?? sheet.workflow.title
    var rows = [Block.SummaryRow("What your concern is about", "\(topic)", change: ("/raise/topic", "Change"))]
    for step in sheet.steps {
      for field in step.fields {
        let question = RaiseWords.question(field, isHeading: false)
        let words = question.words(of: sheet.draft.answers[field.name])
        rows.append(
          Block.SummaryRow(question.label, "\(lines: words)", change: ("/raise/question/\(step.slug)", "Change")))
      }
    }
    let names = files.map { "<li>\($0.name)</li>" as HTML }
    rows.append(
      Block.SummaryRow(
        "Documents", files.isEmpty ? "None" : "<ul class=\"govuk-list\">\(names)</ul>",
        change: ("/raise/documents", "Change")))
    let question = Question("declaration", "Declaration", error: error)
    let form = Form("/raise/check", for: request).html(
      Control.checkboxes(
        question, [Control.Choice("yes", "What I have told you is true as far as I know")], checked: [])
        + Control.button("Send your concern"))
    return page.response(
      """
      <h1 class="govuk-heading-l">Check your answers</h1>\(Block.summary(rows))\
      <h2 class="govuk-heading-m">Now send it</h2><p class="govuk-body">Nobody learns who you are without your consent.</p>\
      \(form)<p class="govuk-body"><a class="govuk-link" href="/raise/save">Save and come back later</a></p>
      """, problems.isEmpty && error == nil ? .ok : .unprocessable)
  }

  // MARK: Send

  private func send(_ request: WebRequest) async throws -> WebResponse {
    guard let sheet = try await desk.sheet(of: request), let session = request.session else {
      return .redirect("/raise")
    }
    if sheet.draft.isSent { return .redirect("/raise/done") }
    guard sheet.open == nil else { return .redirect("/raise/check") }
    guard request.form["declaration"] != nil else {
      return try await check(for: request, error: "Say that what you have told us is true as far as you know")
    }
    try await Tries(site: site).count("raise", of: request.client, most: 20, window: 3_600)
    var draft = sheet.draft
    let asked = Set(sheet.steps.flatMap(\.names))
    var data = JSONObject()
    for name in sheet.steps.flatMap(\.names) where asked.contains(name) { data[name] = draft.answers[name] }
    let actor = Actor(role: "supplier")
    do {
      _ = try await site.requests.handle(
        CaseRequest(
          caseID: draft.caseID, eventID: draft.event, action: .open(workflow: sheet.workflow.name, data: data),
          actor: actor))
    } catch CaseFailure.rejected(.data(let problems)) {
      let found = problems.map { problem -> FieldProblem in
        let field = sheet.workflow.fields.first { $0.name == problem.field }
        let text = field.map { RaiseWords.question($0, isHeading: false).sentence(for: problem) }
        return FieldProblem(field: problem.field, problem: text ?? problem.description)
      }
      return try await check(for: request, problems: found)
    }
    try await attach(draft, session.key, actor)
    let key = FollowKey.make(for: draft.caseID, secret: request.secret)
    let caseID = draft.caseID
    try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      try transaction.keepCode(
        OneTimeCode(
          code: FollowKey.digest(of: key, for: caseID.description), purpose: .followKey, subject: caseID.description,
          madeAt: now, endsAt: now.advanced(bySeconds: Self.keySeconds)))
      for file in try transaction.sessionFiles(session.key) {
        try transaction.dropSessionFile(file.number, of: session.key)
      }
    }
    draft.isSent = true
    draft.answers = JSONObject()
    try await desk.keep(draft, of: request)
    return .redirect("/raise/done")
  }

  /// Each document once, however often the form is sent.
  private func attach(_ draft: RaiseDraft, _ session: [UInt8], _ actor: Actor) async throws {
    let files = try await site.store.transaction { try $0.sessionFiles(session) }
    let attachments = site.documents
    for file in files {
      _ = try await attachments.attach(
        file.bytes, named: file.name, mediaType: file.mediaType, isDisclosable: false, to: draft.caseID,
        as: EventID(FreshID.derived(from: draft.event.id, "document \(file.number)")), by: actor)
    }
  }

  // MARK: Sent

  private func done(for request: WebRequest) async throws -> WebResponse {
    guard let draft = desk.draft(of: request), draft.isSent else { return .redirect("/raise") }
    let (library, caseID) = (site.library, draft.caseID)
    let key = FollowKey.make(for: caseID, secret: request.secret)
    let digest = FollowKey.digest(of: key, for: caseID.description)
    let (sight, isKept) = try await site.store.transaction { transaction in
      (try CaseSight(of: caseID, library, transaction), try transaction.code(digest, for: .followKey) != nil)
    }
    guard isKept else { return .redirect("/follow") }
    let progress = CaseProgress(sight)
    var page = Page(site, request, "We have your concern")
    page.current = "/"
    let email = sight.supplierAddress
    let mail: HTML =
      email == nil
      ? """
      <p class="govuk-body">You gave no email address, so we can’t write to you. <strong>Keep this key</strong>: with it and \
      your reference you follow your case and answer our questions. We can’t give it to you a second time.</p>
      """
      : """
      <p class="govuk-body">We are sending you an email with your reference. You can follow your case with your reference and \
      your email address, or with this key.</p>
      """
    return page.response(
      """
      <div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">We have your concern</h1><div \
      class="govuk-panel__body">Your reference<br><strong>\(sight.case.reference.description)</strong></div></div>\
      \(mail)\(Block.inset("<p class=\"govuk-body\">Your key<br><strong class=\"app-code\">\(key)</strong></p>"))\
      <h2 class="govuk-heading-m">What happens next</h2>\(progress.next)\
      <p class="govuk-body"><a class="govuk-link" href="/follow">Follow your case</a></p>\
      <p class="govuk-body">Keep a copy of this page: print it, or save it. If you have a question, call \
      \(site.brand.telephone), \(site.brand.hours).</p>
      """)
  }
}
