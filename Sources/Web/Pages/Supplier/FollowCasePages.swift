import Casework
import Engine
import JSON

/// What whoever raised a case sees of it.
struct FollowCasePages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/follow/case", .supplier) { try await overview(for: $0) },
      Route(.get, "/follow/case/consent", .supplier) { try await consent(for: $0) },
    ] + FollowDeeds(site: site).routes + FollowDocuments(site: site).routes + FollowMessages(site: site).routes
      + FollowFeedback(site: site).routes
  }

  /// The case that the request's session follows.
  static func followed(_ request: WebRequest, _ site: Site) async throws -> FollowedCase {
    guard case .supplier(let id) = request.principal else { throw Refusal.signInFirst }
    return try await FollowedCase(of: id, site)
  }

  static func page(
    _ site: Site, _ request: WebRequest, _ title: String, back: String? = "/follow/case"
  ) -> Page {
    var page = Page(site, request, title, area: .supplier)
    (page.back, page.current) = (back, "/follow/case")
    if let done = request.query["done"], let words = done_[done] { page.notice = Block.notice("Done", words) }
    return page
  }

  /// What just happened, by the word that the address carries.
  private static let done_: [String: HTML] = [
    "sent": "<p class=\"govuk-notification-banner__heading\">We have what you sent.</p>",
    "document": "<p class=\"govuk-notification-banner__heading\">The document was added to your case.</p>",
    "feedback": "<p class=\"govuk-notification-banner__heading\">Thank you for telling us.</p>",
    "message": "<p class=\"govuk-notification-banner__heading\">We have your message.</p>",
    "consent": "<p class=\"govuk-notification-banner__heading\">We have noted who may know your name.</p>",
  ]

  // MARK: Overview

  private func overview(for request: WebRequest) async throws -> WebResponse {
    let followed = try await Self.followed(request, site)
    let progress = CaseProgress(followed.sight)
    let page = Self.page(site, request, "Your case \(followed.reference)", back: nil)
    let one = followed.sight.case
    var rows = [
      Block.SummaryRow("Where it is", "\(progress.place)"),
      Block.SummaryRow("Raised", "\(DayWords.day(one.openedAt))"),
    ]
    if let mover = progress.mover { rows.append(Block.SummaryRow("Whose move it is", "\(mover)")) }
    if let due = progress.due, one.pause == nil { rows.append(Block.SummaryRow("By", "\(DayWords.day(due))")) }
    if let closed = one.closedAt { rows.append(Block.SummaryRow("Closed", "\(DayWords.day(closed))")) }
    if let outcome = outcome(of: followed) { rows.append(Block.SummaryRow("Outcome", "\(outcome)")) }
    let letters = FollowThread(followed: followed).fromUs
    rows.append(
      Block.SummaryRow(
        "Messages", letters == 0 ? "None yet" : Control.link("/follow/case/messages", "\(letters) from us")))
    rows.append(Block.SummaryRow("Your name", "\(naming(followed))"))
    let timeline = Block.timeline(
      followed.steps.map { (title: $0.title, by: nil, at: DayWords.moment($0.at), content: .none) })
    return page.response(
      """
      <span class="govuk-caption-l">\(followed.workflow.title)</span>\
      <h1 class="govuk-heading-l">Your case <span class="app-nowrap">\(followed.reference)</span></h1>\(returned(followed))\(asked(followed))\
      \(survey(followed))\(Block.summary(rows))\
      <h2 class="govuk-heading-m">What happens next</h2>\(progress.next)\(tasks(followed))\
      <h2 class="govuk-heading-m">What has happened</h2>\(timeline)
      """)
  }

  private func outcome(of followed: FollowedCase) -> String? {
    guard let field = followed.workflow.fields.first(where: { $0.name == "outcome" }) else { return nil }
    return followed.value(field).stringValue.map(ChoiceWords.words)
  }

  /// Who may know their name, in a few words.
  private func naming(_ followed: FollowedCase) -> String {
    if followed.isAnonymous { return "You stay anonymous: only we may know it" }
    let given = Consent.all(of: followed).filter(\.isGiven)
    return given.isEmpty ? "Only we may know it" : "We may tell it to \(Consent.names(given.flatMap(\.audiences)))"
  }

  /// Whoever we can't write to is asked for an address that works, or whether this one does by now.
  private func returned(_ followed: FollowedCase) -> HTML {
    guard let address = followed.deadAddress else { return .none }
    let canChange = followed.offers.contains { $0.event.name == FollowedCase.addressEvent }
    let next: HTML =
      canChange
      ? """
      <p class="govuk-body">\(Control.link("/follow/case/do/\(FollowedCase.addressEvent)", "Give us an address that works")). \
      If this one works again, send it once more.</p>
      """
      : "<p class=\"govuk-body\">Call us with an address that works: \(site.brand.number), \(site.brand.hours).</p>"
    return Block.notice(
      "We can’t reach you",
      """
      <p class="govuk-notification-banner__heading">Our emails to <span class="app-breakable">\(address)</span> come \
      back.</p>\(next)
      """, isSuccess: false)
  }

  /// Whoever has come to the end is asked how it was.
  private func survey(_ followed: FollowedCase) -> HTML {
    guard followed.sight.case.closedAt != nil, followed.feedback == nil else { return .none }
    return Block.inset(
      """
      <p class="govuk-body">Your case has ended. <a class="govuk-link" href="/follow/case/feedback">Tell us how we did</a>: \
      it takes a minute.</p>
      """)
  }

  /// The questions that wait for an answer, on top.
  private func asked(_ followed: FollowedCase) -> HTML {
    let questions = followed.offers.filter { !FollowedCase.standing.contains($0.event.name) }
    let isTheirs = CaseProgress(followed.sight).mover == "You"
    guard isTheirs, !questions.isEmpty else { return .none }
    let links = questions.map { offer -> HTML in
      """
      <li><a class="govuk-link" href="/follow/case/do/\(FormValues.encoded(offer.event.name))">\(FollowDeeds.title(offer))</a></li>
      """
    }
    return Block.inset(
      """
      <h2 class="govuk-heading-m">We need an answer from you</h2><ul class="govuk-list govuk-list--bullet">\(links)</ul>
      """)
  }

  private func tasks(_ followed: FollowedCase) -> HTML {
    var links: [HTML] = []
    let isTheirs = CaseProgress(followed.sight).mover == "You"
    for offer in followed.offers where !isTheirs || FollowedCase.standing.contains(offer.event.name) {
      let address =
        switch offer.event.name {
        case "change-consent": "/follow/case/consent"
        case FollowThread.toUs.event: "/follow/case/messages/new"
        default: "/follow/case/do/\(FormValues.encoded(offer.event.name))"
        }
      links.append("<li>\(Control.link(address, FollowDeeds.title(offer)))</li>")
    }
    if !followed.offers.contains(where: { $0.event.name == FollowThread.toUs.event }) {
      links.append("<li>\(Control.link("/follow/case/messages/new", "Write to us"))</li>")
    }
    links.append("<li>\(Control.link("/follow/case/documents", "See or add documents"))</li>")
    if followed.sight.case.closedAt != nil, followed.feedback == nil {
      links.append("<li>\(Control.link("/follow/case/feedback", "Tell us how we did"))</li>")
    }
    return "<h2 class=\"govuk-heading-m\">What you can do</h2><ul class=\"govuk-list govuk-list--spaced\">\(links)</ul>"
  }

  // MARK: Consent

  private func consent(for request: WebRequest) async throws -> WebResponse {
    let followed = try await Self.followed(request, site)
    let page = Self.page(site, request, "Who may know your name")
    let rows = Consent.all(of: followed).map { consent in
      Block.SummaryRow(
        Consent.title(consent.field),
        "\(Block.tag(consent.isGiven ? "Yes" : "No", consent.isGiven ? "green" : "grey"))<p class=\"govuk-body govuk-!-margin-top-2\">\(consent.words)</p>"
      )
    }
    return page.response(
      """
      <h1 class="govuk-heading-l">Who may know your name</h1><p class="govuk-body">You decide for each of them apart, and \
      can change it while your case is open. What we publish in the end names the public body and nobody else.</p>\
      \(Block.summary(rows))\(change(followed))
      """)
  }

  private func change(_ followed: FollowedCase) -> HTML {
    func has(_ event: String) -> Bool { followed.offers.contains { $0.event.name == event } }
    if has("change-consent") {
      return """
        <a class="govuk-button" role="button" draggable="false" data-module="govuk-button" \
        href="/follow/case/do/change-consent">Change this</a>
        """
    }
    if has("end-anonymity") {
      return """
        <p class="govuk-body">You stay anonymous, so we ask for no consent and name you to nobody. Without your name we can’t \
        ask about your own invoice, bid or contract, and the prime contractor is not asked at all.</p><p \
        class="govuk-body">\(Control.link("/follow/case/do/end-anonymity", "Stop being anonymous"))</p>
        """
    }
    return followed.sight.case.closedAt == nil
      ? "<p class=\"govuk-body\">You have withdrawn: from now on we name you to nobody.</p>"
      : "<p class=\"govuk-body\">The case is closed: nothing more is sent to anybody.</p>"
  }
}
