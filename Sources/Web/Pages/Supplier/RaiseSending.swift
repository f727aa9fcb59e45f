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
    var page = Page(site, request, "Check your answers", isWide: true)
    (page.back, page.current) = ("/raise/documents", "/")
    page.errors = problems.map { ("declaration", $0.problem) } + (error.map { [("declaration", $0)] } ?? [])
    let topic = RaiseTopic.all.first { $0.workflow == sheet.workflow.name }?.label ?? sheet.workflow.title
    let about = Block.summary([
      Block.SummaryRow("What your concern is about", "\(topic)", change: ("/raise/topic", "Change"))
    ])
    let names = files.map { "<li>\($0.name)</li>" as HTML }
    let documents = Block.summary([
      Block.SummaryRow(
        "Documents", files.isEmpty ? "None" : "<ul class=\"govuk-list\">\(names)</ul>",
        change: ("/raise/documents", "Change"))
    ])
    let question = Question("declaration", "Declaration", error: error)
    let form = Form("/raise/check", for: request).html(
      Control.checkboxes(
        question, [Control.Choice("yes", "What I have told you is true as far as I know")], checked: [])
        + Control.button("Send your concern"))
    return page.response(
      """
      <h1 class="govuk-heading-l">Check your answers</h1>\(about)\(Self.answers(sheet))\
      <h2 class="govuk-heading-m">Documents</h2>\(documents)\
      <h2 class="govuk-heading-m">Now send it</h2><p class="govuk-body">Our case team reads it. Nobody else learns who you are \
      without your consent. You can’t change these answers afterwards, but you can write to us, add documents, and withdraw.</p>\
      \(form)<p class="govuk-body"><a class="govuk-link" href="/raise/save">Save and come back later</a></p>
      """, problems.isEmpty && error == nil ? .ok : .unprocessable)
  }

  /// What was answered, under a few headings.
  private static func answers(_ sheet: RaiseDesk.Sheet) -> HTML {
    RaiseStep.Section.allCases.map { section -> HTML in
      let rows = sheet.steps.filter { $0.section == section }.flatMap { step in
        step.fields.map { field -> Block.SummaryRow in
          let question = RaiseWords.question(field, isHeading: false)
          return Block.SummaryRow(
            question.label, "\(lines: question.words(of: sheet.draft.answers[field.name]))",
            change: ("/raise/question/\(step.slug)#\(field.name)", "Change"))
        }
      }
      return rows.isEmpty ? .none : "<h2 class=\"govuk-heading-m\">\(section.rawValue)</h2>\(Block.summary(rows))"
    }.joined()
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
      <p class="govuk-body">We have sent your reference to the email address that you gave. You can follow your case with your \
      reference and that address, or with this key.</p>
      """
    return page.response(
      """
      <div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">We have your concern</h1><div \
      class="govuk-panel__body">Your reference<br><strong class="app-nowrap">\(sight.case.reference.description)</strong></div></div>\
      \(mail)\(Block.inset("<p class=\"govuk-body\">Your key<br><strong class=\"app-code\">\(key)</strong></p>"))\
      <h2 class="govuk-heading-m">What happens next</h2>\(Self.next(sight, progress, isWrittenTo: email != nil))\
      <p class="govuk-body"><a class="govuk-link" href="/follow">Follow your case</a></p>\
      <p class="govuk-body">Keep a copy of this page: print it, or save it. If you have a question, call \
      \(site.brand.number), \(site.brand.hours).</p>
      """)
  }

  /// The days that can be told already; what comes after them depends on people.
  private static func next(_ sight: CaseSight, _ progress: CaseProgress, isWrittenTo: Bool) -> HTML {
    let isAnonymous = sight.supplierSaysYes(to: "anonymous")
    let by = progress.due.map { " by <strong>\(DayWords.day($0))</strong>" as HTML } ?? .none
    let consent: HTML =
      isAnonymous
      ? "<li>If we do, we ask those who run the contract, without your name, and tell you so.</li>"
      : "<li>If we do, we ask you whom we may name you to. Until you answer, nobody hears of it.</li>"
    let told: HTML =
      isWrittenTo
      ? "You hear from us at least every 20 working days until it ends."
      : "Whatever we write to you stands on that page: look there from time to time, as nobody can call you to it."
    return """
      <ol class="govuk-list govuk-list--number"><li>We read what you sent and say\(by) whether we take it on. If we can’t \
      by then, the head of our team has to answer for it.</li>\(consent)<li>Whoever we ask has a date to answer by. Where no \
      answer comes, we go one step higher, and you see each date on the page of your case.</li>\
      <li>\(told)</li></ol>
      """
  }
}
