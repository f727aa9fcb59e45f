import Engine
import JSON

/// Signing out: here at once, and at the provider where people want that as well (OpenID Connect RP-Initiated Logout).
///
/// It is asked for by a link of its own: forms of this site may send people nowhere else, and who signs out here may well
/// want to go on reading mail with the same account.
struct SignOut: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.post, "/sign-out", .visitor) { try await signOut($0) },
      Route(.get, "/signed-out", .visitor) { page(for: $0) },
      Route(.get, "/signed-out/work", .visitor) { try await atProvider($0) },
    ]
  }

  private static let key = "work-token"
  /// For how long the other sign-out is offered.
  private static let seconds: Int64 = 600
  /// Longer tokens don't fit into an address everywhere.
  private static let longest = 4_096

  /// What a session keeps to be able to sign out.
  static func remembering(_ token: String) -> JSONObject { [key: .string(token.utf8.count <= longest ? token : "")] }

  private func signOut(_ request: WebRequest) async throws -> WebResponse {
    guard let session = request.session, session.kind == .staff, site.provider != nil,
      let token = session.data[Self.key]
    else {
      try await SessionDesk(site: site).end(request)
      return .redirect("/").with(.clear)
    }
    let ends = try await site.now().seconds + Self.seconds
    let cookie = try await SessionDesk(site: site).begin(
      .visitor, for: "", after: request, isProven: false, data: [Self.key: token, "work-ends": .integer(ends)])
    return .redirect("/signed-out").with(cookie)
  }

  private func page(for request: WebRequest) -> WebResponse {
    let isOffered = site.provider != nil && request.session?.data[Self.key] != nil
    let work: HTML =
      isOffered
      ? """
      <p class="govuk-body">Your work account is still signed in on this computer, as other services may use it. If others \
      use this computer too, sign out of it as well.</p><p class="govuk-body"><a class="govuk-button" \
      href="/signed-out/work">Sign out of your work account</a></p>
      """ : .none
    return Page(site, request, "You are signed out").response(
      """
      <h1 class="govuk-heading-l">You are signed out</h1>\(work)<p class="govuk-body"><a class="govuk-link" \
      href="/sign-in">Sign in again</a></p>
      """)
  }

  private func atProvider(_ request: WebRequest) async throws -> WebResponse {
    guard let provider = site.provider, let session = request.session, session.kind == .visitor,
      let token = session.data[Self.key]?.stringValue, let ends = session.data["work-ends"]?.integerValue,
      try await site.now().seconds < ends
    else { return .redirect("/signed-out") }
    try await SessionDesk(site: site).end(request)
    guard let door = try await door(of: provider) else {
      throw Refusal(
        .unavailable, "Your work account can't be signed out of from here",
        "Sign out where you usually do, or close the browser.")
    }
    var query = FormValues([
      ("client_id", provider.settings.client), ("post_logout_redirect_uri", site.address + "/signed-out"),
    ])
    if !token.isEmpty { query.append("id_token_hint", token) }
    return .redirect(door + (door.contains("?") ? "&" : "?") + query.encoded).with(.clear)
  }

  /// Nil where the provider has none, or can't be asked.
  private func door(of provider: IdentityProvider) async throws -> String? {
    do {
      return try await provider.doors().endSession
    } catch is IdentityProvider.Unavailable {
      return nil
    }
  }
}
