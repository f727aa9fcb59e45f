import Casework
import Engine
import JSON

/// How somebody raises a concern: scope, one question a page, documents, check, sent.
struct RaisePages: Sendable {
  let site: Site
  var desk: RaiseDesk { RaiseDesk(site: site) }

  var routes: [Route] {
    [
      Route(.get, "/raise", .visitor) { begin($0) },
      Route(.post, "/raise", .visitor) { try await accept($0) },
      Route(.get, "/raise/topic", .visitor) { try await topic(for: $0) },
      Route(.post, "/raise/topic", .visitor) { try await chooseTopic($0) },
      Route(.get, "/raise/elsewhere", .visitor) { elsewhere(for: $0) },
      Route(.get, "/raise/question/{step}", .visitor) { try await question(for: $0) },
      Route(.post, "/raise/question/{step}", .visitor) { try await answer($0) },
      Route(.get, "/raise/not-for-us", .visitor) { try await notForUs(for: $0) },
      Route(.post, "/raise/not-for-us", .visitor) { try await goOnAnyway($0) },
    ] + RaiseDocuments(site: site).routes + RaiseSending(site: site).routes + RaiseSaving(site: site).routes
  }

  // MARK: Scope

  private func begin(_ request: WebRequest, error: String? = nil) -> WebResponse {
    var page = Page(site, request, "Before you start")
    (page.back, page.current) = ("/", "/")
    if let error { page.errors = [("accept", error)] }
    let resume: HTML =
      desk.draft(of: request).map { $0.isSent ? .none : Self.resume } ?? .none
    let question = Question("accept", "Your agreement", error: error)
    let form = Form("/raise", for: request).html(
      Control.checkboxes(
        question, [Control.Choice("yes", "I have read what the scheme can and can't do, and accept it")], checked: [])
        + Control.button("Continue"))
    return page.response(
      """
      <h1 class="govuk-heading-l">Before you start</h1>\(resume)<p class="govuk-body">We look into concerns about public \
      bodies in England, those that work for the whole of the United Kingdom, and prime contractors on their contracts.</p>\
      <p class="govuk-body">It takes about ten minutes. You can save what you have filled in and come back within seven \
      days. What you send us is read by our case team; nobody else learns who you are unless you say so.</p>\
      <h2 class="govuk-heading-m">We can’t</h2><ul class="govuk-list govuk-list--bullet"><li>delay or stop the award of a \
      contract, or change who wins it</li><li>look into what is before a court or tribunal</li><li>look into what happened \
      more than two years ago</li><li>get you compensation, or advise you on the law</li></ul>\(form)
      """, error == nil ? .ok : .unprocessable)
  }

  private static let resume: HTML = Block.inset(
    """
    <p class="govuk-body">You have begun a concern in this browser. <a class="govuk-link" href="/raise/check">Go on with \
    it</a>.</p>
    """)

  private func accept(_ request: WebRequest) async throws -> WebResponse {
    guard request.form["accept"] != nil else {
      return begin(request, error: "Say that you accept what the scheme can and can’t do")
    }
    if let draft = desk.draft(of: request), !draft.isSent { return .redirect("/raise/topic") }
    try await desk.keep(RaiseDraft(event: EventID(FreshID.make(at: site.now()))), of: request)
    return .redirect("/raise/topic")
  }

  // MARK: Topic

  private func topic(for request: WebRequest, error: String? = nil) async throws -> WebResponse {
    guard let draft = desk.draft(of: request), !draft.isSent else { return .redirect("/raise") }
    let topics = try await desk.topics()
    var page = Page(site, request, "What is your concern about?")
    (page.back, page.current) = ("/raise", "/")
    if let error { page.errors = [("topic", error)] }
    let choices =
      topics.map { Control.Choice($0.workflow, $0.label, hint: $0.hint) }
      + [Control.Choice(RaiseTopic.other, "Something else")]
    let question = Question(
      "topic", "What is your concern about?", error: error, value: draft.workflow ?? "", isHeading: true)
    return page.response(
      Form("/raise/topic", for: request).html(Control.radios(question, choices) + Control.button("Continue")),
      error == nil ? .ok : .unprocessable)
  }

  private func chooseTopic(_ request: WebRequest) async throws -> WebResponse {
    guard var draft = desk.draft(of: request), !draft.isSent else { return .redirect("/raise") }
    let chosen = request.form["topic"] ?? ""
    if chosen == RaiseTopic.other { return .redirect("/raise/elsewhere") }
    guard try await desk.topics().contains(where: { $0.workflow == chosen }) else {
      return try await topic(for: request, error: "Choose what your concern is about")
    }
    if draft.workflow != chosen {
      // What both workflows ask for stays answered; every page is shown again, as its questions may differ.
      (draft.workflow, draft.done, draft.goesOnAnyway) = (chosen, [], false)
      try await desk.keep(draft, of: request)
    }
    return try await goOn(request, draft)
  }

  private func elsewhere(for request: WebRequest) -> WebResponse {
    var page = Page(site, request, "Others who can help")
    (page.back, page.current) = ("/raise/topic", "/")
    return page.response(OthersWhoHelp(brand: site.brand).html)
  }

  // MARK: Questions

  private func question(
    for request: WebRequest, typed: FormValues? = nil, problems: [FieldProblem] = [], choices: [OrganisationChoice] = []
  ) async throws -> WebResponse {
    guard let sheet = try await desk.sheet(of: request), !sheet.draft.isSent else { return .redirect("/raise") }
    guard let step = sheet.step(request["step"]) else { return .redirect("/raise/check") }
    let draft = sheet.draft
    let questions = step.fields.map { RaiseWords.question($0, isHeading: step.title == nil) }
    var page = Page(site, request, step.title ?? questions[0].label)
    page.errors = problems.map { ($0.field, $0.problem) }
    page.current = "/"
    let place = sheet.steps.firstIndex { $0.slug == step.slug } ?? 0
    let hasAll = sheet.open == nil
    page.back = hasAll ? "/raise/check" : place == 0 ? "/raise/topic" : "/raise/question/\(sheet.steps[place - 1].slug)"
    let controls = questions.map { question in
      let shown =
        typed ?? (draft.answers[question.name] ?? Self.likely(question.name, draft)).map(question.typed) ?? FormValues()
      return question.html(shown, error: problems.first { $0.field == question.name }?.problem)
        + (choices.first { $0.field == question.name }?.html ?? .none)
    }
    let heading: HTML = step.title.map { "<h1 class=\"govuk-heading-l\">\($0)</h1>" } ?? .none
    let introduction: HTML = RaiseWords.introductions[step.slug].map { "<p class=\"govuk-body\">\($0)</p>" } ?? .none
    let caption: HTML = "<p class=\"govuk-caption-l\">Question \(place + 1) of \(sheet.steps.count)</p>"
    return page.response(
      """
      \(caption)\(heading)\(step.title == nil ? .none : introduction)\
      \(Form("/raise/question/\(step.slug)", for: request).html(controls.joined() + Control.button("Continue")))\
      <p class="govuk-body"><a class="govuk-link" href="/raise/save">Save and come back later</a></p>
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  /// Whoever runs a contract or answers for it is mostly the public body itself, which was named before.
  private static func likely(_ field: String, _ draft: RaiseDraft) -> JSONValue? {
    ["department", "lead_authority"].contains(field) ? draft.answers["authority_name"] : nil
  }

  private func answer(_ request: WebRequest) async throws -> WebResponse {
    guard let sheet = try await desk.sheet(of: request), !sheet.draft.isSent else { return .redirect("/raise") }
    guard let step = sheet.step(request["step"]) else { return .redirect("/raise/check") }
    var draft = sheet.draft
    var form = request.form
    var problems: [FieldProblem] = []
    var choices: [OrganisationChoice] = []
    let known = step.fields.contains { $0.directory != nil } ? try await OrganisationChoice.known(to: site) : []
    for field in step.fields {
      let question = RaiseWords.question(field, isHeading: step.title == nil)
      if field.directory != nil {
        switch OrganisationChoice.read(field, form, known: known) {
        case .name(let name): form = form.with(field.name, name)
        case .choice(let choice):
          choices.append(choice)
          problems.append(choice.problem)
          continue
        }
      }
      do throws(FieldProblem) {
        draft.answers[field.name] = try question.answer(in: form)
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else {
      return try await self.question(for: request, typed: form, problems: problems, choices: choices)
    }
    draft.done.insert(step.slug)
    try await desk.keep(draft, of: request)
    if !draft.goesOnAnyway,
      !Eligibility(workflow: sheet.workflow, facts: sheet.facts).obstacles(draft.answers, [step]).isEmpty
    {
      return .redirect("/raise/not-for-us")
    }
    return try await goOn(request, draft, sheet)
  }

  /// To the first page that is not answered.
  private func goOn(_ request: WebRequest, _ draft: RaiseDraft, _ sheet: RaiseDesk.Sheet? = nil) async throws
    -> WebResponse
  {
    var request = request
    if sheet == nil { request.session?.data["raise"] = draft.json }
    var found = sheet
    if found == nil { found = try await desk.sheet(of: request) }
    guard var sheet = found else { return .redirect("/raise/topic") }
    sheet.draft = draft
    if let open = sheet.open { return .redirect("/raise/question/\(open.slug)") }
    return .redirect(draft.done.contains(RaiseDocuments.slug) ? "/raise/check" : "/raise/documents")
  }

  // MARK: Out of scope

  private func notForUs(for request: WebRequest) async throws -> WebResponse {
    guard let sheet = try await desk.sheet(of: request), !sheet.draft.isSent else { return .redirect("/raise") }
    let eligibility = Eligibility(workflow: sheet.workflow, facts: sheet.facts)
    let obstacles = eligibility.obstacles(
      sheet.draft.answers, sheet.steps.filter { sheet.draft.done.contains($0.slug) })
    guard !obstacles.isEmpty else { return try await goOn(request, sheet.draft, sheet) }
    var page = Page(site, request, "We can’t look into this")
    page.current = "/"
    let reasons = obstacles.map { step -> HTML in
      let elsewhere = Elsewhere(step, sheet.draft.answers)
      let advice = elsewhere.advice.map { "<li>\($0)</li>" as HTML }
      let list: HTML = advice.isEmpty ? .none : "<ul class=\"govuk-list govuk-list--bullet\">\(advice)</ul>"
      return """
        <p class="govuk-body">\(elsewhere.reason)</p>\(list)<p class="govuk-body"><a class="govuk-link" \
        href="/raise/question/\(step.slug)">Change this answer</a></p>
        """
    }
    let form = Form("/raise/not-for-us", for: request).html(Control.button("Send it all the same", isSecondary: true))
    return page.response(
      """
      <h1 class="govuk-heading-l">We can’t look into this</h1>\(reasons)<h2 class="govuk-heading-m">If you think that we \
      are wrong</h2><p class="govuk-body">You can go on and send it. Somebody will read it and answer you, but these are \
      the rules that they go by.</p>\(form)\
      <p class="govuk-body"><a class="govuk-link" href="/raise/elsewhere">Others who can help</a></p>
      """)
  }

  private func goOnAnyway(_ request: WebRequest) async throws -> WebResponse {
    guard let sheet = try await desk.sheet(of: request), !sheet.draft.isSent else { return .redirect("/raise") }
    var draft = sheet.draft
    draft.goesOnAnyway = true
    try await desk.keep(draft, of: request)
    return try await goOn(request, draft, sheet)
  }
}
