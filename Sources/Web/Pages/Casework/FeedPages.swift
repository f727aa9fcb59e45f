import Casework
import CivilTime
import Engine

/// A person's deadlines in a calendar program: an address with a secret in it, which can be renewed.
struct FeedPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/cases/feed", .staff(.readCases)) { page(for: $0, address: nil) },
      Route(.post, "/cases/feed", .staff(.readCases)) { try await make($0) },
      Route(.get, "/feed/{file}", .everyone) { try await feed($0) },
    ]
  }

  /// For so long an address works, in seconds: two years.
  private static let length: Int64 = 2 * 366 * 86_400

  private func page(for request: WebRequest, address: String?) -> WebResponse {
    var page = Page(site, request, "Your deadlines in your calendar", area: .staff)
    page.current = "/cases"
    page.back = "/cases"
    let shown: HTML =
      address.map {
        """
        <p class="govuk-body">Copy this address now. It is not shown again.</p>\
        \(Block.inset("<code class=\"app-secret\">\($0)</code>"))
        """
      } ?? .none
    let form = Form("/cases/feed", for: request).html(
      Control.button(address == nil ? "Make a new address" : "Make another one", isSecondary: address != nil))
    return page.response(
      """
      <h1 class="govuk-heading-l">Your deadlines in your calendar</h1>\(shown)<p class="govuk-body">Subscribe to an \
      address in your calendar program, and the deadlines of the cases that you look after are there. It tells \
      references, steps and dates, and never who raised a case.</p><p class="govuk-body">Whoever has the address can read \
      it. A new address ends the one before.</p>\(form)
      """)
  }

  private func make(_ request: WebRequest) async throws -> WebResponse {
    page(for: request, address: try await renew(for: try request.staff))
  }

  /// Makes the address of somebody's feed, and ends the one before.
  func renew(for user: User) async throws -> String {
    let secret = Secrets.fresh()
    try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      try transaction.endCodes(for: .feed, of: user.name)
      try transaction.keepCode(
        OneTimeCode(
          code: Secrets.digest(of: secret), purpose: .feed, subject: user.name, madeAt: now,
          endsAt: now.advanced(bySeconds: Self.length)))
    }
    return "\(site.address)/feed/\(secret).ics"
  }

  private func feed(_ request: WebRequest) async throws -> WebResponse {
    try await Tries(site: site).count("feed", of: request.client, most: 300, window: 900)
    guard request["file"].hasSuffix(".ics") else { throw Refusal.notFound }
    let code = Secrets.digest(of: String(request["file"].dropLast(".ics".count)))
    let library = site.library
    let calendar = try await site.store.transaction { transaction -> DeadlineFeed? in
      guard let found = try transaction.code(code, for: .feed), let user = try transaction.user(named: found.subject),
        Permission.readCases.isGiven(to: user)
      else { return nil }
      let rows = try CaseRow.rows(
        of: try transaction.cases(matching: CaseFilter(assignee: user.name, limit: EngineLimits.listedCases)),
        library, transaction)
      let look = try transaction.look(at: [], for: [])
      // Whoever has an interest in a case hears nothing of it here either.
      let open = rows.filter { !$0.case.isBarred(user.name) }
      return DeadlineFeed(
        title: "Deadlines of \(user.displayName)",
        deadlines: try open.flatMap { row in
          try DeadlineFeed.deadlines(of: row, try library.facts(for: row.workflow, look, transaction))
        }, address: site.address, now: look.now)
    }
    guard let calendar else { throw Refusal.notFound }
    return WebResponse(.ok, type: "text/calendar; charset=utf-8", body: Array(calendar.text.utf8))
      .with("Cache-Control", "no-store")
  }
}
