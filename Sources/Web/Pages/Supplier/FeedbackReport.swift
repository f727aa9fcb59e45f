import Casework
import Engine

/// What suppliers said of the scheme, for the scheme: never with the case that it was about.
struct FeedbackReport: Sendable {
  let site: Site

  /// As many as a page shows, and as many as a download or the interface has at most.
  private static let shown = 50
  static let most = 100_000

  var routes: [Route] {
    [
      Route(.get, "/feedback", .staff(.workCases)) { try await page(for: $0) }
    ] + ListFile.routes("/feedback", .staff(.workCases)) { _ in try await file() }
  }

  private func page(for request: WebRequest) async throws -> WebResponse {
    let all = try await site.store.transaction { try $0.feedback(limit: Self.most) }
    var page = Page(site, request, "Feedback of suppliers", area: .staff, isWide: true)
    page.current = "/feedback"
    let counts = SupplierFeedback.Satisfaction.allCases.reversed().map { kind -> [HTML] in
      let count = all.filter { $0.satisfaction == kind }.count
      let share = all.isEmpty ? 0 : (count * 100 + all.count / 2) / all.count
      return ["\(FollowFeedback.words(kind))", "\(count)", "\(share)%"]
    }
    let rows = all.lazy.filter { $0.improvement != nil }.prefix(Self.shown).map { said -> [HTML] in
      [
        "\(DayWords.day(said.givenAt))", "\(ChoiceWords.words(said.workflow))",
        "\(FollowFeedback.words(said.satisfaction))",
        "<div class=\"app-quote\">\(said.improvement ?? "")</div>",
      ]
    }
    return page.response(
      """
      <h1 class="govuk-heading-l">Feedback of suppliers</h1><p class="govuk-body">What they said once their cases had ended, in \
      the last two years. Which case it was about is not shown, and it is no part of any result.</p>\
      \(Block.table(
        "How satisfied they are", ["Answer", "How many", "Share"], all.isEmpty ? [] : Array(counts),
        empty: "Nobody has told us yet."))\
      \(Block.table(
        "What we could do better, the newest \(Self.shown)", ["When", "Kind of case", "How satisfied", "What they said"],
        Array(rows), empty: "Nobody has written anything yet."))\
      \(ListFile.links("/feedback"))
      """)
  }

  private func file() async throws -> ListFile {
    let all = try await site.store.transaction { try $0.feedback(limit: Self.most) }
    return ListFile(
      name: "feedback", title: "Feedback",
      heads: ["Given on", "Kind of case", "Satisfaction (1 to 5)", "Answer", "What could be better"],
      rows: all.map { said in
        [
          DayWords.date(of: said.givenAt).description, said.workflow, "\(said.satisfaction.rawValue)",
          FollowFeedback.words(said.satisfaction), said.improvement ?? "",
        ]
      })
  }
}
