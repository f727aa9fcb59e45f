import Casework
import CivilTime
import Engine
import Testing

@testable import Web

@Suite struct DepartmentTests {
  private static func contact(_ name: String, _ email: String, at organisation: String = "Cabinet Office") -> Contact {
    Contact(organisation: organisation, role: "contract-manager", name: name, email: email)
  }

  private static let contract = Contract(
    reference: "CO-2025-014", title: "Estates", authority: "Cabinet Office", primeContractor: "Prime plc")

  private func site() async throws -> TestSite {
    let test = try await TestSite(now: TestSite.monday)
    try await test.register(
      [
        Self.contact("Ann Able", "ann@cabinet.example"),
        Self.contact("Tom Garside", "tom@mod.example", at: "Ministry of Defence"),
      ], contracts: [Self.contract])
    return test
  }

  @Test func `whether somebody has an address or not, the page says the same`() async throws {
    let test = try await site()
    let (known, unknown) = (await test.browser(), await test.browser())
    let one = await known.post("/department/sign-in", [("email", "ann@cabinet.example")])
    let other = await unknown.post("/department/sign-in", [("email", "nobody@cabinet.example")])
    #expect(one.status == other.status && one[header: "Location"] == other[header: "Location"])
    #expect(await test.letter(0).address == "ann@cabinet.example")
    #expect(test.posted.count == 1)
  }

  @Test func `a link lets somebody in once, by a button, and verifies the address`() async throws {
    let test = try await site()
    let visitor = await test.browser()
    _ = await visitor.post("/department/sign-in", [("email", "ANN@cabinet.example")])
    let link = try #require(await test.letter(0).link)
    let page = await visitor.get(link)
    #expect(page.status == .ok && page.text.contains("Sign in</button>"))
    #expect(await visitor.get("/department")[header: "Location"] == "/department/sign-in")
    let entered = await visitor.post(link)
    #expect(entered[header: "Location"] == "/department")
    let overview = await visitor.get("/department").text
    #expect(overview.contains("Ann Able") && overview.contains("CO-2025-014") && overview.contains("Verified"))
    #expect(!overview.contains("Tom Garside"))
    let second = await test.browser()
    #expect(await second.post(link).status == .notFound)
  }

  @Test func `an address to which no link can be delivered stands at the top for colleagues, until mail reaches it`()
    async throws
  {
    let test = try await site()
    try await test.register([
      Self.contact("Ann Able", "ann@cabinet.example"), Self.contact("Bea Bold", "bea@cabinet.example"),
    ])
    let visitor = await test.browser()
    _ = await visitor.post("/department/sign-in", [("email", "Ann@cabinet.example")])
    let letter = await test.letter(0)
    let desk = BounceDesk(cases: test.site.cases)
    let name = "\(try #require(letter.id))@scheme.example"
    #expect(try await desk.takeIn(["bea@cabinet.example"], messageID: name) == .notOurs)
    #expect(try await desk.takeIn(["ann@cabinet.example"], messageID: "\(UniqueID(high: 1, low: 2))@x") == .notOurs)
    let overview = try await test.visit(as: .contact, "bea@cabinet.example")
    #expect(await !overview.get("/department").text.contains("Email to Ann Able"))
    guard case .marked(let posts) = try await desk.takeIn(["ann@cabinet.example"], messageID: name) else {
      Issue.record("the report is not taken in")
      return
    }
    #expect(posts.map(\.name) == ["Ann Able"])
    #expect(await overview.get("/department").text.contains("Email to Ann Able"))
    _ = await visitor.post(try #require(letter.link))
    #expect(try await desk.takeIn(["ann@cabinet.example"], messageID: name) == .reachedSince)
    test.store.now = test.store.now.advanced(bySeconds: 15 * 86_400)
    #expect(try await desk.takeIn(["ann@cabinet.example"], messageID: name) == .notOurs)
  }

  @Test func `a link does not work after a quarter of an hour`() async throws {
    let test = try await site()
    let visitor = await test.browser()
    _ = await visitor.post("/department/sign-in", [("email", "ann@cabinet.example")])
    let link = try #require(await test.letter(0).link)
    test.store.now = test.store.now.advanced(bySeconds: 901)
    #expect(await visitor.post(link).status == .notFound)
  }

  @Test func `an entry of another organisation is not there, for reading or for changing`() async throws {
    let test = try await site()
    let other = try #require(
      try await test.contacts().first { $0.name == "Tom Garside" }?.id)
    let visitor = try await test.visit(as: .contact, "ann@cabinet.example")
    for path in ["", "/change", "/away", "/end"] {
      #expect(await visitor.get("/department/contacts/\(other)\(path)").status == .notFound)
    }
    #expect(await visitor.post("/department/contacts/\(other)/end").status == .notFound)
    #expect(!(await visitor.get("/department/contacts.csv").text.contains("Garside")))
    let added = await visitor.post(
      "/department/contacts/new",
      [
        ("organisation", "Ministry of Defence"), ("name", "X"), ("email", "x@mod.example"),
        ("role", "contract-manager"),
      ])
    #expect(added.status == .unprocessable)
  }

  @Test func `whoever is in no post any more sees nothing`() async throws {
    let test = try await site()
    let visitor = try await test.visit(as: .contact, "ann@cabinet.example")
    let id = try #require(try await test.contacts().first { $0.name == "Ann Able" }?.id)
    #expect(await visitor.post("/department/contacts/\(id)/end").status == .seeOther)
    #expect(await visitor.get("/department").status == .forbidden)
  }

  @Test func `a new contact gets a letter that verifies the address, and sending the form twice adds one`() async throws
  {
    let test = try await site()
    let visitor = try await test.visit(as: .contact, "ann@cabinet.example")
    let form = [
      ("organisation", "Cabinet Office"), ("name", "Bea Bold"), ("email", "bea@cabinet.example"),
      ("role", "commercial-director"), ("contract", "CO-2025-014"),
    ]
    for _ in 1...2 {
      #expect(await visitor.post("/department/contacts/new", form)[header: "Location"] == "/department?done=added")
    }
    let added = try await test.contacts().filter { $0.name == "Bea Bold" }
    #expect(added.count == 1 && added[0].verifiedAt == nil && added[0].contract == "CO-2025-014")
    let link = try #require(await test.letter(0).link)
    let reader = await test.browser()
    #expect(await reader.get(link).status == .ok)
    #expect(await reader.post(link)[header: "Location"] == "/department/verified")
    let verified = try await test.contacts().first { $0.name == "Bea Bold" }
    #expect(verified?.verifiedAt == test.store.now)
  }

  @Test func `what is wrong with an entry stands beside its field, and what was typed is still there`() async throws {
    let test = try await site()
    let visitor = try await test.visit(as: .contact, "ann@cabinet.example")
    let page = await visitor.post(
      "/department/contacts/new",
      [
        ("organisation", "Cabinet Office"), ("name", "<Bea>"), ("email", "bea"), ("role", ""), ("valid-to-day", "31"),
        ("valid-to-month", "2"), ("valid-to-year", "2026"),
      ])
    #expect(page.status == .unprocessable)
    for part in [
      "Enter one email address", "Choose the post", "must be a real day", "value=\"&lt;Bea&gt;\"", "value=\"31\"",
      "<title>Error: ",
    ] { #expect(page.text.contains(part), "\(part)") }
  }

  @Test func `nobody overwrites a change that they have not seen, and what they typed is kept`() async throws {
    let test = try await site()
    let (one, other) = (
      try await test.visit(as: .contact, "ann@cabinet.example"),
      try await test.visit(as: .contact, "ann@cabinet.example")
    )
    let id = try #require(try await test.contacts().first { $0.name == "Ann Able" }?.id)
    let address = "/department/contacts/\(id)/change"
    let seen = try #require(await one.get(address).hidden("seen"))
    func form(_ name: String, _ seen: String) -> [(String, String)] {
      [
        ("organisation", "Cabinet Office"), ("name", name), ("email", "ann@cabinet.example"),
        ("role", "contract-manager"), ("seen", seen),
      ]
    }
    #expect(await other.post(address, form("Ann Brown", seen)).status == .seeOther)
    let stale = await one.post(address, form("Ann Green", seen))
    #expect(
      stale.status == .conflict && stale.text.contains("Ann Brown") && stale.text.contains("value=\"Ann Green\""))
    let again = try #require(stale.hidden("seen"))
    #expect(await one.post(address, form("Ann Green", again)).status == .seeOther)
  }

  @Test func `days away hold for every post, and end when the person is back`() async throws {
    let test = try await site()
    let visitor = try await test.visit(as: .contact, "ann@cabinet.example")
    let id = try #require(try await test.contacts().first { $0.name == "Ann Able" }?.id)
    let days = [
      ("away-from-day", "3"), ("away-from-month", "8"), ("away-from-year", "2026"), ("away-to-day", "14"),
      ("away-to-month", "8"), ("away-to-year", "2026"),
    ]
    #expect(await visitor.post("/department/contacts/\(id)/away", days)[header: "Location"] == "/department?done=away")
    let away = try await test.contacts().first { $0.id == id }
    #expect(away?.absence?.from.description == "2026-08-03" && away?.absence?.to?.description == "2026-08-14")
    #expect(await visitor.post("/department/contacts/\(id)/away").status == .unprocessable)
    #expect(await visitor.post("/department/contacts/\(id)/away", [("back", "yes")]).status == .seeOther)
    #expect(try await test.contacts().first { $0.id == id }?.absence == nil)
  }

  @Test func `an address from which mail came back and a post that nobody holds stand at the top`() async throws {
    let test = try await site()
    try await test.store.transaction { transaction in
      _ = try transaction.changePosts(ofAddress: "ann@cabinet.example") { $0.bouncedAt = TestSite.monday }
    }
    let visitor = try await test.visit(as: .contact, "ann@cabinet.example")
    let page = await visitor.get("/department").text
    #expect(page.contains("Addresses that do not work") && page.contains("Email came back"))
    #expect(page.contains("Correct the address") && page.contains("add a contact</a> in that post"))
    #expect(page.contains("Cabinet Office: Contract manager: Case team is asked instead from Mon 5 January 2026"))
  }
}
