import Casework
import Engine
import Testing

@testable import Web

@Suite struct ReadingPageTests {
  private func site() async throws -> (TestSite, CaseID, CaseID) {
    let site = try await TestSite(now: TestSite.monday)
    let (first, second) = (try await site.open(), try await site.open())
    try await site.store.transaction { transaction in
      try transaction.noteIdentityReads(of: [first, second], by: "okafor", for: "list")
      try transaction.noteIdentityRead(of: first, by: "=lewis@b.example", for: "page")
    }
    return (site, first, second)
  }

  @Test func `the head of the team sees who was shown which case, when and what for, and nobody's name`() async throws {
    let (site, first, second) = try await site()
    let page = await (try await site.visit(as: .staff, "shah")).get("/accounts/readings")
    #expect(page.status == .ok)
    for text in [
      "Ada Okafor (okafor)", CaseReference(of: first).description, CaseReference(of: second).description,
      "A list of cases", "The case&#39;s page", "Mon 5 January 2026",
    ] { #expect(page.text.contains(text), "\(text)") }
    let example = try await site.store.transaction { [library = site.site.library] transaction in
      try CaseSight(of: first, library, transaction).supplierAddress
    }
    #expect(!page.text.contains(try #require(example)))
  }

  @Test func `the log is narrowed by person, case, reason and day, and says what is wrong with a question`()
    async throws
  {
    let (site, first, _) = try await site()
    let shah = try await site.visit(as: .staff, "shah")
    func rows(_ query: String) async -> Int {
      await shah.get("/accounts/readings?\(query)").text.ranges(of: "app-table__name").count
    }
    #expect(await rows("") == 3)
    #expect(await rows("reader=okafor") == 2)
    #expect(await rows("case=\(CaseReference(of: first))") == 2)
    #expect(await rows("case=AAA-AAA-AAAA") == 0)
    #expect(await rows("purpose=page") == 1)
    #expect(await rows("from-day=5&from-month=1&from-year=2026&to-day=5&to-month=1&to-year=2026") == 3)
    #expect(await rows("from-day=6&from-month=1&from-year=2026") == 0)
    #expect(await rows("to-day=4&to-month=1&to-year=2026") == 0)
    let wrong = await shah.get("/accounts/readings?case=1&from-day=40&from-month=1&from-year=2026")
    #expect(wrong.status == .unprocessable)
    for words in ["The first day must be a real day", "Enter the case’s reference"] {
      #expect(wrong.text.contains(words), "\(words)")
    }
  }

  @Test func `a long log goes on page by page, and is kept whole as a table that runs nothing`() async throws {
    let (site, first, _) = try await site()
    try await site.store.transaction { transaction in
      for _ in 0..<60 { try transaction.noteIdentityRead(of: first, by: "okafor", for: "page") }
    }
    let shah = try await site.visit(as: .staff, "shah")
    let page = await shah.get("/accounts/readings?reader=okafor").text
    let place = try #require(page.split(separator: "after=").dropFirst().first?.prefix { $0 != "\"" })
    let next = await shah.get("/accounts/readings?reader=okafor&after=\(place)").text
    #expect(page.ranges(of: "app-table__name").count == 50 && next.ranges(of: "app-table__name").count == 12)
    let table = await shah.get("/accounts/readings.csv")
    #expect(table.text.split(whereSeparator: \.isNewline).count == 64)
    #expect(!table.text.contains(",=lewis") && !table.text.contains("\n=lewis"))
    #expect(table[header: "Content-Disposition"]?.hasPrefix("attachment") == true)
  }

  @Test func `whoever was shown far more than usual stands at the top`() async throws {
    let (site, _, _) = try await site()
    let shah = try await site.visit(as: .staff, "shah")
    #expect(!(await shah.get("/accounts/readings").text.contains("unusually many")))
    let cases = (1...200).map { CaseID(UniqueID(high: UInt64($0), low: 2)) }
    try await site.store.transaction { try $0.noteIdentityReads(of: cases, by: "lewis", for: "list") }
    let page = await shah.get("/accounts/readings").text
    #expect(page.contains("unusually many") && page.contains("Gwen Lewis") && page.contains("200 cases within a day"))
  }
}
