import Casework
import Engine

/// Contacts of organisations sign in by a link to an address that the directory has.
struct DepartmentSignIn: Sendable {
  let site: Site

  /// For how long a link works, in seconds.
  private static let linkSeconds: Int64 = 900

  var routes: [Route] {
    [
      Route(.get, "/department/sign-in", .visitor) { ask($0) },
      Route(.post, "/department/sign-in", .visitor) { try await send($0) },
      Route(.get, "/department/sign-in/sent", .visitor) { sent($0) },
      Route(.get, "/department/enter/{secret}", .visitor) { enterPage($0) },
      Route(.post, "/department/enter/{secret}", .visitor) { try await enter($0) },
    ]
  }

  private func ask(_ request: WebRequest, error: String? = nil) -> WebResponse {
    let address = request.form.text("email") ?? ""
    var page = Page(site, request, "Sign in for an organisation")
    if let error { page.errors = [("email", error)] }
    let fields =
      Control.text(
        Question(
          "email", "Your work email address", hint: "The one that the directory of contract managers has.",
          error: error, value: address), type: "email", autocomplete: "email")
      + Control.button("Send me a link")
    return page.response(
      """
      <h1 class="govuk-heading-l">Sign in for an organisation</h1><p class="govuk-body">For people who answer for public \
      contracts. There is no password: we send a link that lets you in.</p>\
      \(Form("/department/sign-in", for: request).html(fields))<p class="govuk-body">If we wrote to you about a case, you \
      can answer by the link in that email without signing in.</p>
      """, error == nil ? .ok : .unprocessable)
  }

  /// Does the same whether or not anybody has the address, so that neither answer nor time tells.
  private func send(_ request: WebRequest) async throws -> WebResponse {
    guard let address = request.form.text("email"), EmailAddress.isPlain(address) else {
      return ask(request, error: "Enter your work email address in the right form, like name@department.example")
    }
    try await Tries(site: site).count("department", of: request.client, most: 30, window: 900)
    try await Tries(site: site).count("department", of: EmailAddress.key(address), most: 5, window: 900)
    let secret = Secrets.fresh()
    let library = site.library
    let (isKnown, id) = try await site.store.transaction { transaction in
      let facts = try DirectoryFacts(transaction, library)
      let isKnown = !facts.posts(ofAddress: address).isEmpty
      try transaction.keepCode(
        OneTimeCode(
          code: Secrets.digest(of: isKnown ? secret : Secrets.fresh()), purpose: .contactSignIn,
          subject: isKnown ? EmailAddress.key(address) : "", madeAt: facts.now,
          endsAt: facts.now.advanced(bySeconds: Self.linkSeconds)))
      let id = FreshID.make(at: facts.now)
      try transaction.keepCode(OneTimeCode(letter: id, to: isKnown ? address : "", at: facts.now))
      return (isKnown, id)
    }
    if isKnown { site.postLater(letter(to: address, secret, as: id)) }
    return .redirect("/department/sign-in/sent")
  }

  private func letter(to address: String, _ secret: String, as id: UniqueID) -> Letter {
    Letter(
      kind: "department-sign-in", to: address, subject: "Your link to sign in to \(site.brand.scheme)",
      text: """
        Somebody, probably you, asked to sign in with this address.

        Open this link within 15 minutes and choose "Sign in". It works once.

        \(site.address)/department/enter/\(secret)

        If it was not you, nothing has happened and there is nothing to do.

        \(site.brand.owner)
        Telephone \(site.brand.telephone), \(site.brand.hours)
        """, as: id)
  }

  private func sent(_ request: WebRequest) -> WebResponse {
    Page(site, request, "Check your email").response(
      """
      <h1 class="govuk-heading-l">Check your email</h1><p class="govuk-body">If the directory has the address that you \
      gave, a link is on its way to it. It works once, within 15 minutes.</p><p class="govuk-body">If nothing comes, look \
      among your junk mail, <a class="govuk-link" href="/department/sign-in">try another address</a>, or ask a \
      colleague who is in the directory to add you. You can also call us: \(site.brand.number), \(site.brand.hours).</p>
      """)
  }

  /// A page with a button, as programs that check mail follow links.
  private func enterPage(_ request: WebRequest) -> WebResponse {
    Page(site, request, "Sign in for an organisation").response(
      """
      <h1 class="govuk-heading-l">Sign in for an organisation</h1><p class="govuk-body">You asked for this link.</p>\
      \(Form("/department/enter/\(FormValues.encoded(request["secret"]))", for: request).html(Control.button("Sign in")))
      """)
  }

  private func enter(_ request: WebRequest) async throws -> WebResponse {
    try await Tries(site: site).count("department-enter", of: request.client, most: 60, window: 900)
    let code = Secrets.digest(of: request["secret"])
    let library = site.library
    let address = try await site.store.transaction { transaction -> String? in
      guard let used = try transaction.useCode(code, for: .contactSignIn) else { return nil }
      let facts = try DirectoryFacts(transaction, library)
      guard !facts.posts(ofAddress: used.subject).isEmpty else { return nil }
      // Whoever follows a link has had the letter.
      try transaction.verifyAddress(used.subject, at: facts.now)
      return used.subject
    }
    guard let address else {
      throw Refusal(
        .notFound, "This link does not work any more",
        "Links work once, and for 15 minutes. If you are signed in already, you need no other.",
        next: Refusal.Next("/department/sign-in", "Ask for a new link"))
    }
    let cookie = try await SessionDesk(site: site).begin(.contact, for: address, after: request)
    return .redirect("/department").with(cookie)
  }
}
