import Casework
import CivilTime
import Engine
import WorkingTime

/// The log of readings: who was shown who raised which case, when and for what. It shows no name that it is about.
struct ReadingPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/accounts/readings", .staff(.reviewReadings)) { try await list($0) },
      Route(.get, "/accounts/readings.csv", .staff(.reviewReadings)) { try await export($0, .csv) },
      Route(.get, "/accounts/readings.xlsx", .staff(.reviewReadings)) { try await export($0, .xlsx) },
    ]
  }

  private static let perPage = 50
  /// A file has so many at most; a shorter time gives the rest.
  private static let mostInFile = 50_000

  // MARK: What is asked for

  private struct Asked {
    var filter: IdentityReadFilter
    var problems: [(field: String, problem: String)] = []
  }

  private func asked(_ query: FormValues, limit: Int) async throws -> Asked {
    var asked = Asked(filter: IdentityReadFilter(limit: limit))
    asked.filter.reader = query.text("reader")
    asked.filter.purpose = query.text("purpose")
    if let text = query.text("case") {
      if let reference = CaseReference(text) {
        // A case that there is not was read by nobody.
        asked.filter.caseID =
          try await site.store.transaction { try $0.caseID(of: reference) } ?? CaseID(UniqueID(high: 0, low: 0))
      } else {
        asked.problems.append(("case", "Enter the case’s reference, such as 7KQ-4FM-X2PC"))
      }
    }
    asked.filter.from = Self.day("from", query, &asked.problems).map(Self.start)
    asked.filter.until = Self.day("to", query, &asked.problems).map { Self.start(of: $0.adding(days: 1)) }
    asked.filter.after = query.text("after").flatMap(Self.place)
    return asked
  }

  private static func day(
    _ name: String, _ query: FormValues, _ problems: inout [(field: String, problem: String)]
  ) -> CivilDate? {
    let text = DateFields.text(name, query)
    guard !text.isEmpty else { return nil }
    let day = CivilDate(iso8601: text)
    if day == nil {
      problems.append((name, "The \(name == "from" ? "first" : "last") day must be a real day, such as 3 8 2026"))
    }
    return day
  }

  private static func start(of day: CivilDate) -> Instant {
    WorkingCalendar.london.instant(of: day, secondOfDay: 0)
  }

  /// Where the next page begins, as its link has it.
  private static func place(_ text: String) -> IdentityReadFilter.Place? {
    let parts = text.split(separator: "-")
    guard parts.count == 2, let at = Int64(parts[0]), let number = Int64(parts[1]) else { return nil }
    return .init(at: Instant(microseconds: at), number: number)
  }

  // MARK: The page

  private func list(_ request: WebRequest) async throws -> WebResponse {
    let asked = try await asked(request.query, limit: Self.perPage)
    let log = try await ReadingLog(store: site.store).page(asked.filter)
    let reads = asked.problems.isEmpty ? log.reads : []
    var page = Page(site, request, "Who was shown names", area: .staff, isWide: true)
    (page.current, page.errors) = ("/accounts", asked.problems)
    let rows = reads.map { read -> [HTML] in
      let reference = CaseReference(of: read.caseID).description
      return [
        "\(DayWords.moment(read.at))", reader(read.reader, log, request),
        Control.link("/cases/\(reference)", reference), "\(Self.words(read.purpose))",
      ]
    }
    let next: HTML =
      log.next.map { place in
        let after = "\(place.at.microsecondsRoundedDown)-\(place.number)"
        return """
          <p class="govuk-body"><a class="govuk-link" href="/accounts/readings?\
          \(request.query.with("after", after).encoded)">Earlier readings</a></p>
          """
      } ?? .none
    let files = ListFile.words("/accounts/readings", query: request.query.with("after", nil).encoded)
    return page.response(
      """
      <h1 class="govuk-heading-l">Who was shown names</h1>\(AccountPages.subNavigation("/accounts/readings", request))\
      \(unusual(log))<p class="govuk-body">Each time that somebody was shown who raised a case. The log can only be added \
      to.</p>\(filters(request, asked, log))\
      \(Block.table(
        "Readings", ["When", "Who", "Case", "What for"], rows, isCaptionHidden: true,
        empty: "Nobody was shown any name that this looks for."))\(next)<p class="govuk-body">Save these as \
      \(files)</p>
      """, asked.problems.isEmpty ? .ok : .unprocessable)
  }

  /// A link to all that one reader was shown.
  private func reader(_ name: String, _ log: ReadingLog.Page, _ request: WebRequest) -> HTML {
    let query = request.query.with("after", nil).with("reader", name).encoded
    return Control.link("/accounts/readings?\(query)", log.names[name].map { "\($0) (\(name))" } ?? name)
  }

  private func unusual(_ log: ReadingLog.Page) -> HTML {
    guard !log.unusual.isEmpty else { return .none }
    let items = log.unusual.map { one -> HTML in
      let before = one.usual == 0 ? "none on any day before" : "about \(Int(one.usual.rounded())) on other days"
      return """
        <li>\(Control.link("/accounts/readings?reader=\(FormValues.encoded(one.reader))", log.names[one.reader] ?? one.reader)): \
        \(one.cases) cases within a day, \(before)</li>
        """
    }
    return Block.notice(
      "More than usual",
      """
      <p class="govuk-notification-banner__heading">Somebody was shown unusually many names</p><ul \
      class="govuk-list govuk-list--bullet">\(items)</ul><p class="govuk-body">It need not mean anything: ask what for.</p>
      """, isSuccess: false)
  }

  private func filters(_ request: WebRequest, _ asked: Asked, _ log: ReadingLog.Page) -> HTML {
    func question(_ name: String, _ label: String, hint: String? = nil) -> Question {
      Question(
        name, label, hint: hint, error: asked.problems.first { $0.field == name }?.problem,
        value: request.query[name] ?? "")
    }
    let readers = log.names.sorted { $0.key < $1.key }.map { Control.Choice($0.key, "\($0.value) (\($0.key))") }
    let fields =
      Control.select(question("reader", "Who"), readers, empty: "Everybody")
      + Control.text(question("case", "Case"), width: 20)
      + Control.select(
        question("purpose", "What for"), Self.purposes.map { Control.Choice($0, Self.words($0)) }, empty: "Anything")
      + DateFields.control(question("from", "From"), request.query)
      + DateFields.control(question("to", "To"), request.query)
    return Block.details(
      "Look for some of them",
      """
      <form method="get" action="/accounts/readings" novalidate>\(fields)\(Control.button("Show", isSecondary: true))</form>
      """, isOpen: !asked.problems.isEmpty)
  }

  private static let purposes = ["page", "list", "document", "export"]

  private static func words(_ purpose: String) -> String {
    switch purpose {
    case "page": "The case's page"
    case "list": "A list of cases"
    case "export": "A table to keep"
    case "document": "A document of the case"
    default: ChoiceWords.words(purpose)
    }
  }

  // MARK: The table

  private func export(_ request: WebRequest, _ kind: ListFile.Kind) async throws -> WebResponse {
    let asked = try await asked(request.query, limit: Self.mostInFile)
    guard asked.problems.isEmpty else {
      return .redirect("/accounts/readings?\(request.query.encoded)")
    }
    let log = try await ReadingLog(store: site.store).page(asked.filter)
    let file = ListFile(
      name: "readings", title: "Readings", heads: ["When", "Account", "Name", "Case", "What for"],
      rows: log.reads.map { read in
        [
          read.at.rfc3339, read.reader, log.names[read.reader] ?? "", CaseReference(of: read.caseID).description,
          read.purpose,
        ]
      })
    return file.response(kind)
  }
}
