import Casework
import Engine

/// `/cases`: what waits for whom, and giving cases to people.
struct CaseListPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/cases", .staff(.readCases)) { try await list($0) },
      Route(.post, "/cases/assign", .staff(.workCases)) { try await assign($0) },
    ]
  }

  private func list(_ request: WebRequest, _ problem: (field: String, problem: String)? = nil) async throws
    -> WebResponse
  {
    let user = try request.staff
    let query = request.method == .get ? request.query : Self.query(of: request.form["back"])
    let listing = try await CaseListing.read(CaseQueue(query), for: user, at: site)
    var page = Page(site, request, "\(listing.queue.part.title) cases", area: .staff, isWide: true)
    page.current = "/cases"
    if let problem { page.errors = [problem] }
    if let count = query.text("assigned").flatMap({ Int($0) }) {
      page.notice = Block.notice(
        "Done", "<p class=\"govuk-notification-banner__heading\">\(Self.assigned(count))</p>")
    }
    let view = CaseListView(listing: listing, request: request, user: user)
    return page.response(view.html(problem), problem == nil ? .ok : .unprocessable)
  }

  private static func assigned(_ count: Int) -> String {
    count == 1 ? "1 case has somebody else to look after it" : "\(count) cases have somebody else to look after them"
  }

  /// The list that a form came from.
  private static func query(of back: String?) -> FormValues {
    let place = SignInPlace.back(back, otherwise: "/cases")
    return FormValues(encoded: place.split(separator: "?", maxSplits: 1).dropFirst().first ?? "")
  }

  private func assign(_ request: WebRequest) async throws -> WebResponse {
    let user = try request.staff
    let references = request.form.all("case")
    guard !references.isEmpty else { return try await list(request, ("case-1", "Choose at least one case")) }
    guard references.count <= CaseQueue.pageLength else { throw Refusal.foreignForm }
    guard let to = request.form.text("to") else {
      return try await list(request, ("to", "Choose who is to look after them"))
    }
    if let away = try await Colleague.away(to, request, at: site) { return try await list(request, ("to", away)) }
    if let reason = request.form.text("reason"), reason.unicodeScalars.count > CaseLimits.reason {
      return try await list(request, ("reason", CaseworkWords.longReason))
    }
    let event = try RequestIdentity.event(in: request)
    let assignment = CaseAssignment(to: to == Self.nobody ? nil : to, reason: request.form.text("reason"))
    var refused: [(reference: String, reason: String)] = []
    for reference in references {
      do {
        let (id, workflow) = try await found(reference, to)
        let action = CaseRequest.Action.act(.assign(assignment))
        _ = try await site.requests.handle(
          CaseRequest(
            caseID: id, eventID: RequestIdentity.event(event, for: id), action: action,
            actor: user.actor(for: action, workflow)))
      } catch let failure as CaseFailure {
        refused.append((reference, CaseworkWords.refusal(failure)))
      }
    }
    let back = "/cases?" + Self.query(of: request.form["back"]).with("assigned", nil).encoded
    guard !refused.isEmpty else { return .redirect("\(back)&assigned=\(references.count)") }
    return told(refused, of: references.count, back, request)
  }

  /// The choice that gives cases back to the queue; no account has a blank in its name.
  static let nobody = "nobody at all"

  private func found(_ typed: String, _ to: String) async throws -> (CaseID, Workflow) {
    let library = site.library
    return try await site.store.transaction { transaction in
      guard let reference = CaseReference(typed), let id = try transaction.caseID(of: reference),
        let record = try transaction.look(at: [id], for: []).cases.first
      else { throw CaseFailure.unknownCase }
      if to != Self.nobody { _ = try Colleague.named(to, in: transaction) }
      return (id, try library.workflow(record.version, transaction))
    }
  }

  private func told(
    _ refused: [(reference: String, reason: String)], of count: Int, _ back: String, _ request: WebRequest
  ) -> WebResponse {
    var page = Page(site, request, "Some cases were not assigned", area: .staff)
    page.back = back
    let rows = refused.map { [Control.link("/cases/\($0.reference)", $0.reference), "\($0.reason)"] as [HTML] }
    return page.response(
      """
      <h1 class="govuk-heading-l">Some cases were not assigned</h1><p class="govuk-body">\(count - refused.count) of \
      \(count) were assigned.</p>\(Block.table("Cases that were not assigned", ["Case", "Why"], rows))
      """, .conflict)
  }
}

/// A colleague who is named in a form.
enum Colleague {
  /// - Throws: `Refusal` where nobody who works cases has the account.
  static func named(_ name: String, in transaction: any StoreTransaction) throws -> User {
    guard let user = try transaction.user(named: Person.key(name)), Permission.workCases.isGiven(to: user) else {
      throw Refusal(
        .unprocessable, "That person can't look after cases", "Choose one of the accounts that the form offers.")
    }
    return user
  }

  /// Everybody who works cases, as choices.
  static func choices(_ people: [User], _ absences: StaffAbsences? = nil) -> [Control.Choice] {
    people.map { person in
      let away = absences?.absence(of: person.name).map { ", away until \(DayWords.day($0.lastDay))" } ?? ""
      return Control.Choice(person.name, "\(person.displayName) (\(person.name))\(away)")
    }
  }

  /// What is said, once, to whoever gives a case to somebody who is away; nil where there is nothing to say.
  static func away(_ name: String, _ request: WebRequest, at site: Site) async throws -> String? {
    guard request.form["anyway"] != name else { return nil }
    return try await site.store.transaction { transaction in
      let absences = StaffAbsences(try transaction.absences(), on: DayWords.date(of: try transaction.currentTime()))
      guard let absence = absences.absence(of: Person.key(name)) else { return nil }
      func title(_ name: String) throws -> String { try transaction.user(named: name)?.displayName ?? name }
      let cover = try title(absences.cover(for: absence.person) ?? absence.cover)
      return "\(try title(absence.person)) is away until \(DayWords.day(absence.lastDay)), and \(cover) covers. "
        + "Send it again to give it to them all the same"
    }
  }
}

extension WebRequest {
  /// Whose request it is, on a route for staff.
  var staff: User {
    get throws(Refusal) {
      guard case .staff(let user) = principal else { throw Refusal.signInFirst }
      return user
    }
  }
}
