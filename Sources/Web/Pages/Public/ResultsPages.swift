import CivilTime
import JSON

/// What the scheme has published: a list, a page for each, and the same for programs.
struct ResultsPages: Sendable {
  let site: Site
  let results: any PublishedResults

  private static let pageLength = 25
  /// As many as a download or feed holds.
  private static let most = 10_000

  var routes: [Route] {
    [
      Route(.get, "/results", .visitor) { try await list(for: $0) },
      Route(.get, "/results.csv", .everyone) { try await csv(for: $0) },
      Route(.get, "/results.xlsx", .everyone) { try await list($0).response(.xlsx) },
      Route(.get, "/results.json", .everyone) { try await json(for: $0) },
      Route(.get, "/results.atom", .everyone) { try await feed(for: $0) },
      Route(.get, "/results/{id}", .visitor) { try await page(for: $0) },
    ]
  }

  private func filter(_ query: FormValues) -> ResultFilter {
    var filter = ResultFilter()
    filter.words = query.text("q").map { String($0.prefix(100)) }
    filter.authority = query.text("authority")
    filter.subject = query.text("subject")
    filter.outcome = query.text("outcome")
    filter.year = query.text("year").flatMap { Int($0) }
    return filter
  }

  // MARK: Pages

  private func list(for request: WebRequest) async throws -> WebResponse {
    let filter = filter(request.query)
    // Whoever asks for a page behind the last, as an old bookmark may, sees the last.
    let all = try await results.results(matching: filter, from: 0, limit: 1).count
    let pages = max(1, (all + Self.pageLength - 1) / Self.pageLength)
    let number = max(1, min(request.query["page"].flatMap { Int($0) } ?? 1, pages))
    let first = (number - 1) * Self.pageLength
    let (found, count) = try await results.results(matching: filter, from: first, limit: Self.pageLength)
    var page = Page(site, request, "Results", isWide: true)
    page.current = "/results"
    page.alternate = ("application/atom+xml", "/results.atom", "Results")
    let isNothing = try await results.results(matching: ResultFilter(), from: 0, limit: 1).count == 0
    if isNothing {
      return page.response(
        """
        <h1 class="govuk-heading-l">Results</h1><p class="govuk-body">Nothing is published yet. When a case has ended, what \
        we found stands here: it names the public body and nobody else.</p>\(Self.downloads(request.query))
        """)
    }
    let rows = found.map { result -> [HTML] in
      [
        Control.link("/results/\(FormValues.encoded(result.id))", result.authority), "\(result.summary)",
        "<span class=\"app-whole\">\(ChoiceWords.words(result.subject))</span>", "\(DayWords.day(result.publishedOn))",
        Block.tag(ChoiceWords.words(result.outcome), "blue"),
      ]
    }
    let shown =
      count == 0
      ? "No results" : "Showing \(first + 1) to \(first + found.count) of \(count) result\(count == 1 ? "" : "s")"
    return page.response(
      """
      <h1 class="govuk-heading-l">Results</h1>\(try await filters(request.query))<p class="govuk-body" \
      role="status">\(shown)</p>\
      \(Block.table("Results", ["Public body", "What happened", "Subject", "Published", "Outcome"], rows, isCaptionHidden: true, empty: "Nothing fits all of that. Search for fewer things at once."))\
      \(Pagination.html(request, page: number, of: pages))\(Self.downloads(request.query))
      """)
  }

  private func filters(_ query: FormValues) async throws -> HTML {
    let choices = try await results.choices()
    func select(_ name: String, _ label: String, _ values: [Control.Choice]) -> HTML {
      Control.select(Question(name, label, value: query[name] ?? ""), values, empty: "Any")
    }
    let fields =
      Control.text(Question("q", "Words", value: query["q"] ?? ""), width: 20)
      + select("authority", "Public body", choices.authorities.map { Control.Choice($0, $0) })
      + select("subject", "Subject", choices.subjects.map { Control.Choice($0, ChoiceWords.words($0)) })
      + select("outcome", "Outcome", choices.outcomes.map { Control.Choice($0, ChoiceWords.words($0)) })
      + select("year", "Year", choices.years.map { Control.Choice("\($0)", "\($0)") })
    let clear: HTML =
      Self.query(query).isEmpty
      ? .none : "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/results\">Clear all filters</a></p>"
    return """
      <form method="get" action="/results" class="app-filter" novalidate>\(fields)<button type="submit" \
      class="govuk-button govuk-button--secondary" data-module="govuk-button">Show</button>\(clear)</form>
      """
  }

  /// What a list is narrowed by, as it stands in an address; empty for all.
  private static func query(_ query: FormValues) -> String {
    FormValues(
      query.pairs.filter { ["q", "authority", "subject", "outcome", "year"].contains($0.name) && !$0.value.isEmpty }
    )
    .encoded
  }

  private static func downloads(_ query: FormValues) -> HTML {
    let rest = Self.query(query)
    let tail = rest.isEmpty ? "" : "?\(rest)"
    return """
      <p class="govuk-body">For programs and spreadsheets: <a class="govuk-link" href="/results.csv\(tail)">CSV</a>, \
      <a class="govuk-link" href="/results.xlsx\(tail)">Excel</a>, <a class="govuk-link" href="/results.json\(tail)">JSON</a>, <a class="govuk-link" \
      href="/results.atom\(tail)">Atom feed</a>, which tells a feed reader of new ones.</p>
      """
  }

  private func page(for request: WebRequest) async throws -> WebResponse {
    guard let result = try await results.result(request["id"]) else { throw Refusal.notFound }
    var page = Page(site, request, result.authority)
    (page.current, page.back) = ("/results", "/results")
    return page.response(
      """
      <span class="govuk-caption-l">Result</span><h1 class="govuk-heading-l">\(result.authority)</h1>\
      \(Block.summary([
        Block.SummaryRow("Outcome", "\(ChoiceWords.words(result.outcome))"),
        Block.SummaryRow("Subject", "\(ChoiceWords.words(result.subject)): \(ChoiceWords.words(result.subIssue))"),
        Block.SummaryRow("Published", "\(DayWords.day(result.publishedOn))"),
      ]))<h2 class="govuk-heading-m">What happened, and what we found</h2><p class="govuk-body">\(lines: result.summary)</p>
      """)
  }

  // MARK: For programs

  private func all(_ request: WebRequest) async throws -> [PublishedResult] {
    try await results.results(matching: filter(request.query), from: 0, limit: Self.most).results
  }

  private func csv(for request: WebRequest) async throws -> WebResponse {
    let file = try await list(request)
    return .download(
      Array(CSVText.text([file.heads] + file.rows).utf8), named: "results.csv", type: "text/csv; charset=utf-8")
  }

  /// The list as a table to keep.
  private func list(_ request: WebRequest) async throws -> ListFile {
    let heads = ["Year", "Month", "Authority", "Subject", "Sub Issue", "Case Issue", "Case Outcome"]
    let rows = try await all(request).map { result in
      [
        "\(result.publishedOn.year)", "\(result.publishedOn.month)", result.authority,
        ChoiceWords.words(result.subject),
        ChoiceWords.words(result.subIssue), result.summary, ChoiceWords.words(result.outcome),
      ]
    }
    return ListFile(name: "results", title: "Results", heads: heads, rows: rows)
  }

  private func json(for request: WebRequest) async throws -> WebResponse {
    let items = try await all(request).map { result -> JSONValue in
      [
        "id": .string(result.id), "url": .string("\(site.address)/results/\(FormValues.encoded(result.id))"),
        "published_on": .string(result.publishedOn.description), "authority": .string(result.authority),
        "subject": .string(result.subject), "sub_issue": .string(result.subIssue), "summary": .string(result.summary),
        "outcome": .string(result.outcome),
      ]
    }
    return .json(["results": .array(items)])
  }

  private func feed(for request: WebRequest) async throws -> WebResponse {
    let found = Array(try await all(request).prefix(50))
    return WebResponse(
      .ok, type: "application/atom+xml; charset=utf-8",
      body: Array(AtomFeed(site: site, results: found, query: Self.query(request.query)).text.utf8))
  }
}
