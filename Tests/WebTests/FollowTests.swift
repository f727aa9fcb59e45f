import CaseKit
import Casework
import CivilTime
import Engine
import JSON
import Testing

@testable import Web

@Suite struct FollowTests {
  private static let address = "jo.marsh@thistledown-testing.example"

  private func reference(of id: CaseID) -> String { CaseReference(of: id).description }

  private func supplier(_ site: TestSite, _ id: CaseID) async throws -> TestSite.Visit {
    try await site.visit(as: .supplier, id.description)
  }

  /// The address that the shipped example has.
  private func address(of id: CaseID, _ site: TestSite) async throws -> String {
    let library = site.site.library
    return try #require(try await site.store.transaction { try CaseSight(of: id, library, $0).supplierAddress })
  }

  @Test func `whether a reference exists and whose it is makes no difference to the answer`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let theirs = try await address(of: id, site)
    let unknown = CaseReference(of: CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0001))).description
    var answers: [String] = []
    for (reference, address) in [
      (reference(of: id), theirs), (reference(of: id), "other@b.example"), (unknown, theirs),
    ] {
      let visit = site.visit()
      _ = await visit.get("/follow")
      let answer = await visit.post("/follow", [("reference", reference), ("email", address)])
      let page = await visit.get("/follow/code")
      answers.append("\(answer.status) \(answer[header: "Location"] ?? "") \(page.lastingText)")
    }
    #expect(Set(answers).count == 1)
    _ = await site.letter(0)
    #expect(site.posted.map(\.address) == [theirs], "one letter, to the address that the case has")
  }

  @Test func `a code from the letter lets in once, and no other does`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let visit = site.visit()
    _ = await visit.get("/follow")
    _ = await visit.post("/follow", [("reference", reference(of: id)), ("email", try await address(of: id, site))])
    let code = String(await site.letter(0).subject.suffix(8))
    #expect(await visit.post("/follow/code", [("code", "22222222")]).status == .unprocessable)
    let old = visit.cookie
    #expect(await visit.post("/follow/code", [("code", code.lowercased())])[header: "Location"] == "/follow/case")
    #expect(visit.cookie != old, "a new secret with every sign-in")
    #expect(await visit.get("/follow/case").text.contains(reference(of: id)))
    let other = site.visit()
    _ = await other.get("/follow")
    _ = await other.post("/follow", [("reference", reference(of: id)), ("email", "x@b.example")])
    #expect(await other.post("/follow/code", [("code", code)]).status == .unprocessable, "it was used")
  }

  @Test func `a code is of no use after 15 minutes`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let visit = site.visit()
    _ = await visit.get("/follow")
    _ = await visit.post("/follow", [("reference", reference(of: id)), ("email", try await address(of: id, site))])
    let code = String(await site.letter(0).subject.suffix(8))
    site.store.now = site.store.now.advanced(bySeconds: 901)
    #expect(await visit.post("/follow/code", [("code", code)]).status == .unprocessable)
  }

  @Test func `tries of one reference are limited, whoever makes them`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    var last = WebResponse.Status.ok
    for _ in 0..<7 {
      let visit = site.visit()
      _ = await visit.get("/follow")
      last = await visit.post("/follow", [("reference", reference(of: id)), ("email", "x@b.example")]).status
    }
    #expect(last == .tooManyRequests)
  }

  @Test func `the key from the last page lets in, as often as one likes`() async throws {
    let site = try await TestSite()
    let visit = site.visit()
    try await RaiseTests.fillIn(visit, RaiseTests.answers.filter { !$0.0.hasPrefix("supplier_") })
    _ = await visit.post("/raise/check", [("declaration", "yes")])
    let page = await visit.get("/raise/done").text
    #expect(page.contains("Keep this key"))
    let reference = try #require(RaiseTests.reference(in: page))
    let key = try #require(page.split(separator: "app-code\">").last).prefix(23)
    for _ in 0..<2 {
      let other = site.visit()
      _ = await other.get("/follow/key")
      #expect(
        await other.post("/follow/key", [("reference", reference), ("code", "22222-22222-22222-22222")]).status
          == .unprocessable)
      let answer = await other.post("/follow/key", [("reference", reference), ("code", String(key).lowercased())])
      #expect(answer[header: "Location"] == "/follow/case")
    }
  }

  @Test func `nobody who follows one case sees another`() async throws {
    let site = try await TestSite()
    let (mine, others) = (try await site.open(), try await site.open())
    let page = await (try await supplier(site, mine)).get("/follow/case").text
    #expect(page.contains(reference(of: mine)) && !page.contains(reference(of: others)))
    #expect(await site.visit().get("/follow/case")[header: "Location"] == "/follow")
  }

  @Test func `the question that waits is on top, and answering it moves the case once`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    _ = try await site.site.cases.handle(
      CaseRequest(
        caseID: id, eventID: EventID(UniqueID(high: 0x7001, low: 0x8000_0000_0000_0000)),
        action: .send(event: "accept", data: ["disclosable_summary": "Invoices are not paid."]),
        actor: Actor(role: "case-manager", name: "okafor")))
    let visit = try await supplier(site, id)
    #expect(await visit.get("/follow/case").text.contains("We need an answer from you"))
    let form = await visit.get("/follow/case/do/consent").text
    let event = try #require(form.value(of: "event-id"))
    let revision = try #require(form.value(of: "revision"))
    let answer = [
      ("event-id", event), ("revision", revision), ("consent_prime", "true"), ("consent_department", "true"),
      ("consent_authority", "false"), ("skip_prime", "false"),
    ]
    #expect(await visit.post("/follow/case/do/consent", answer)[header: "Location"] == "/follow/case?done=sent")
    #expect(await visit.post("/follow/case/do/consent", answer)[header: "Location"] == "/follow/case?done=sent")
    let sent = try await site.store.transaction { try $0.journal(of: id) }.filter { $0.name == "consent" }
    #expect(sent.count == 1 && sent[0].input["consent_prime"] == true && sent[0].actor.role == "supplier")
    let consent = await visit.get("/follow/case/consent").text
    #expect(consent.contains("You have allowed us to name you to the prime contractor"))
  }

  @Test func `an answer to a case that has moved on is asked for again, with what was typed`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let visit = try await supplier(site, id)
    let form = await visit.get("/follow/case/do/change-consent").text
    let event = try #require(form.value(of: "event-id"))
    _ = await visit.post(
      "/follow/case/messages/new",
      [("event-id", EventID(UniqueID(high: 0x7001, low: 0x8000_0000_0000_0009)).description), ("message", "More.")])
    let page = await visit.post(
      "/follow/case/do/change-consent",
      [("event-id", event), ("revision", try #require(form.value(of: "revision"))), ("consent_prime", "true")])
    #expect(page.status == .conflict && page.text.contains("has moved since"))
    #expect(page.text.contains("value=\"true\" checked"))
  }

  @Test func `what suppliers may not send is not offered, and not taken`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let visit = try await supplier(site, id)
    for event in ["accept", "refuse", "consent", "nonsense"] {
      #expect(await visit.get("/follow/case/do/\(event)").status == .conflict)
      let form = [("event-id", EventID(id.id).description.replacing("7", with: "6")), ("revision", "1")]
      #expect(await visit.post("/follow/case/do/\(event)", form).status != .seeOther)
    }
    #expect(try await site.store.transaction { try $0.journal(of: id) }.count == 1)
  }

  @Test func `documents and messages of suppliers are the case team's alone`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let visit = try await supplier(site, id)
    let page = await visit.get("/follow/case/documents").text
    let letter = UploadedFile(
      field: "document", name: "letter.pdf", mediaType: "application/pdf", bytes: Array("%PDF-1.7 x".utf8))
    let event = [("event-id", try #require(page.value(of: "event-id")))]
    #expect(await visit.post("/follow/case/documents", event, files: [letter]).status == .seeOther)
    #expect(await visit.post("/follow/case/documents", event, files: [letter]).status == .seeOther)
    let attached = try await site.store.transaction { try $0.journal(of: id) }.filter { $0.kind == .attached }
    let document = try #require(attached.first.flatMap { Attachment(json: $0.input) })
    #expect(attached.count == 1 && !document.isDisclosable && attached[0].actor.role == "supplier")
    let download = await visit.get("/follow/case/documents/\(document.sha256)")
    #expect(download.body == letter.bytes)
    #expect(download[header: "Content-Disposition"]?.hasPrefix("attachment") == true)
    let other = try await supplier(site, try await site.open())
    #expect(await other.get("/follow/case/documents/\(document.sha256)").status == .notFound)
  }
}

extension String {
  /// The value of a hidden field.
  func value(of name: String) -> String? {
    split(separator: "name=\"\(name)\"").dropFirst().first?.split(separator: "value=\"").dropFirst().first
      .map { String($0.prefix { $0 != "\"" }) }
  }
}
