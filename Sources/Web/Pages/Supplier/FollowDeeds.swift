import Casework
import Engine
import JSON

/// What whoever raised a case may do with it: the workflow's events for suppliers, each with its form.
struct FollowDeeds: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/follow/case/do/{event}", .supplier) { try await page(for: $0) },
      Route(.post, "/follow/case/do/{event}", .supplier) { try await act($0) },
    ]
  }

  /// The workflow's title speaks of "the supplier", who here reads it.
  static func title(_ offer: Offer) -> String {
    FollowWords.deed(titled: offer.event.title ?? ChoiceWords.words(offer.event.name))
  }

  /// What staff are asked to confirm speaks of "the supplier" as well.
  private static func words(_ confirmation: String) -> String {
    confirmation.replacing("the supplier's name", with: "your name").replacing("the supplier says", with: "you say")
  }

  private func page(
    for request: WebRequest, problems: [FieldProblem] = [], hasMoved: Bool = false
  ) async throws -> WebResponse {
    let followed = try await FollowCasePages.followed(request, site)
    let event = request["event"]
    guard let offer = followed.offers.first(where: { $0.event.name == event }) else {
      return moved(request, followed)
    }
    var page = FollowCasePages.page(site, request, Self.title(offer))
    page.errors = problems.map { ($0.field, $0.problem) }
    if hasMoved {
      page.notice = Block.notice(
        "Look again",
        """
        <p class="govuk-body">Your case has moved since you opened this page. It is now: \(CaseProgress(followed.sight).place). \
        What you typed is still there.</p>
        """, isSuccess: false)
    }
    let isFresh = problems.isEmpty && !hasMoved
    let consents = Dictionary(
      Consent.all(of: followed).map { ($0.field.name, $0.words) }, uniquingKeysWith: { first, _ in first })
    let controls = Self.questions(offer, followed, consents).map { question -> HTML in
      let shown = isFresh ? question.typed(followed.value(question.field)) : request.form
      return question.html(shown, error: problems.first { $0.field == question.name }?.problem)
    }
    let now = try await site.now()
    let identity = request.form["event-id"].flatMap { EventID($0) } ?? EventID(FreshID.make(at: now))
    let hidden: HTML = """
      <input type="hidden" name="event-id" value="\(identity.description)"><input type="hidden" name="revision" \
      value="\(followed.sight.case.revision)">
      """
    let isGrave = event == "withdraw"
    let confirmation: HTML =
      isGrave
      ? Consequences(followed: followed).html : offer.confirmation.map { Block.warning(Self.words($0)) } ?? .none
    let description: HTML = offer.description.map { "<p class=\"govuk-body\">\($0)</p>" } ?? .none
    return page.response(
      """
      <h1 class="govuk-heading-l">\(Self.title(offer))</h1>\(description)\(confirmation)\
      \(Form("/follow/case/do/\(FormValues.encoded(event))", for: request).html(
        hidden + controls.joined() + Control.button(isGrave ? "Withdraw the concern" : "Send", isWarning: isGrave)))\
      <p class="govuk-body">\(Control.link("/follow/case", "Go back without sending"))</p>
      """, problems.isEmpty && !hasMoved ? .ok : hasMoved ? .conflict : .unprocessable)
  }

  private static func questions(_ offer: Offer, _ followed: FollowedCase, _ hints: [String: String] = [:])
    -> [FieldQuestion]
  {
    offer.event.form.compactMap { name in
      followed.workflow.fields.first { $0.name == name }.map { field in
        // An answer is asked for once; what is known already may be kept as it is.
        FieldQuestion(
          field, label: Consent.title(field),
          hint: hints[name])
      }
    }
  }

  private func act(_ request: WebRequest) async throws -> WebResponse {
    let followed = try await FollowCasePages.followed(request, site)
    let name = request["event"]
    guard let identity = request.form["event-id"].flatMap({ EventID($0) }) else { throw Refusal.foreignForm }
    let isRepeated = followed.journal.contains { $0.eventID == identity }
    let done = "/follow/case?done=\(name == "change-consent" ? "consent" : "sent")"
    if isRepeated { return .redirect(done) }
    guard let offer = followed.offers.first(where: { $0.event.name == name }) else { return moved(request, followed) }
    // What they saw is what they answer: a case that has moved on is shown again first.
    guard request.form["revision"] == "\(followed.sight.case.revision)" else {
      return try await page(for: request, hasMoved: true)
    }
    var data = JSONObject()
    var problems: [FieldProblem] = []
    for question in Self.questions(offer, followed) {
      do throws(FieldProblem) {
        let answer = try question.answer(in: request.form)
        if let answer {
          data[question.name] = answer
        } else if followed.value(question.field) != .null {
          data[question.name] = .null
        }
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { return try await page(for: request, problems: problems) }
    _ = try await site.requests.handle(
      CaseRequest(
        caseID: followed.sight.case.id, eventID: identity,
        action: .send(event: name, data: offer.event.form.isEmpty ? nil : .object(data)),
        actor: Actor(role: FollowedCase.role)))
    return .redirect(done)
  }

  private func moved(_ request: WebRequest, _ followed: FollowedCase) -> WebResponse {
    let page = FollowCasePages.page(site, request, "Your case has moved on")
    return page.response(
      """
      <h1 class="govuk-heading-l">Your case has moved on</h1><p class="govuk-body">That can’t be done any more. It is now: \
      \(CaseProgress(followed.sight).place).</p><p class="govuk-body">\(Control.link("/follow/case", "See your case"))</p>
      """, .conflict)
  }
}
