import Casework
import CivilTime
import Engine
import JSON
import Testing

@testable import Web

@Suite struct FollowMessagesTests {
  private func supplier(_ site: TestSite, _ id: CaseID) async throws -> TestSite.Visit {
    try await site.visit(as: .supplier, id.description)
  }

  private func send(
    _ event: String, _ data: JSONObject?, by role: String, to id: CaseID, at site: TestSite
  ) async throws {
    let fresh = UniqueID(at: site.store.now, random: (.random(in: 0...(.max)), .random(in: 0...(.max))))
    _ = try await site.site.cases.handle(
      CaseRequest(
        caseID: id, eventID: EventID(fresh), action: .send(event: event, data: data.map(JSONValue.object)),
        actor: Actor(role: role, name: role == "supplier" ? nil : "okafor")))
  }

  private func write(_ text: String, _ visit: TestSite.Visit, event: String? = nil) async throws -> WebResponse {
    let form = await visit.get("/follow/case/messages/new").text
    let id = try #require(event ?? form.value(of: "event-id"))
    return await visit.post("/follow/case/messages/new", [("event-id", id), ("message", text)])
  }

  @Test func `supplier and case team read what the other wrote`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let visit = try await supplier(site, id)
    #expect(
      try await write("The invoice is of 3 March.", visit)[header: "Location"] == "/follow/case/messages?done=message")
    try await send("write-to-supplier", ["message_to_supplier": "Which one?"], by: "case-manager", to: id, at: site)
    let thread = await visit.get("/follow/case/messages").text
    #expect(thread.contains("The invoice is of 3 March.") && thread.contains("Which one?"))
    let okafor = try await site.visit(as: .staff, "okafor")
    let theirs = await okafor.get("/cases/\(CaseReference(of: id))/messages").text
    #expect(theirs.contains("The invoice is of 3 March.") && theirs.contains("From the supplier"))
    let byrne = try await site.visit(as: .staff, "byrne")
    #expect(await !byrne.get("/cases/\(CaseReference(of: id))/messages").text.contains("3 March"))
  }

  @Test func `a message sent twice is one`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let visit = try await supplier(site, id)
    let event = try #require(await visit.get("/follow/case/messages/new").text.value(of: "event-id"))
    for _ in 0..<2 { #expect(try await write("Once.", visit, event: event).status == .seeOther) }
    let written = try await site.store.transaction { try $0.journal(of: id) }.filter { $0.name == "write-to-case-team" }
    #expect(written.count == 1)
  }

  @Test func `a supplier without an address reads on the page what no mail could bring`() async throws {
    let site = try await TestSite()
    let id = try await site.open(with: ["supplier_email": .null])
    try await send("write-to-supplier", ["message_to_supplier": "Which one?"], by: "case-manager", to: id, at: site)
    let visit = try await supplier(site, id)
    #expect(await visit.get("/follow/case/messages").text.contains("Which one?"))
    #expect(await visit.get("/follow/case").text.contains(" from us</a>"))
  }

  @Test func `whoever has withdrawn is offered no consent, hears nothing, and may still write`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let visit = try await supplier(site, id)
    let form = await visit.get("/follow/case/do/withdraw").text
    #expect(form.contains("we name you to nobody") && form.contains("We have asked nobody about it"))
    try await send("withdraw", nil, by: "supplier", to: id, at: site)
    let page = await visit.get("/follow/case").text
    #expect(!page.contains("/follow/case/consent\"") && !page.contains("do/withdraw"))
    #expect(await visit.get("/follow/case/consent").text.contains("You have withdrawn"))
    #expect(await visit.get("/follow/case/do/change-consent").status == .conflict)
    await #expect(throws: CaseFailure.self) {
      try await send("write-to-supplier", ["message_to_supplier": "x"], by: "case-manager", to: id, at: site)
    }
    #expect(try await write("Go on without me.", visit).status == .seeOther)
  }

  @Test func `whoever stays anonymous is asked for no consent until they change their mind`() async throws {
    let site = try await TestSite()
    let id = try await site.open(with: ["anonymous": true])
    let visit = try await supplier(site, id)
    #expect(await visit.get("/follow/case").text.contains("You stay anonymous"))
    let page = await visit.get("/follow/case/consent").text
    #expect(page.contains("Stop being anonymous") && !page.contains("do/change-consent"))
    let form = await visit.get("/follow/case/do/end-anonymity").text
    let event = try #require(form.value(of: "event-id"))
    let revision = try #require(form.value(of: "revision"))
    let done = await visit.post("/follow/case/do/end-anonymity", [("event-id", event), ("revision", revision)])
    #expect(done.status == .seeOther)
    #expect(await visit.get("/follow/case/consent").text.contains("do/change-consent"))
  }

  @Test func `a message of 5,000 characters is taken and one of 5,001 is not, as the page says`() async throws {
    let site = try await TestSite()
    let id = try await site.open()
    let visit = try await supplier(site, id)
    #expect(await visit.get("/follow/case/messages/new").text.contains("data-maxlength=\"5000\""))
    let long = try await write(String(repeating: "é", count: 5_001), visit)
    #expect(long.status == .unprocessable && long.text.contains("must be 5000 characters or fewer"))
    #expect(try await write(String(repeating: "é", count: 5_000), visit).status == .seeOther)
  }
}
