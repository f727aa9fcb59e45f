import Casework
import Engine

/// An address is shown to be somebody's by a link in a letter.
struct AddressPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/department/verify/{secret}", .visitor) { ask($0) },
      Route(.post, "/department/verify/{secret}", .visitor) { try await verify($0) },
      Route(.get, "/department/verified", .visitor) { verified($0) },
    ]
  }

  private func ask(_ request: WebRequest) -> WebResponse {
    Page(site, request, "Confirm your address").response(
      """
      <h1 class="govuk-heading-l">Confirm your address</h1><p class="govuk-body">You are in the directory of people who \
      answer for public contracts. Confirm that emails to this address reach you: then nobody waits for an answer from an address that nobody reads.</p>\
      \(Form("/department/verify/\(FormValues.encoded(request["secret"]))", for: request)
        .html(Control.button("They reach me")))
      """)
  }

  private func verify(_ request: WebRequest) async throws -> WebResponse {
    try await Tries(site: site).count("department-verify", of: request.client, most: 60, window: 900)
    let code = Secrets.digest(of: request["secret"])
    let posts = try await site.store.transaction { transaction -> [Contact] in
      guard let used = try transaction.useCode(code, for: .verifyAddress) else { return [] }
      return try transaction.verifyAddress(used.subject, at: try transaction.currentTime())
    }
    guard !posts.isEmpty else {
      throw Refusal(
        .notFound, "This link does not work any more",
        "Links work once, and for a week. If you are in the directory, sign in with this address: that verifies it too.",
        next: Refusal.Next("/department/sign-in", "Sign in for an organisation"))
    }
    return .redirect("/department/verified")
  }

  private func verified(_ request: WebRequest) -> WebResponse {
    Page(site, request, "Your address is confirmed").response(
      """
      <h1 class="govuk-heading-l">Your address is confirmed</h1><p class="govuk-body">There is nothing else to do. To see \
      what you answer for, or to say when you are away, \
      <a class="govuk-link" href="/department/sign-in">sign in for your organisation</a>.</p>
      """)
  }
}
