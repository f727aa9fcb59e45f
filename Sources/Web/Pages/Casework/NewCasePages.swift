import Casework
import CivilTime
import Engine
import JSON

/// `/cases/new`: a concern that somebody tells by telephone, taken down on one page by keyboard alone.
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
    let now: Instant
  }

  private func desk() async throws -> Desk {
    let library = site.library
    return try await site.store.transaction { transaction in
      let workflows = try transaction.deployedWorkflows().map { try library.workflow($0.digest, transaction) }
      return Desk(
        // What nobody raises by telephone has no form of its own to open it with.
        workflows: workflows.filter { !$0.openingForm.isEmpty }, organisations: try transaction.organisations(),
        now: try transaction.currentTime())
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
      class="govuk-body">Take down what you are told. What must be known comes first; the rest can be added later.</p>\
      \(Form("/cases/new", for: request).html(hidden + opening.html(typed, errors) + Control.button("Open the case")))
      """, errors.isEmpty && note.isEmpty ? .ok : .unprocessable)
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
    do {
      let own = user.actor(for: action, workflow)
      _ = try await site.requests.handle(CaseRequest(caseID: id, eventID: event, action: action, actor: own))
      return .redirect(done)
    } catch CaseFailure.rejected(.data(let problems)) {
      let questions = OpeningForm(workflow, desk.organisations).questions
      let told = problems.map { problem in
        (problem.field, questions.first { $0.name == problem.field }?.sentence(for: problem) ?? problem.description)
      }
      return form(request, workflow, desk, request.form, told)
    } catch let failure as CaseFailure {
      return form(request, workflow, desk, request.form, note: Block.warning(CaseworkWords.refusal(failure)))
    }
  }
}
