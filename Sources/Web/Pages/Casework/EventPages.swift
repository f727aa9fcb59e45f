import Casework
import Engine
import JSON

/// `/cases/{reference}/do/{event}`: one thing that the workflow lets a person do, asked, shown and then done.
struct EventPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/cases/{reference}/do/{event}", .staff(.workCases)) { try await ask($0) },
      Route(.post, "/cases/{reference}/do/{event}", .staff(.workCases)) { try await answer($0) },
    ]
  }

  private func ask(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    guard let offered = offer(request, file) else { return gone(request, file) }
    return form(offered, file, request, EventForm(offered, file).known)
  }

  private func offer(_ request: WebRequest, _ file: CaseFile) -> OfferedEvent? {
    file.workflow.offeredEvents(in: file.case, to: file.user.roles, person: file.user.name, file.facts)
      .first { $0.name == request["event"] }
  }

  /// The case does not take this from this person now.
  private func gone(_ request: WebRequest, _ file: CaseFile) -> WebResponse {
    let typed = request.form.pairs.filter {
      !["form-token", "event", "revision", "stage"].contains($0.name) && !$0.value.isEmpty
    }
    let kept: HTML =
      typed.isEmpty
      ? .none
      : "<h2 class=\"govuk-heading-m\">What you typed</h2>\(Block.summary(typed.map { Block.SummaryRow(ChoiceWords.words($0.name), "<span class=\"app-quote\">\($0.value)</span>") }))"
    let changed = request.method == .get ? HTML.none : CaseForm.changes(since: request, file) ?? .none
    return CaseFrame(site: site, request: request, file: file).response(
      doing: "This can't be done now",
      """
      \(changed)<p class="govuk-body">The case does not take it at this step, or none of your roles may do it, or somebody \
      else has to, as you did the step before.</p>\(kept)<p class="govuk-body">\
      \(Control.link(file.address, "See what can be done now"))</p>
      """, status: .conflict)
  }

  private func form(
    _ offered: OfferedEvent, _ file: CaseFile, _ request: WebRequest, _ typed: FormValues,
    _ errors: [(field: String, problem: String)] = [], note: HTML = .none, status: WebResponse.Status = .ok
  ) -> WebResponse {
    let form = EventForm(offered, file)
    let fields =
      CaseForm.hidden(file, request.method == .get ? nil : request) + form.html(typed, errors)
      + "<input type=\"hidden\" name=\"stage\" value=\"check\">" + Control.button("Continue")
    let meaning: HTML = offered.description.map { "<p class=\"govuk-body\">\($0)</p>" } ?? .none
    return CaseFrame(site: site, request: request, file: file).response(
      doing: offered.title,
      "\(note)\(meaning)\(Form("\(file.address)/do/\(FormValues.encoded(offered.name))", for: request).html(fields))",
      errors: errors, status: status)
  }

  private func answer(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    let event = try RequestIdentity.event(in: request)
    // Sent twice: it was done the first time.
    if file.journal.contains(where: { $0.eventID == event }) { return .redirect("\(file.address)?done=sent") }
    guard let offered = offer(request, file) else { return gone(request, file) }
    if let changed = CaseForm.changes(since: request, file) {
      return form(offered, file, request, request.form, note: changed, status: .conflict)
    }
    let asked = EventForm(offered, file)
    let (data, errors) = asked.read(request.form)
    guard errors.isEmpty else { return form(offered, file, request, request.form, errors, status: .unprocessable) }
    let actor = Actor(role: offered.role, name: file.user.name)
    let json: JSONValue? = offered.form.isEmpty ? nil : .object(data)
    switch request.form["stage"] {
    case "edit": return form(offered, file, request, request.form)
    case "send":
      do {
        _ = try await site.requests.handle(
          CaseRequest(
            caseID: file.record.id, eventID: event, action: .send(event: offered.name, data: json), actor: actor,
            seen: file.record.revision))
        return .redirect("\(file.address)?done=sent")
      } catch let failure as CaseFailure {
        return form(
          offered, file, request, request.form, note: Block.warning(CaseworkWords.refusal(failure)),
          status: .unprocessable)
      }
    default: break
    }
    let trial = CaseEvent(id: event, kind: .named(offered.name, data: json), actor: actor)
    do throws(Rejection) {
      let update = try file.workflow.step(file.case, on: trial, given: file.facts)
      guard update.isAccepted else {
        return form(
          offered, file, request, request.form,
          note: Block.warning("As it is filled in, the case has no use for this. Look at the answers once more."),
          status: .unprocessable)
      }
      return check(offered, asked, update, file, request)
    } catch {
      return form(
        offered, file, request, request.form, note: Block.warning(CaseworkWords.refusal(error)), status: .unprocessable)
    }
  }

  /// Everything that will happen, before any of it does.
  private func check(
    _ offered: OfferedEvent, _ asked: EventForm, _ update: CaseUpdate, _ file: CaseFile, _ request: WebRequest
  ) -> WebResponse {
    let preview = EventPreview(update, of: file)
    let confirmation: HTML = offered.confirmation.map { Block.warning($0) } ?? .none
    let fields =
      CaseForm.hidden(file, request) + asked.hidden(request.form) + confirmation
        + """
        <div class="govuk-button-group"><button type="submit" class="govuk-button" name="stage" value="send" \
        data-module="govuk-button" data-prevent-double-click="true">\(offered.title)</button><button type="submit" \
        class="govuk-button govuk-button--secondary" name="stage" value="edit">Change the answers</button></div>
        """
    let answers = asked.summary(request.form)
    return CaseFrame(site: site, request: request, file: file).response(
      doing: "Check before you send: \(ChoiceWords.within(offered.title))",
      "\(answers)\(preview.html)\(Form("\(file.address)/do/\(FormValues.encoded(offered.name))", for: request).html(fields))"
    )
  }
}
