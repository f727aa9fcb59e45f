import Casework
import Engine
import JSON
import Testing

@testable import Web

@Suite struct FeedbackTests {
  private static let said = [("satisfaction", "2"), ("improvement", "=Say so sooner")]

  private func ended(_ site: TestSite) async throws -> (CaseID, TestSite.Visit) {
    let id = try await site.open()
    _ = try await site.site.cases.handle(
      CaseRequest(
        caseID: id, eventID: EventID(UniqueID(high: 0x7002, low: 0x8000_0000_0000_0000)),
        action: .send(event: "refuse", data: ["refusal_reason": "It is private."]),
        actor: Actor(role: "case-manager", name: "okafor")))
    return (id, try await site.visit(as: .supplier, id.description))
  }

  @Test func `nobody is asked how it was before the case has ended`() async throws {
    let site = try await TestSite()
    let visit = try await site.visit(as: .supplier, try await site.open().description)
    #expect(await !visit.get("/follow/case/feedback").text.contains("satisfaction"))
    _ = await visit.post("/follow/case/feedback", Self.said)
    #expect(try await site.store.transaction { try $0.feedback(limit: 9) }.isEmpty)
  }

  @Test func `what is said is kept once, apart from the case`() async throws {
    let site = try await TestSite()
    let (id, visit) = try await ended(site)
    #expect(await visit.get("/follow/case").text.contains("Tell us how we did"))
    let before = try await site.store.transaction { try $0.journal(of: id).count }
    #expect(await visit.post("/follow/case/feedback", [("improvement", "x")]).status == .unprocessable)
    #expect(await visit.post("/follow/case/feedback", Self.said)[header: "Location"] == "/follow/case?done=feedback")
    _ = await visit.post("/follow/case/feedback", [("satisfaction", "5")])
    let kept = try await site.store.transaction { try $0.feedback(limit: 9) }
    #expect(kept.map(\.satisfaction) == [.dissatisfied] && kept[0].improvement == "=Say so sooner")
    #expect(try await site.store.transaction { try $0.journal(of: id).count } == before)
    #expect(await visit.get("/follow/case/feedback").text.contains("Thank you for telling us"))
  }

  @Test func `the case team takes it out as a list that names no case`() async throws {
    let site = try await TestSite()
    let (id, visit) = try await ended(site)
    _ = await visit.post("/follow/case/feedback", Self.said)
    let okafor = try await site.visit(as: .staff, "okafor")
    let csv = await okafor.get("/feedback.csv").text
    #expect(csv.contains("supply-chain-concern,2,Dissatisfied,'=Say so sooner"))
    let page = await okafor.get("/feedback").text
    #expect(page.contains("=Say so sooner") && page.contains("100%"))
    for text in [csv, page] { #expect(!text.contains(CaseReference(of: id).description)) }
  }

  @Test func `the link in the letter that tells of the end leads to the survey, by way of the code or the key`()
    async throws
  {
    let site = try await TestSite()
    let (id, _) = try await ended(site)
    let library = site.site.library
    let address = try #require(try await site.store.transaction { try CaseSight(of: id, library, $0).supplierAddress })
    let visit = site.visit()
    let survey = "/follow/case/feedback"
    let sent = await visit.get(survey)
    #expect(sent[header: "Location"] == "/follow?back=%2Ffollow%2Fcase%2Ffeedback")
    let page = await visit.get("/follow?back=\(FormValues.encoded(survey))").text
    #expect(
      page.contains("name=\"back\" value=\"\(survey)\"")
        && page.contains("/follow/key?back=%2Ffollow%2Fcase%2Ffeedback"))
    _ = await visit.post(
      "/follow", [("reference", CaseReference(of: id).description), ("email", address), ("back", survey)])
    let code = String(await site.letter(0).subject.suffix(8))
    #expect(await visit.post("/follow/code", [("code", code)])[header: "Location"] == survey)
    #expect(await visit.get(survey).text.contains(CaseReference(of: id).description))
    #expect(await visit.get("/follow?back=\(FormValues.encoded(survey))")[header: "Location"] == survey)
  }

  @Test(arguments: ["https://evil.example", "//evil.example", "/cases", "/follow/casey"])
  func `following a case leads nowhere but to the case`(_ back: String) async throws {
    let site = try await TestSite()
    let visit = try await site.visit(as: .supplier, try await site.open().description)
    #expect(await visit.get("/follow?back=\(FormValues.encoded(back))")[header: "Location"] == "/follow/case")
  }

  @Test func `erasing a case takes what was said of it`() async throws {
    let site = try await TestSite()
    let (id, visit) = try await ended(site)
    _ = await visit.post("/follow/case/feedback", Self.said)
    // A message after the end is an entry that has sent nothing.
    let event = EventID(UniqueID(high: 0x7004, low: 0x8000_0000_0000_0000)).description
    _ = await visit.post("/follow/case/messages/new", [("event-id", event), ("message", "More.")])
    _ = try await ErasureService(store: site.store, library: site.site.library).erase(
      .revisions([3]), of: id, reason: "asked", by: Actor(role: "ops", name: "byrne"),
      eventID: EventID(UniqueID(high: 0x7003, low: 0x8000_0000_0000_0000)))
    #expect(try await site.store.transaction { try $0.feedback(limit: 9) }.isEmpty)
  }

  @Test func `a case that was emptied is offered nothing more that people would say`() async throws {
    let site = try await TestSite()
    let (id, _) = try await ended(site)
    let okafor = try await site.visit(as: .staff, "okafor")
    let page = "/cases/\(CaseReference(of: id))"
    #expect(await okafor.get(page).text.contains("Write a note"))
    while case let items = try await site.store.transaction({ try $0.claimOutbox(limit: 50, leaseSeconds: 60) }),
      !items.isEmpty
    { try await site.store.transaction { try $0.markSent(items) } }
    _ = try await ErasureService(store: site.store, library: site.site.library).erase(
      .all, of: id, reason: "asked", by: Actor(role: "ops", name: "byrne"),
      eventID: EventID(UniqueID(high: 0x7003, low: 0x8000_0000_0000_0000)))
    let emptied = await okafor.get(page).text
    #expect(!emptied.contains("Write a note") && emptied.contains("Link another case"))
  }
}
