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
    let test = try await TestSite("supply-chain-concern")
    try await test.register(
      [
        Self.contact("Ann Able", "ann@cabinet.example"),
        Self.contact("Tom Garside", "tom@mod.example", at: "Ministry of Defence"),
      ], contracts: [Self.contract])
    return test
  }

  @Test func `whether somebody has an address or not, the page says the same`() async throws {
    let test = try await site()
    var (known, unknown) = (test.visitor(), test.visitor())
    let one = try await known.post("/department/sign-in", [("email", "ann@cabinet.example")])
    let other = try await unknown.post("/department/sign-in", [("email", "nobody@cabinet.example")])
    #expect(one.status == other.status && one.location == other.location)
    #expect(await test.letters.next()?.address == "ann@cabinet.example")
    #expect(test.letters.arrived == 1)
  }

  @Test func `a link lets somebody in once, by a button, and verifies the address`() async throws {
    let test = try await site()
    var visitor = test.visitor()
    _ = try await visitor.post("/department/sign-in", [("email", "ANN@cabinet.example")])
    let link = try #require(await test.letters.next()?.link)
    let page = try await visitor.get(link)
    #expect(page.status == .ok && page.shown.contains("Sign in</button>"))
    #expect(try await visitor.get("/department").location == "/department/sign-in")
    let entered = try await visitor.post(link)
    #expect(entered.location == "/department")
    let overview = try await visitor.get("/department").shown
    #expect(overview.contains("Ann Able") && overview.contains("CO-2025-014") && overview.contains("Verified"))
    #expect(!overview.contains("Tom Garside"))
    var second = test.visitor()
    #expect(try await second.post(link).status == .notFound)
  }

  @Test func `a link does not work after a quarter of an hour`() async throws {
    let test = try await site()
    var visitor = test.visitor()
    _ = try await visitor.post("/department/sign-in", [("email", "ann@cabinet.example")])
    let link = try #require(await test.letters.next()?.link)
    test.memory.now = test.memory.now.advanced(bySeconds: 901)
    #expect(try await visitor.post(link).status == .notFound)
  }

  @Test func `an entry of another organisation is not there, for reading or for changing`() async throws {
    let test = try await site()
    let other = try #require(
      try await test.memory.transaction { try $0.contacts() }.first { $0.name == "Tom Garside" }?.id)
    var visitor = try await test.signedIn(.contact, "ann@cabinet.example")
    for path in ["", "/change", "/away", "/end"] {
      #expect(try await visitor.get("/department/contacts/\(other)\(path)").status == .notFound)
    }
    #expect(try await visitor.post("/department/contacts/\(other)/end").status == .notFound)
    #expect(!(try await visitor.get("/department/contacts.csv").shown.contains("Garside")))
    let added = try await visitor.post(
      "/department/contacts/new",
      [
        ("organisation", "Ministry of Defence"), ("name", "X"), ("email", "x@mod.example"),
        ("role", "contract-manager"),
      ])
    #expect(added.status == .unprocessable)
  }

  @Test func `whoever is in no post any more sees nothing`() async throws {
    let test = try await site()
    var visitor = try await test.signedIn(.contact, "ann@cabinet.example")
    let id = try #require(try await test.memory.transaction { try $0.contacts() }.first { $0.name == "Ann Able" }?.id)
    #expect(try await visitor.post("/department/contacts/\(id)/end").status == .seeOther)
    #expect(try await visitor.get("/department").status == .forbidden)
  }

  @Test func `a new contact gets a letter that verifies the address, and sending the form twice adds one`() async throws
  {
    let test = try await site()
    var visitor = try await test.signedIn(.contact, "ann@cabinet.example")
    let form = [
      ("organisation", "Cabinet Office"), ("name", "Bea Bold"), ("email", "bea@cabinet.example"),
      ("role", "commercial-director"), ("contract", "CO-2025-014"),
    ].map { (name: $0.0, value: $0.1) }
    for _ in 1...2 {
      #expect(try await visitor.post("/department/contacts/new", form).location == "/department?done=added")
    }
    let added = try await test.memory.transaction { try $0.contacts() }.filter { $0.name == "Bea Bold" }
    #expect(added.count == 1 && added[0].verifiedAt == nil && added[0].contract == "CO-2025-014")
    let link = try #require(await test.letters.next()?.link)
    var reader = test.visitor()
    #expect(try await reader.get(link).status == .ok)
    #expect(try await reader.post(link).location == "/department/verified")
    let verified = try await test.memory.transaction { try $0.contacts() }.first { $0.name == "Bea Bold" }
    #expect(verified?.verifiedAt == test.memory.now)
  }

  @Test func `what is wrong with an entry stands beside its field, and what was typed is still there`() async throws {
    let test = try await site()
    var visitor = try await test.signedIn(.contact, "ann@cabinet.example")
    let page = try await visitor.post(
      "/department/contacts/new",
      [
        ("organisation", "Cabinet Office"), ("name", "<Bea>"), ("email", "bea"), ("role", ""), ("valid-to-day", "31"),
        ("valid-to-month", "2"), ("valid-to-year", "2026"),
      ])
    #expect(page.status == .unprocessable)
    for part in [
      "Enter one e-mail address", "Choose the post", "Enter a real day", "value=\"&lt;Bea&gt;\"", "value=\"31\"",
      "<title>Error: ",
    ] { #expect(page.shown.contains(part), "\(part)") }
  }

  @Test func `nobody overwrites a change that they have not seen, and what they typed is kept`() async throws {
    let test = try await site()
    var (one, other) = (
      try await test.signedIn(.contact, "ann@cabinet.example"), try await test.signedIn(.contact, "ann@cabinet.example")
    )
    let id = try #require(try await test.memory.transaction { try $0.contacts() }.first { $0.name == "Ann Able" }?.id)
    let address = "/department/contacts/\(id)/change"
    let seen = try #require(try await one.get(address).hidden("seen"))
    func form(_ name: String, _ seen: String) -> [(name: String, value: String)] {
      [
        ("organisation", "Cabinet Office"), ("name", name), ("email", "ann@cabinet.example"),
        ("role", "contract-manager"), ("seen", seen),
      ]
    }
    #expect(try await other.post(address, form("Ann Brown", seen)).status == .seeOther)
    let stale = try await one.post(address, form("Ann Green", seen))
    #expect(
      stale.status == .conflict && stale.shown.contains("Ann Brown") && stale.shown.contains("value=\"Ann Green\""))
    let again = try #require(stale.hidden("seen"))
    #expect(try await one.post(address, form("Ann Green", again)).status == .seeOther)
  }

  @Test func `days away hold for every post, and end when the person is back`() async throws {
    let test = try await site()
    var visitor = try await test.signedIn(.contact, "ann@cabinet.example")
    let id = try #require(try await test.memory.transaction { try $0.contacts() }.first { $0.name == "Ann Able" }?.id)
    let days = [
      ("away-from-day", "3"), ("away-from-month", "8"), ("away-from-year", "2026"), ("away-to-day", "14"),
      ("away-to-month", "8"), ("away-to-year", "2026"),
    ].map { (name: $0.0, value: $0.1) }
    #expect(try await visitor.post("/department/contacts/\(id)/away", days).location == "/department?done=away")
    let away = try await test.memory.transaction { try $0.contacts() }.first { $0.id == id }
    #expect(away?.absence?.from.description == "2026-08-03" && away?.absence?.to?.description == "2026-08-14")
    #expect(try await visitor.post("/department/contacts/\(id)/away").status == .unprocessable)
    #expect(try await visitor.post("/department/contacts/\(id)/away", [("back", "yes")]).status == .seeOther)
    #expect(try await test.memory.transaction { try $0.contacts() }.first { $0.id == id }?.absence == nil)
  }

  @Test func `an address from which mail came back and a post that nobody holds stand at the top`() async throws {
    let test = try await site()
    try await test.memory.transaction { transaction in
      _ = try transaction.changePosts(ofAddress: "ann@cabinet.example") { $0.bouncedAt = TestSite.start }
    }
    var visitor = try await test.signedIn(.contact, "ann@cabinet.example")
    let page = try await visitor.get("/department").shown
    #expect(page.contains("Addresses that do not work") && page.contains("Mail came back"))
    #expect(page.contains("Cabinet Office: Contract manager: Case team is asked instead from Mon 5 January 2026"))
  }
}
