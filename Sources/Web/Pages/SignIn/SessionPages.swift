import Engine
import JSON

/// The end of a session: how long there is left, and what was typed in a form that came too late.
struct SessionPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/session", .visitor) { Self.left($0) },
      Route(.get, "/session/kept", .visitor) { try await kept($0) },
      Route(.post, "/session/kept/drop", .visitor) { try await drop($0) },
    ]
  }

  /// For the script that warns: asking makes the session as long as it may be.
  private static func left(_ request: WebRequest) -> WebResponse {
    guard let clock = request.session.flatMap(SessionClock.init) else { return .json(["seconds": 0, "last": true]) }
    return .json(["seconds": .integer(clock.seconds), "last": .bool(clock.isLast)])
  }

  /// What was typed, to look at and send again.
  private func kept(_ request: WebRequest) async throws -> WebResponse {
    guard let session = request.session, let form = KeptForm(session.data[KeptForm.key]), form.isOf(session) else {
      return .redirect(Self.home(request.principal))
    }
    let rows = form.values.pairs.filter { !Self.hidden.contains($0.name) && !$0.value.isEmpty }.map {
      Block.SummaryRow(ChoiceWords.words($0.name), "<span class=\"app-quote\">\($0.value)</span>")
    }
    let fields = form.values.pairs.map { pair -> HTML in
      "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">"
    }
    let files: HTML =
      form.hadFiles
      ? Block.warning("Documents were not kept. Choose them again on the page, and send it there.") : .none
    var page = Page(site, request, "What you typed is still here", area: Self.area(request.principal))
    page.hasKeptForm = false
    return page.response(
      """
      <h1 class="govuk-heading-l">What you typed is still here</h1><p class="govuk-body">You were signed out before you sent \
      it, so nothing was done yet.</p>\(Block.summary(rows))\(files)\
      \(Form(form.path, for: request).html(
        fields.joined() + "<input type=\"hidden\" name=\"\(KeptForm.againField)\" value=\"yes\">"
          + Control.button("Send it now")))\
      \(Form("/session/kept/drop", for: request).html(Control.button("Throw it away", isSecondary: true)))
      """)
  }

  /// Fields that say nothing to people.
  private static let hidden: Set<String> = ["event", "event-id", "revision", "back", "key", "number", "version"]

  private func drop(_ request: WebRequest) async throws -> WebResponse {
    if var data = request.session?.data {
      data[KeptForm.key] = nil
      try await SessionDesk(site: site).remember(data, of: request)
    }
    return .redirect(Self.home(request.principal))
  }

  private static func area(_ principal: Principal) -> Page.Area {
    switch principal {
    case .staff: .staff
    case .contact: .department
    case .supplier: .supplier
    case .nobody, .program: .public
    }
  }

  private static func home(_ principal: Principal) -> String {
    switch principal {
    case .staff: "/cases"
    case .contact: "/department"
    case .supplier: "/follow/case"
    case .nobody, .program: "/"
    }
  }
}
