import Casework
import Engine

/// Once a case has ended, whoever raised it is asked how it was: two questions, once, apart from the case.
struct FollowFeedback: Sendable {
  let site: Site

  private static let most = 2_000

  var routes: [Route] {
    [
      Route(.get, "/follow/case/feedback", .supplier) { try await page(for: $0) },
      Route(.post, "/follow/case/feedback", .supplier) { try await send($0) },
    ]
  }

  private func page(for request: WebRequest, _ problems: [(field: String, problem: String)] = []) async throws
    -> WebResponse
  {
    let followed = try await FollowCasePages.followed(request, site)
    var page = FollowCasePages.page(site, request, "Tell us how we did")
    guard followed.sight.case.closedAt != nil else {
      return page.response(
        """
        <h1 class="govuk-heading-l">Tell us how we did</h1><p class="govuk-body">We ask for this when your case has ended. If \
        something is wrong now, \(Control.link("/follow/case/messages/new", "write to us")).</p>
        """)
    }
    guard followed.feedback == nil else {
      return page.response(
        """
        <h1 class="govuk-heading-l">Thank you for telling us</h1><p class="govuk-body">We have what you said, and keep it for \
        two years. It is no part of your case and of nothing that we publish.</p>
        """)
    }
    page.errors = problems
    func error(_ field: String) -> String? { problems.first { $0.field == field }?.problem }
    let fields =
      Control.radios(
        Question(
          "satisfaction", "How satisfied are you with how we handled your concern?", error: error("satisfaction"),
          value: request.form["satisfaction"] ?? ""),
        SupplierFeedback.Satisfaction.allCases.reversed().map { Control.Choice("\($0.rawValue)", Self.words($0)) })
      + Control.area(
        Question(
          "improvement", "What could we do better?", hint: "Leave out names, so that nobody can be told by it.",
          error: error("improvement"), value: request.form["improvement"] ?? "", isOptional: true), rows: 6,
        most: Self.most)
      + Control.button("Send")
    return page.response(
      """
      <span class="govuk-caption-l">Your case <span class="app-nowrap">\(followed.reference)</span></span>\
      <h1 class="govuk-heading-l">Tell us how we did</h1><p class="govuk-body">We use it to do better. It is kept apart from \
      your case for two years, changes nothing in it, and is no part of what we publish about it.</p>\
      \(Form("/follow/case/feedback", for: request).html(fields))
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  static func words(_ satisfaction: SupplierFeedback.Satisfaction) -> String {
    switch satisfaction {
    case .verySatisfied: "Very satisfied"
    case .satisfied: "Satisfied"
    case .neither: "Neither satisfied nor dissatisfied"
    case .dissatisfied: "Dissatisfied"
    case .veryDissatisfied: "Very dissatisfied"
    }
  }

  private func send(_ request: WebRequest) async throws -> WebResponse {
    let followed = try await FollowCasePages.followed(request, site)
    guard followed.sight.case.closedAt != nil else { return .redirect("/follow/case/feedback") }
    var problems: [(field: String, problem: String)] = []
    let satisfaction = request.form["satisfaction"].flatMap { Int($0) }
      .flatMap { SupplierFeedback.Satisfaction(rawValue: $0) }
    if satisfaction == nil { problems.append(("satisfaction", "Choose how satisfied you are")) }
    let text = request.form.text("improvement")?.replacing("\r\n", with: "\n")
    if let text, text.unicodeScalars.count > Self.most {
      problems.append(("improvement", "What we could do better must be \(Self.most) characters or fewer"))
    }
    guard let satisfaction, problems.isEmpty else { return try await page(for: request, problems) }
    try await Tries(site: site).count("feedback", of: followed.sight.case.id.description, most: 20, window: 3_600)
    let (id, workflow) = (followed.sight.case.id, followed.workflow.name)
    // Said twice, the first stands.
    _ = try await site.store.transaction { transaction in
      try transaction.keepFeedback(
        SupplierFeedback(
          caseID: id, workflow: workflow, givenAt: try transaction.currentTime(), satisfaction: satisfaction,
          improvement: text))
    }
    return .redirect("/follow/case?done=feedback")
  }
}
