import CivilTime
import JSON
import Testing

@testable import Web

@Suite struct ResultsTests {
  private static let results = (1...30).map { number in
    PublishedResult(
      id: "r\(number)", publishedOn: CivilDate(dayNumber: 20_000 + number),
      authority: number % 2 == 0 ? "Cabinet Office" : "Ministry of Justice", subject: "contract-management",
      subIssue: "payment", summary: number == 7 ? "=HYPERLINK(\"x\") <b>" : "A supplier waited \(number) days.",
      outcome: number % 3 == 0 ? "upheld" : "advice-given")
  }

  private func visit() async throws -> TestSite.Visit {
    let site = try await TestSite(workflows: [])
    let filled = ResultsPages(site: site.site, results: ListedResults(Self.results)).routes
    let others = site.dispatcher.routes.filter { !$0.path.hasPrefix("/results") }
    return TestSite.Visit(site.replacing(others + filled))
  }

  @Test func `where nothing is published the page says so, and the downloads are empty but whole`() async throws {
    let visit = try await TestSite(workflows: []).visit()
    #expect(await visit.get("/results").text.contains("Nothing is published yet"))
    #expect(await visit.get("/results.json").text == "{\"results\":[]}")
    #expect(await visit.get("/results.csv").text.hasPrefix("Year,Month,Authority"))
    #expect(await visit.get("/results.atom").text.contains("<feed"))
    #expect(await visit.get("/results/r1").status == .notFound)
  }

  @Test func `results are listed newest first, a page at a time, with filters that stay`() async throws {
    let visit = try await visit()
    let first = await visit.get("/results").text
    #expect(first.contains("Showing 1 to 25 of 30 results") && first.contains("/results/r30"))
    #expect(!first.contains("/results/r5\""))
    #expect(await visit.get("/results?page=2").text.contains("Showing 26 to 30 of 30 results"))
    #expect(await visit.get("/results?page=99").text.contains("Showing 26 to 30 of 30 results"))
    let feed = await visit.get("/results.atom?q=&outcome=upheld&year=").text
    #expect(feed.contains("href=\"http://site.example/results.atom?outcome=upheld\""), "\(feed.prefix(600))")
    let filtered = await visit.get("/results?authority=Cabinet%20Office&outcome=upheld").text
    #expect(filtered.contains("of 5 results") && filtered.contains("<option value=\"upheld\" selected>"))
    #expect(filtered.contains("/results.csv?authority=Cabinet%20Office&amp;outcome=upheld"))
    #expect(await visit.get("/results?q=12+days").text.contains("of 1 result<"))
  }

  @Test func `nothing in a result is run by a browser, a spreadsheet or a feed reader`() async throws {
    let visit = try await visit()
    #expect(await visit.get("/results/r7").text.contains("&lt;b&gt;"))
    #expect(await visit.get("/results.csv").text.contains("\"'=HYPERLINK(\"\"x\"\") <b>\""))
    #expect(await visit.get("/results.atom").text.contains("&lt;b&gt;"))
  }

  @Test(arguments: ["/results.json", "/results.csv", "/results.xlsx", "/results.atom"])
  func `what has not changed since it was last fetched is not sent again`(_ path: String) async throws {
    let visit = try await visit()
    let first = await visit.get(path)
    let tag = try #require(first.headers.first { $0.name == "ETag" }?.value)
    #expect(first.status == .ok && !first.body.isEmpty)
    for known in [tag, "W/" + tag, "\"other\", \(tag)", "*"] {
      let again = await visit.ask(.get, path, headers: ["if-none-match": known])
      #expect(again.status == .notModified && again.body.isEmpty, "\(known)")
      #expect(again.headers.contains { $0.name == "ETag" && $0.value == tag })
    }
    let changed = await visit.ask(.get, path + "?year=1999", headers: ["if-none-match": tag])
    #expect(changed.status == .ok && changed.headers.contains { $0.name == "ETag" && $0.value != tag })
  }
}
