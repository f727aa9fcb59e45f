import Casework
import CivilTime
import Engine
import JSON

/// `/cases/new`: a concern that somebody tells by telephone, taken down on one page by keyboard alone, and looked at
/// before it is opened.
struct NewCasePages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/cases/new", .staff(.workCases)) { try await ask($0) },
      Route(.post, "/cases/new", .staff(.workCases)) { try await open($0) },
    ]
  }

  /// What the page needs to know.
  private struct Desk: Sendable {
    let workflows: [Workflow]
    let organisations: [Organisation]
    let look: Look
    /// What a step of each workflow may know, by its name.
    let facts: [String: Facts]

    var now: Instant { look.now }
  }

  private func desk() async throws -> Desk {
    let library = site.library
    return try await site.store.transaction { transaction in
      let workflows = try transaction.deployedWorkflows().map { try library.workflow($0.digest, transaction) }
      let look = try transaction.look(at: [], for: [])
      let facts = try workflows.map { ($0.name, try library.facts(for: $0, look, transaction)) }
      return Desk(
        // What nobody raises by telephone has no form of its own to open it with.
        workflows: workflows.filter { !$0.openingForm.isEmpty }, organisations: try transaction.organisations(),
        look: look, facts: Dictionary(facts, uniquingKeysWith: { first, _ in first }))
    }
  }

  private func ask(_ request: WebRequest) async throws -> WebResponse {
    let desk = try await desk()
    guard let name = request.query.text("kind"), let workflow = desk.workflows.first(where: { $0.name == name }) else {
      return choose(request, desk)
    }
    return form(request, workflow, desk, FormValues())
  }

  private func choose(_ request: WebRequest, _ desk: Desk) -> WebResponse {
    var page = Page(site, request, "New case", area: .staff)
    page.current = "/cases/new"
    page.back = "/cases"
    let kinds = desk.workflows.map { Control.Choice($0.name, $0.title, hint: $0.description) }
    let error = request.query["kind"] == nil ? nil : "Choose what kind of case it is"
    if let error { page.errors = [("kind", error)] }
    let question = Question("kind", "What kind of case is it?", error: error, isHeading: true)
    return page.response(
      "<form method=\"get\" action=\"/cases/new\">\(Control.radios(question, kinds))\(Control.button("Continue"))</form>",
      error == nil ? .ok : .unprocessable)
  }

  private func form(
    _ request: WebRequest, _ workflow: Workflow, _ desk: Desk, _ typed: FormValues,
    _ errors: [(field: String, problem: String)] = [], note: HTML = .none
  ) -> WebResponse {
    var page = Page(site, request, "New case: \(workflow.title)", area: .staff)
    page.current = "/cases/new"
    page.back = "/cases/new"
    page.errors = errors
    let event = request.form["event"] ?? RequestIdentity.fresh(at: desk.now).description
    let hidden: HTML = """
      <input type="hidden" name="event" value="\(event)"><input type="hidden" name="kind" value="\(workflow.name)">
      """
    let opening = OpeningForm(workflow, desk.organisations)
    return page.response(
      """
      <h1 class="govuk-heading-l"><span class="govuk-caption-l">New case</span> \(workflow.title)</h1>\(note)<p \
      class="govuk-body">Take down what you are told; the questions stand as you would read them out. What must be known \
      comes first; the rest can be added later.</p>\
      \(Form("/cases/new", for: request).html(hidden + opening.html(typed, errors) + Control.button("Continue")))
      """, errors.isEmpty && note.isEmpty ? .ok : .unprocessable)
  }

  /// Everything that will happen, before any of it does: above all what the caller will be written.
  private func check(
    _ request: WebRequest, _ workflow: Workflow, _ desk: Desk, _ data: JSONObject, _ event: EventID, by actor: Actor
  ) -> WebResponse {
    guard let facts = desk.facts[workflow.name] else { return choose(request, desk) }
    let trial = CaseEvent(id: event, kind: .open(data), actor: actor)
    let update: CaseUpdate
    do throws(Rejection) {
      update = try workflow.open(RequestIdentity.caseID(for: event), on: trial, given: facts)
    } catch {
      return refused(error, request, workflow, desk)
    }
    var page = Page(site, request, "Check before you open the case", area: .staff)
    (page.current, page.back) = ("/cases/new", "/cases/new")
    let questions = OpeningForm(workflow, desk.organisations).questions
    let answered = questions.filter { data[$0.name] != nil }
    let fields: HTML = """
      <input type="hidden" name="event" value="\(event.description)"><input type="hidden" name="kind" \
      value="\(workflow.name)">\(questions.hidden(request.form))<div class="govuk-button-group"><button type="submit" \
      class="govuk-button" name="stage" value="send" data-module="govuk-button" data-prevent-double-click="true">Open the \
      case</button><button type="submit" class="govuk-button govuk-button--secondary" name="stage" \
      value="edit">Change the answers</button></div>
      """
    return page.response(
      """
      <h1 class="govuk-heading-l"><span class="govuk-caption-l">\(workflow.title)</span> Check before you open the \
      case</h1>\(EventPreview(update, workflow: workflow, calendar: facts.calendar).html)<h2 \
      class="govuk-heading-m">What you took down</h2>\(answered.summary(of: data))\
      \(Form("/cases/new", for: request).html(fields))
      """)
  }

  private func refused(
    _ rejection: Rejection, _ request: WebRequest, _ workflow: Workflow, _ desk: Desk
  ) -> WebResponse {
    guard case .data(let problems) = rejection else {
      return form(request, workflow, desk, request.form, note: Block.warning(CaseworkWords.refusal(rejection)))
    }
    let questions = OpeningForm(workflow, desk.organisations).questions
    let told = problems.map { problem in
      (problem.field, questions.first { $0.name == problem.field }?.sentence(for: problem) ?? problem.description)
    }
    return form(request, workflow, desk, request.form, told)
  }

  private func open(_ request: WebRequest) async throws -> WebResponse {
    let user = try request.staff
    let desk = try await desk()
    guard let workflow = desk.workflows.first(where: { $0.name == request.form["kind"] }) else {
      return choose(request, desk)
    }
    let event = try RequestIdentity.event(in: request)
    let id = RequestIdentity.caseID(for: event)
    let done = "/cases/\(CaseReference(of: id))?done=opened"
    // Sent twice: the case is open already, whatever the second form says.
    if try await site.store.transaction({ try !$0.look(at: [id], for: []).cases.isEmpty }) { return .redirect(done) }
    let (data, errors) = OpeningForm(workflow, desk.organisations).read(request.form)
    guard errors.isEmpty else { return form(request, workflow, desk, request.form, errors) }
    let action = CaseRequest.Action.open(workflow: workflow.name, data: data)
    let own = user.actor(for: action, workflow)
    switch request.form["stage"] {
    case "send": break
    case "edit": return form(request, workflow, desk, request.form)
    default: return check(request, workflow, desk, data, event, by: own)
    }
    do {
      _ = try await site.requests.handle(CaseRequest(caseID: id, eventID: event, action: action, actor: own))
      return .redirect(done)
    } catch CaseFailure.rejected(let rejection) {
      return refused(rejection, request, workflow, desk)
    } catch let failure as CaseFailure {
      return form(request, workflow, desk, request.form, note: Block.warning(CaseworkWords.refusal(failure)))
    }
  }
}
