import Casework
import CivilTime
import Engine

/// `/cases/cover`: when somebody is away, and whose list shows the cases meanwhile.
struct AbsencePages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/cases/cover", .staff(.workCases)) { try await page(for: $0) },
      Route(.post, "/cases/cover/absence", .staff(.workCases)) { try await note($0) },
      Route(.post, "/cases/cover/back", .staff(.workCases)) { try await remove($0) },
    ] + HandoverPages(site: site).routes
  }

  private struct Desk: Sendable {
    let absences: [StaffAbsence]
    let check: AbsenceCheck
    let cases: Int
    var people: [User] { check.people }
    var today: CivilDate { check.today }
  }

  private func desk(_ user: User) async throws -> Desk {
    try await site.store.transaction { transaction in
      Desk(
        absences: try transaction.absences(),
        check: try AbsenceCheck(transaction),
        cases: try transaction.countCases(matching: CaseFilter(assignee: user.name), limit: EngineLimits.listedCases))
    }
  }

  // MARK: The page

  private func page(
    for request: WebRequest, errors: [(field: String, problem: String)] = []
  ) async throws -> WebResponse {
    let user = try request.staff
    let desk = try await desk(user)
    var page = Page(site, request, "When you are away", area: .staff)
    (page.current, page.back, page.errors) = ("/cases", "/cases", errors)
    if let done = request.query["done"] {
      let words = done == "back" ? "The absence is removed" : "The absence is noted"
      page.notice = Block.notice("Done", "<p class=\"govuk-notification-banner__heading\">\(words)</p>")
    }
    let handover: HTML =
      desk.cases == 0
      ? .none
      : "<p class=\"govuk-body\">If you don’t come back to them, \(Control.link("/cases/handover", "hand over all your cases for good")).</p>"
    return page.response(
      """
      <h1 class="govuk-heading-l">When you are away</h1><p class="govuk-body">From the first day to the last, your cases \
      stand in the list of a colleague as well, and whoever gives you another one is told that you are away. They stay \
      yours: on the day after, everything is as before.</p>\(planned(desk, user, request))\
      <h2 class="govuk-heading-m">\(desk.absences.isEmpty ? "Note an absence" : "Note another absence")</h2>\
      \(Form("/cases/cover/absence", for: request).html(fields(desk, user, request.form, errors)))\(handover)
      """, errors.isEmpty ? .ok : .unprocessable)
  }

  private func fields(
    _ desk: Desk, _ user: User, _ typed: FormValues, _ errors: [(field: String, problem: String)]
  ) -> HTML {
    func question(_ name: String, _ label: String, hint: String? = nil) -> Question {
      Question(
        name, label, hint: hint, error: errors.first { $0.field == name }?.problem, value: typed[name] ?? "")
    }
    // Somebody who falls ill can't note it.
    let who: HTML =
      Permission.keepAccounts.isGiven(to: user)
      ? Control.select(question("who", "Who is away"), Colleague.choices(desk.people)) : .none
    return who
      + DateFields.control(question("from", "First day away", hint: "For example, 27 3 2026"), typed)
      + DateFields.control(question("to", "Last day away"), typed)
      + Control.select(
        question("cover", "Who looks after the cases meanwhile"),
        Colleague.choices(
          desk.people.filter { $0.disabledAt == nil && (!who.isEmpty || $0.name != user.name) }))
      + Control.button("Note the absence")
  }

  private func planned(_ desk: Desk, _ user: User, _ request: WebRequest) -> HTML {
    let names = Dictionary(desk.people.map { ($0.name, $0.displayName) }, uniquingKeysWith: { first, _ in first })
    let mine = desk.absences.filter { $0.lastDay >= desk.today && (mayChange($0, user) || $0.cover == user.name) }
    let rows = mine.map { absence -> [HTML] in
      let hidden: HTML = """
        <input type="hidden" name="who" value="\(absence.person)"><input type="hidden" name="from" \
        value="\(absence.firstDay.description)">
        """
      let who = names[absence.person] ?? absence.person
      let back: HTML = """
        <button type="submit" class="app-link-button">Remove<span class="govuk-visually-hidden"> (\(who), from \
        \(DayWords.day(absence.firstDay)))</span></button>
        """
      return [
        "\(who) \(absence.covers(desk.today) ? Block.tag("Away now", "yellow") : .none)",
        """
        <span class="app-nowrap">\(DayWords.day(absence.firstDay))</span> to <span \
        class="app-nowrap">\(DayWords.day(absence.lastDay))</span>
        """,
        "\(names[absence.cover] ?? absence.cover)",
        mayChange(absence, user) ? Form("/cases/cover/back", for: request).html(hidden + back) : .none,
      ]
    }
    return rows.isEmpty
      ? .none : Block.table("Absences", ["Who", "Away", "Covered by", "Change"], rows)
  }

  private func mayChange(_ absence: StaffAbsence, _ user: User) -> Bool {
    absence.person == user.name || Permission.keepAccounts.isGiven(to: user)
  }

  // MARK: Changing it

  private func note(_ request: WebRequest) async throws -> WebResponse {
    let user = try request.staff
    let desk = try await desk(user)
    let form = request.form
    let person = Permission.keepAccounts.isGiven(to: user) ? form.text("who") : user.name
    let (first, last) = (
      CivilDate(iso8601: DateFields.text("from", form)), CivilDate(iso8601: DateFields.text("to", form))
    )
    let cover = form.text("cover")
    let errors = desk.check.problems(who: person, from: first, to: last, cover: cover)
    guard errors.isEmpty, let person, let first, let last, let cover else {
      return try await page(for: request, errors: errors)
    }
    try await site.store.transaction { transaction in
      try transaction.keepAbsence(
        StaffAbsence(person: person, firstDay: first, lastDay: last, cover: cover, notedBy: user.name))
    }
    return .redirect("/cases/cover?done=noted")
  }

  private func remove(_ request: WebRequest) async throws -> WebResponse {
    let user = try request.staff
    guard let person = request.form.text("who"),
      let first = request.form.text("from").flatMap(CivilDate.init(iso8601:)),
      person == user.name || Permission.keepAccounts.isGiven(to: user)
    else { throw Refusal.forbidden }
    try await site.store.transaction { try $0.removeAbsence(of: person, from: first) }
    return .redirect("/cases/cover?done=back")
  }
}
