import Casework
import Engine
import JSON

/// Messages between whoever raised a case and the case team, both ways.
struct FollowMessages: Sendable {
  let site: Site

  /// As the workflows limit the field that it goes into.
  private static let most = 5_000

  var routes: [Route] {
    [
      Route(.get, "/follow/case/messages", .supplier) { try await thread(for: $0) },
      Route(.get, "/follow/case/messages/new", .supplier) { try await page(for: $0) },
      Route(.post, "/follow/case/messages/new", .supplier) { try await send($0) },
    ]
  }

  private func thread(for request: WebRequest) async throws -> WebResponse {
    let followed = try await FollowCasePages.followed(request, site)
    let page = FollowCasePages.page(site, request, "Messages")
    return page.response(
      """
      <h1 class="govuk-heading-l">Messages</h1><p class="govuk-body">What we wrote to you and you to us, the newest first.</p>\
      <a class="govuk-button" role="button" draggable="false" data-module="govuk-button" href="/follow/case/messages/new">\
      Write to us</a>\(FollowThread(followed: followed).html)
      """)
  }

  private func page(for request: WebRequest, error: String? = nil) async throws -> WebResponse {
    let followed = try await FollowCasePages.followed(request, site)
    var page = FollowCasePages.page(site, request, "Write to us", back: "/follow/case/messages")
    if let error { page.errors = [("message", error)] }
    let now = try await site.now()
    let identity = request.form["event-id"].flatMap { EventID($0) } ?? EventID(FreshID.make(at: now))
    let question = Question(
      "message", "Your message", hint: "Leave out passwords and bank details.", error: error,
      value: request.form["message"] ?? "")
    let after: HTML =
      followed.sight.case.closedAt == nil
      ? """
      <p class="govuk-body">Answer a question of ours, or add something to your concern. It goes to the case team, is kept \
      with your case, and moves no date. Nobody outside reads it.</p>
      """
      : """
      <p class="govuk-body">Your case is closed. What you write is kept with it and read by the case team; it does not open \
      the case again. If you think that what we found is wrong, say so within a month of our result.</p>
      """
    return page.response(
      """
      <h1 class="govuk-heading-l">Write to us</h1>\(after)\
      \(Form("/follow/case/messages/new", for: request).html(
        "<input type=\"hidden\" name=\"event-id\" value=\"\(identity.description)\">"
          + Control.area(question, rows: 8, most: Self.most) + Control.button("Send")))
      """, error == nil ? .ok : .unprocessable)
  }

  private func send(_ request: WebRequest) async throws -> WebResponse {
    guard case .supplier(let id) = request.principal, let identity = request.form["event-id"].flatMap({ EventID($0) })
    else { throw Refusal.foreignForm }
    guard let text = request.form.text("message")?.replacing("\r\n", with: "\n") else {
      return try await page(for: request, error: "Enter your message")
    }
    guard text.unicodeScalars.count <= Self.most else {
      return try await page(for: request, error: "Your message must be \(Self.most) characters or fewer")
    }
    try await Tries(site: site).count("message", of: id.description, most: 20, window: 3_600)
    let followed = try await FollowCasePages.followed(request, site)
    let isOffered = followed.offers.contains { $0.event.name == FollowThread.toUs.event }
    // A closed case, or one of a workflow without messages, keeps it as a note.
    let action: CaseRequest.Action =
      isOffered
      ? .send(event: FollowThread.toUs.event, data: .object([FollowThread.toUs.field: .string(text)]))
      : .act(.note(text, isDisclosable: false))
    _ = try await site.requests.handle(
      CaseRequest(caseID: id, eventID: identity, action: action, actor: Actor(role: FollowedCase.role)))
    return .redirect("/follow/case/messages?done=message")
  }
}
