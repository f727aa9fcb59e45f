import Casework
import Cryptography
import Engine

/// Saving a concern and coming back to it from another browser, by a link in a letter.
struct RaiseSaving: Sendable {
  let site: Site
  private var desk: RaiseDesk { RaiseDesk(site: site) }

  var routes: [Route] {
    [
      Route(.get, "/raise/save", .visitor) { page(for: $0) },
      Route(.post, "/raise/save", .visitor) { try await save($0) },
      Route(.get, "/raise/saved", .visitor) { saved(for: $0) },
      Route(.get, "/raise/back/{code}", .visitor) { backPage(for: $0) },
      Route(.post, "/raise/back/{code}", .visitor) { try await comeBack($0) },
    ]
  }

  private func page(for request: WebRequest, error: String? = nil) -> WebResponse {
    guard let draft = desk.draft(of: request), !draft.isSent else { return .redirect("/raise") }
    var page = Page(site, request, "Save and come back later")
    (page.back, page.current) = ("/raise/check", "/")
    if let error { page.errors = [("email", error)] }
    let question = Question(
      "email", "Your email address", hint: "We send one email with the link, and use the address for nothing else.",
      error: error, value: request.form["email"] ?? draft.answers["supplier_email"]?.stringValue ?? "")
    return page.response(
      """
      <h1 class="govuk-heading-l">Save and come back later</h1><p class="govuk-body">What you have filled in is kept for \
      seven days. In this browser you can just come back; for any other, have a link sent to you.</p>\
      \(Form("/raise/save", for: request).html(
        Control.text(question, type: "email", autocomplete: "email") + Control.button("Send me the link")))
      """, error == nil ? .ok : .unprocessable)
  }

  private func save(_ request: WebRequest) async throws -> WebResponse {
    guard let session = request.session, let draft = desk.draft(of: request), !draft.isSent else {
      return .redirect("/raise")
    }
    guard let address = request.form.text("email"), EmailAddress.isPlain(address) else {
      return page(for: request, error: "Enter your email address in the right form, such as name@example.com")
    }
    try await Tries(site: site).count("raise-save", of: request.client, most: 10, window: 3_600)
    try await Tries(site: site).count("raise-save", of: address.lowercased(), most: 5, window: 3_600)
    let secret = Secrets.fresh()
    try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      try transaction.keepCode(
        OneTimeCode(
          code: Secrets.digest(of: secret), purpose: .resume, subject: Hexadecimal.text(of: session.key), madeAt: now,
          endsAt: session.endsAt))
    }
    site.postLater(
      Letter(
        kind: "resume", to: address, subject: "Your concern: come back to it",
        text: """
          You have begun a concern with \(site.brand.scheme). Come back to it with this link, which works once and until \
          \(DayWords.moment(session.endsAt)):

          \(site.address)/raise/back/\(secret)

          If you did not ask for this, do nothing: nothing is sent without you.

          \(site.brand.owner)

          """))
    return .redirect("/raise/saved")
  }

  private func saved(for request: WebRequest) -> WebResponse {
    var page = Page(site, request, "Saved")
    page.current = "/"
    return page.response(
      """
      <h1 class="govuk-heading-l">Saved</h1><p class="govuk-body">We have sent you a link. It works once; if you need \
      another, save again.</p><p class="govuk-body"><a class="govuk-link" href="/raise/check">Go on now</a></p>
      """)
  }

  // A program that looks at links in letters must not use this one up: only the button does.
  private func backPage(for request: WebRequest) -> WebResponse {
    var page = Page(site, request, "Come back to your concern")
    page.current = "/"
    return page.response(
      """
      <h1 class="govuk-heading-l">Come back to your concern</h1><p class="govuk-body">What you have filled in moves to this \
      browser.</p>\(Form("/raise/back/\(FormValues.encoded(request["code"]))", for: request).html(Control.button("Go on")))
      """)
  }

  private func comeBack(_ request: WebRequest) async throws -> WebResponse {
    try await Tries(site: site).count("raise-back", of: request.client, most: 30, window: 900)
    let code = Secrets.digest(of: request["code"])
    let secret = Secrets.fresh()
    let isFound = try await site.store.transaction { transaction -> Bool in
      guard let used = try transaction.useCode(code, for: .resume), let key = Hexadecimal.bytes(of: used.subject),
        let old = try transaction.session(key)
      else { return false }
      let now = try transaction.currentTime()
      let new = Secrets.digest(of: secret)
      try transaction.keepSession(
        Session(key: new, kind: .visitor, data: old.data, startedAt: old.startedAt, seenAt: now, endsAt: old.endsAt))
      for file in try transaction.sessionFiles(key) { try transaction.keepSessionFile(file, of: new) }
      try transaction.endSession(key)
      return true
    }
    guard isFound else {
      throw Refusal(
        .notFound, "This link does not work any more",
        "Links work once, and for seven days. Begin again from the start page.")
    }
    return .redirect("/raise/check").with(.set(secret))
  }
}
