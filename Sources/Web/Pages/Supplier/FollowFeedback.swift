import Casework
import Engine

/// A message of whoever raised a case to the case team: something to add, or how we are doing.
struct FollowFeedback: Sendable {
  let site: Site

  private static let most = 5_000

  var routes: [Route] {
    [
      Route(.get, "/follow/case/feedback", .supplier) { try await page(for: $0) },
      Route(.post, "/follow/case/feedback", .supplier) { try await send($0) },
    ]
  }

  private func page(for request: WebRequest, error: String? = nil) async throws -> WebResponse {
    var page = FollowCasePages.page(site, request, "Write to us")
    if let error { page.errors = [("message", error)] }
    let now = try await site.now()
    let identity = request.form["event-id"].flatMap { EventID($0) } ?? EventID(FreshID.make(at: now))
    let question = Question(
      "message", "Your message", hint: "At most \(Self.most) characters. It is kept with your case.", error: error,
      value: request.form["message"] ?? "")
    return page.response(
      """
      <h1 class="govuk-heading-l">Write to us</h1><p class="govuk-body">Add something to your concern, or tell us what went \
      well and what did not. The case team reads it; nobody outside does.</p>\
      \(Form("/follow/case/feedback", for: request).html(
        "<input type=\"hidden\" name=\"event-id\" value=\"\(identity.description)\">" + Control.area(question, rows: 8)
          + Control.button("Send")))
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
    try await Tries(site: site).count("feedback", of: id.description, most: 20, window: 3_600)
    _ = try await site.requests.handle(
      CaseRequest(
        caseID: id, eventID: identity, action: .act(.note(text, isDisclosable: false)),
        actor: Actor(role: FollowedCase.role)))
    return .redirect("/follow/case?done=feedback")
  }
}
