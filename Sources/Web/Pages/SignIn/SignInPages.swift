import Cryptography
import Engine

/// Staff sign in with an account of the scheme's own: a password set by a link that works once.
struct SignInPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/sign-in", .visitor) { page(for: $0) },
      Route(.post, "/sign-in", .visitor) { try await signIn($0) },
      Route(.get, "/sign-in/prove", .staff(.own)) { try await proving($0) },
      Route(.post, "/sign-in/prove", .staff(.own)) { try await prove($0) },
      Route(.get, "/set-up/{code}", .visitor) { setUpPage(for: $0) },
      Route(.post, "/set-up/{code}", .visitor) { try await setUp($0) },
    ] + SignOut(site: site).routes
  }

  private static let wrong = "The account and the password don’t belong together"

  private func page(for request: WebRequest, name: String = "", error: String? = nil) -> WebResponse {
    var page = Page(site, request, "Sign in")
    if let error { page.errors = [("name", error)] }
    let back = SignInPlace.back(request.query["back"] ?? request.form["back"], otherwise: "/cases")
    let fields =
      Control.text(Question("name", "Account", error: error, value: name), autocomplete: "username", width: 20)
      + Control.password(Question("password", "Password"))
      + "<input type=\"hidden\" name=\"back\" value=\"\(back)\">" + Control.button("Sign in")
    let work: HTML =
      site.provider == nil
      ? .none
      : """
      <p class="govuk-body"><a class="govuk-button" href="/sign-in/work?back=\(FormValues.encoded(back))">Sign in with your \
      work account</a></p>
      """
    return page.response(
      """
      <h1 class="govuk-heading-l">Sign in</h1>\(work)<p class="govuk-body">For the scheme's own people. If you raised a \
      concern, <a class="govuk-link" href="/follow">follow your case</a>; if you answer for contracts, \
      <a class="govuk-link" href="/department/sign-in">sign in by a link</a>.</p>\(Form("/sign-in", for: request).html(fields))
      """, error == nil ? .ok : .unprocessable)
  }

  private func signIn(_ request: WebRequest) async throws -> WebResponse {
    let name = (request.form.text("name") ?? "").lowercased()
    try await Tries(site: site).count("sign-in", of: request.client, most: 30, window: 900)
    try await Tries(site: site).count("sign-in", of: name, most: 10, window: 900)
    guard let user = try await account(name, with: request.form["password"] ?? "") else {
      return page(for: request, name: name, error: Self.wrong)
    }
    let cookie = try await SessionDesk(site: site).begin(.staff, for: user.name, after: request)
    return .redirect(SignInPlace.back(request.form["back"], otherwise: "/cases")).with(cookie)
  }

  /// The account, where the password is its own. A name that does not exist costs as long as one that does.
  private func account(_ name: String, with password: String) async throws -> User? {
    let known = try await site.store.transaction { transaction -> (User, String)? in
      guard let user = try transaction.user(named: name), user.disabledAt == nil,
        let hash = try transaction.passwordHash(of: name)
      else { return nil }
      return (user, hash)
    }
    let isRight = PasswordHash.verify(password, against: known?.1 ?? Self.nobodysHash)
    return isRight ? known?.0 : nil
  }

  /// Of a password that nobody knows.
  private static let nobodysHash = PasswordHash.make(Secrets.fresh()) ?? ""

  // MARK: Proving

  /// By the password where there is one, else with the work account.
  private func proving(_ request: WebRequest) async throws -> WebResponse {
    guard site.provider != nil, case .staff(let user) = request.principal,
      try await site.store.transaction({ try $0.passwordHash(of: user.name) }) == nil
    else { return provePage(for: request) }
    let back = SignInPlace.back(request.query["back"], otherwise: "/cases")
    return Page(site, request, "Prove that it is you", area: .staff).response(
      """
      <h1 class="govuk-heading-l">Prove that it is you</h1><p class="govuk-body">What you are about to do can't be \
      undone lightly. Give the password of your work account once more; it counts for ten minutes.</p>\
      <p class="govuk-body"><a class="govuk-button" href="/sign-in/work?prove=1&amp;back=\(FormValues.encoded(back))">\
      Continue with your work account</a></p>
      """)
  }

  private func provePage(for request: WebRequest, error: String? = nil) -> WebResponse {
    var page = Page(site, request, "Prove that it is you", area: .staff)
    if let error { page.errors = [("password", error)] }
    let back = SignInPlace.back(request.query["back"] ?? request.form["back"], otherwise: "/cases")
    let fields =
      Control.password(Question("password", "Your password", error: error))
      + "<input type=\"hidden\" name=\"back\" value=\"\(back)\">" + Control.button("Continue")
    return page.response(
      """
      <h1 class="govuk-heading-l">Prove that it is you</h1><p class="govuk-body">What you are about to do can't be \
      undone lightly. Give your password once more; it counts for ten minutes.</p>\
      \(Form("/sign-in/prove", for: request).html(fields))
      """, error == nil ? .ok : .unprocessable)
  }

  private func prove(_ request: WebRequest) async throws -> WebResponse {
    guard case .staff(let user) = request.principal else { throw Refusal.signInFirst }
    try await Tries(site: site).count("sign-in", of: user.name, most: 10, window: 900)
    guard try await account(user.name, with: request.form["password"] ?? "") != nil else {
      return provePage(for: request, error: "That is not your password")
    }
    let cookie = try await SessionDesk(site: site).renew(after: request)
    return .redirect(SignInPlace.back(request.form["back"], otherwise: "/cases")).with(cookie)
  }

  // MARK: Setting a password

  private func setUpPage(for request: WebRequest, error: String? = nil) -> WebResponse {
    var page = Page(site, request, "Set your password")
    if let error { page.errors = [("password", error)] }
    let fields =
      Control.password(
        Question(
          "password", "New password", hint: "At least 12 characters. Three words that don't belong together are good.",
          error: error), autocomplete: "new-password") + Control.button("Set password")
    return page.response(
      """
      <h1 class="govuk-heading-l">Set your password</h1>\
      \(Form("/set-up/\(FormValues.encoded(request["code"]))", for: request).html(fields))
      """, error == nil ? .ok : .unprocessable)
  }

  private func setUp(_ request: WebRequest) async throws -> WebResponse {
    try await Tries(site: site).count("set-up", of: request.client, most: 30, window: 900)
    let password = request.form["password"] ?? ""
    guard password.count >= 12, password.utf8.count <= 512 else {
      return setUpPage(for: request, error: "The password needs 12 characters or more")
    }
    guard let hash = PasswordHash.make(password) else {
      throw Refusal(.unavailable, "Try again", "The machine is busy.")
    }
    let code = Secrets.digest(of: request["code"])
    let name = try await site.store.transaction { transaction -> String? in
      guard let used = try transaction.useCode(code, for: .setUp) else { return nil }
      try transaction.keepPasswordHash(hash, of: used.subject)
      try transaction.endSessions(.staff, of: used.subject)
      return used.subject
    }
    guard let name else {
      throw Refusal(
        .notFound, "This link does not work any more",
        "Links work once, and for three days. Ask whoever looks after accounts for a new one.")
    }
    let cookie = try await SessionDesk(site: site).begin(.staff, for: name, after: request)
    return .redirect("/cases").with(cookie)
  }
}
