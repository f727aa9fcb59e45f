import Casework
import CivilTime
import Engine
import JSON
import Testing

@testable import Web

@Suite struct RaiseTests {
  /// Answers by the names that forms have, enough for a supply-chain concern.
  static let answers: [(String, String)] = [
    ("nation", "england"), ("in_litigation", "false"), ("happened_on-day", "12"), ("happened_on-month", "1"),
    ("happened_on-year", "2026"), ("authority_name", "Cabinet Office"), ("authority_type", "department"),
    ("department", "Cabinet Office"), ("contract_title", "Digital platform support"), ("prime_name", "Larchfield plc"),
    ("tried_prime", "true"), ("issue", "contract-management"), ("sub_issue", "payment"),
    ("summary", "Three invoices are not paid."), ("supplier_name", "Thistledown Testing Ltd"),
    ("supplier_email", "jo@thistledown.example"),
  ]

  /// Goes through the questions as the pages lead, up to the check.
  static func fillIn(
    _ visit: TestSite.Visit, topic: String = "supply-chain-concern", _ answers: [(String, String)] = RaiseTests.answers
  ) async throws {
    _ = await visit.get("/")
    _ = await visit.post("/raise", [("accept", "yes")])
    var next = await visit.post("/raise/topic", [("topic", topic)])[header: "Location"] ?? ""
    for _ in 0..<60 where next.hasPrefix("/raise/question/") {
      next = await visit.post(next, answers)[header: "Location"] ?? ""
    }
    #expect(next == "/raise/documents")
    #expect(await visit.post("/raise/documents/done")[header: "Location"] == "/raise/check")
  }

  static func reference(in page: String) -> String? {
    page.split(separator: "Your reference<br><strong class=\"app-nowrap\">").last.map { String($0.prefix(12)) }
  }

  @Test func `a concern is filled in page by page, checked, and sent once however often the form is sent`() async throws
  {
    let site = try await TestSite()
    let visit = site.visit()
    try await Self.fillIn(visit)
    let check = await visit.get("/raise/check").text
    #expect(check.contains("Three invoices are not paid.") && check.contains("Mon 12 January 2026"))
    #expect(check.contains("Change<span class=\"govuk-visually-hidden\"> "))
    #expect(await visit.post("/raise/check").status == .unprocessable, "the declaration is asked for")
    #expect(await visit.post("/raise/check", [("declaration", "yes")])[header: "Location"] == "/raise/done")
    let first = await visit.get("/raise/done").text
    #expect(await visit.post("/raise/check", [("declaration", "yes")])[header: "Location"] == "/raise/done")
    #expect(await visit.get("/raise/done").text == first)
    let reference = try #require(Self.reference(in: first).flatMap { CaseReference($0) })
    let cases = try await site.store.transaction { try $0.cases(matching: CaseFilter()) }
    #expect(cases.map(\.reference) == [reference])
    let fields = try await site.store.transaction { try $0.journal(of: cases[0].id) }[0].input
    #expect(fields["supplier_name"] == "Thistledown Testing Ltd" && fields["happened_on"] == "2026-01-12")
    #expect(fields["details"] == nil, "what was left empty is not sent")
  }

  @Test func `what is out of scope is said at once, with where to go, and can be sent all the same`() async throws {
    let visit = try await TestSite().visit()
    _ = await visit.get("/")
    _ = await visit.post("/raise", [("accept", "yes")])
    _ = await visit.post("/raise/topic", [("topic", "supply-chain-concern")])
    let answer = await visit.post("/raise/question/nation", [("nation", "scotland")])
    #expect(answer[header: "Location"] == "/raise/not-for-us")
    let page = await visit.get("/raise/not-for-us").text
    #expect(page.contains("Single Point of Enquiry") && page.contains("href=\"/raise/question/nation\""))
    #expect(await visit.post("/raise/not-for-us")[header: "Location"]?.hasPrefix("/raise/question/") == true)
    #expect(
      await visit.post("/raise/question/nation", [("nation", "england")])[header: "Location"] != "/raise/not-for-us")
  }

  @Test func `a page with problems keeps what was typed and names each problem twice`() async throws {
    let visit = try await TestSite().visit()
    _ = await visit.get("/")
    _ = await visit.post("/raise", [("accept", "yes")])
    _ = await visit.post("/raise/topic", [("topic", "supply-chain-concern")])
    let page = await visit.post("/raise/question/prime", [("prime_email", "half <an")])
    #expect(page.status == .unprocessable)
    #expect(page.text.contains("<title>Error: ") && page.text.contains("half &lt;an"))
    #expect(page.text.components("Enter the name of the prime contractor") == 2)
  }

  @Test func `documents are kept with the case, and what is none is refused`() async throws {
    let site = try await TestSite()
    let visit = site.visit()
    try await Self.fillIn(visit)
    let letter = UploadedFile(
      field: "document", name: "letter.pdf", mediaType: "application/pdf", bytes: Array("%PDF-1.7 x".utf8))
    let page = UploadedFile(field: "document", name: "x.html", mediaType: "text/html", bytes: Array("<b>".utf8))
    #expect(await visit.post("/raise/documents", files: [page]).status == .unprocessable)
    #expect(await visit.post("/raise/documents", files: [letter])[header: "Location"] == "/raise/documents")
    #expect(await visit.post("/raise/documents", files: [letter]).status == .seeOther)
    #expect(await visit.get("/raise/check").text.components("letter.pdf") == 1)
    _ = await visit.post("/raise/check", [("declaration", "yes")])
    let id = try await site.store.transaction { try $0.cases(matching: CaseFilter())[0].id }
    let attached = try await site.store.transaction { try $0.journal(of: id) }.filter { $0.kind == .attached }
    #expect(attached.count == 1)
    let document = try #require(attached.first.flatMap { Attachment(json: $0.input) })
    #expect(document.name == "letter.pdf" && !document.isDisclosable)
    #expect(try await site.site.documents.bytes(of: document, in: id) == letter.bytes)
  }

  @Test func `a removed document is not sent`() async throws {
    let site = try await TestSite()
    let visit = site.visit()
    try await Self.fillIn(visit)
    let letter = UploadedFile(
      field: "document", name: "letter.pdf", mediaType: "application/pdf", bytes: Array("%PDF-1.7 x".utf8))
    _ = await visit.post("/raise/documents", files: [letter])
    #expect(await visit.get("/raise/documents").text.contains("letter.pdf"))
    _ = await visit.post("/raise/documents/remove", [("number", "1")])
    #expect(await !visit.get("/raise/documents").text.contains("letter.pdf"))
  }

  @Test func `a saved concern goes on in another browser, by a link that works once`() async throws {
    let site = try await TestSite()
    let visit = site.visit()
    try await Self.fillIn(visit)
    #expect(
      await visit.post("/raise/save", [("email", "jo@thistledown.example")])[header: "Location"] == "/raise/saved")
    let letter = await site.letter(0)
    let line = try #require(letter.text.split(whereSeparator: \.isNewline).first { $0.contains("/raise/back/") })
    let path = String(line).replacing("http://site.example", with: "")
    let other = site.visit()
    #expect(await other.get(path).text.contains("Go on"), "looking at the link does not use it up")
    #expect(await other.post(path)[header: "Location"] == "/raise/check")
    #expect(await other.get("/raise/check").text.contains("Three invoices are not paid."))
    let third = site.visit()
    _ = await third.get(path)
    #expect(await third.post(path).status == .notFound)
  }

  @Test func `several known organisations of a like name are offered to choose from`() async throws {
    let site = try await TestSite()
    try await site.store.transaction { transaction in
      _ = try transaction.importOrganisations(
        ["Ministry of Justice", "Ministry of Defence"].map {
          Organisation(
            slug: $0.lowercased(), title: $0, format: "Ministerial department", status: "live", register: "govuk")
        })
    }
    let visit = site.visit()
    _ = await visit.get("/")
    _ = await visit.post("/raise", [("accept", "yes")])
    _ = await visit.post("/raise/topic", [("topic", "supply-chain-concern")])
    let path = "/raise/question/organisation"
    let page = await visit.post(path, [("department", "ministry")])
    #expect(page.status == .unprocessable && page.text.contains("Ministry of Defence"))
    let chosen = [
      ("department", "ministry"), ("department-asked", "ministry"), ("department-pick", "Ministry of Justice"),
    ]
    #expect(await visit.post(path, chosen).status == .seeOther)
    #expect(await visit.get(path).text.contains("value=\"Ministry of Justice\""))
  }
}

extension String {
  /// How often another text occurs.
  func components(_ part: String) -> Int { ranges(of: part).count }
}
