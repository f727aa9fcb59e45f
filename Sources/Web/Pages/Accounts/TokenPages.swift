import Casework
import Cryptography
import Engine
import WorkingTime

/// The tokens of programs: made, listed, revoked.
struct TokenPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/accounts/tokens", .proven(.keepAccounts)) { try await list($0) },
      Route(.post, "/accounts/tokens", .proven(.keepAccounts)) { try await make($0) },
      Route(.post, "/accounts/tokens/revoke", .proven(.keepAccounts)) { try await revoke($0) },
    ] + ListFile.routes("/accounts/tokens", .proven(.keepAccounts)) { _ in try await file() }
  }

  /// Neither a token nor its digest is in it.
  private func file() async throws -> ListFile {
    let tokens = try await site.store.transaction { try $0.tokens() }
    return ListFile(
      name: "tokens", title: "Tokens", heads: ["Name", "Account", "Scopes", "Organisation", "Ends", "Revoked"],
      rows: tokens.map { token in
        [
          token.name, token.holder, token.scopes.joined(separator: ", "), token.organisation ?? "",
          token.endsAt.rfc3339, token.revokedAt?.rfc3339 ?? "",
        ]
      })
  }

  private func list(
    _ request: WebRequest, problems: [(field: String, problem: String)] = []
  ) async throws -> WebResponse {
    let (tokens, users, now) = try await site.store.transaction { transaction in
      (try transaction.tokens(), try transaction.users().filter { $0.disabledAt == nil }, try transaction.currentTime())
    }
    let rows = tokens.map { token -> [HTML] in
      let isInUse = token.revokedAt == nil && now < token.endsAt
      let button: HTML =
        isInUse
        ? Form("/accounts/tokens/revoke", for: request).html(
          """
          <input type="hidden" name="key" value="\(Hexadecimal.text(of: token.key))"><button type="submit" \
          class="app-link-button">Revoke<span class="govuk-visually-hidden"> \(token.name)</span></button>
          """) : .none
      let state =
        token.revokedAt.map { "Revoked \(DayWords.day($0))" }
        ?? (isInUse ? "Until \(DayWords.day(token.endsAt))" : "Ended \(DayWords.day(token.endsAt))")
      return [
        "\(token.name)", "\(token.holder)", "\(token.scopes.joined(separator: ", "))", "\(token.organisation ?? "")",
        "\(state)", button,
      ]
    }
    var page = Page(site, request, "Tokens", area: .staff, isWide: true)
    (page.current, page.errors) = ("/accounts", problems)
    func question(_ name: String, _ label: String, hint: String? = nil, isOptional: Bool = false) -> Question {
      Question(
        name, label, hint: hint, error: problems.first { $0.field == name }?.problem,
        value: request.form[name] ?? "", isOptional: isOptional)
    }
    let fields =
      Control.text(question("name", "What you call it"), width: 20)
      + Control.select(
        question("holder", "Account", hint: "It answers for what is done with the token, which can never do more."),
        users.map { Control.Choice($0.name, "\($0.displayName) (\($0.name))") })
      + Control.checkboxes(
        question("scopes", "What it may do"),
        Scope.allCases.map { Control.Choice($0.rawValue, $0.rawValue, hint: $0.meaning) },
        checked: Set(request.form.all("scopes")))
      + Control.text(
        question(
          "organisation", "Organisation", hint: "Where it may reach the directory of one alone.", isOptional: true),
        width: 30)
      + Control.text(question("days", "For how many days", hint: "From 1 to 366"), width: 3)
      + Control.button("Make a token")
    return page.response(
      """
      <h1 class="govuk-heading-l">Tokens</h1>\(AccountPages.subNavigation("/accounts/tokens", request))\
      \(Block.table("Tokens", ["Name", "Account", "Scopes", "Organisation", "State", "Act"], rows, empty: "No token was ever made."))\
      \(tokens.isEmpty ? .none : ListFile.links("/accounts/tokens"))\
      <h2 class="govuk-heading-m">Make a token</h2>\(Form("/accounts/tokens", for: request).html(fields))
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  private func make(_ request: WebRequest) async throws -> WebResponse {
    let form = request.form
    let draft = TokenDraft(
      name: form.text("name") ?? "", holder: form["holder"] ?? "", scopes: form.all("scopes").compactMap(Scope.init),
      organisation: form.text("organisation"), days: Int64(form.text("days") ?? "") ?? 0)
    let problems = draft.problems(try await site.store.transaction { try $0.user(named: draft.holder) })
    guard problems.isEmpty else { return try await list(request, problems: problems) }
    let (token, secret) = try await site.store.transaction { try draft.make($0) }
    let name = token.name
    var page = Page(site, request, "The token \(name)", area: .staff)
    (page.current, page.back) = ("/accounts", "/accounts/tokens")
    return page.response(
      """
      <h1 class="govuk-heading-l">The token \(name)</h1><p class="govuk-body">Copy it to where only the program reads \
      it. It is shown this once: only its digest is kept.</p>\(Block.inset("<code class=\"app-secret\">\(secret)</code>"))
      """)
  }

  private func revoke(_ request: WebRequest) async throws -> WebResponse {
    guard let key = Hexadecimal.bytes(of: request.form["key"] ?? "") else { throw Refusal.notFound }
    guard try await site.store.transaction({ try $0.revokeToken(key) }) else { throw Refusal.notFound }
    return .redirect("/accounts/tokens")
  }
}
