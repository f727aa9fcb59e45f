import Casework
import CivilTime
import Engine
import JSON
import Testing

@Suite struct BounceDeskTests {
  private static let text = workflow(
    "body: { type: string }", "manager: { title: Manager, directory: manager, of: data.body }",
    "on: { ask: { by: [desk], actions: [notify: { to: manager, template: hello }] }, go: { by: [desk], target: c } }")

  /// A workflow of one step, with a party besides the desk that works it.
  private static func workflow(_ field: String, _ party: String, _ step: String) -> String {
    """
    workflow: letters
    title: Letters
    calendar: office
    form: [\(field.prefix { $0 != ":" })]
    data: { \(field) }
    parties:
      \(party)
      desk: { title: Desk, staff: true }
    initial: a
    states:
      a:
        owner: desk
        within: 5 working days
        otherwise: c
        \(step)
      c: { type: final }
    """
  }

  private let scheme: Scheme
  private let desk: BounceDesk

  init() async throws {
    scheme = try await Scheme(Self.text)
    desk = BounceDesk(cases: scheme.service)
    try await scheme.store.transaction {
      _ = try $0.importContacts([
        Contact(organisation: "Mint", role: "manager", name: "Ann", email: "ann@mint.example"),
        Contact(organisation: "Mint", role: "deputy", name: "Ann", email: "ann@mint.example"),
        Contact(organisation: "Mint", role: "manager", name: "Al", email: "al@mint.example"),
      ])
    }
    try await scheme.open(of: "letters", data: ["body": "Mint"])
  }

  /// Has the manager written to, and says which mail it was and to whom it went.
  private func ask() async throws -> (id: OutboxItem.ID, to: String?) {
    try await scheme.send("ask")
    let item = try #require(try await scheme.messages().last)
    return (item.id, try JSONValue(parsing: item.payload)["to"]?.stringValue)
  }

  private func bounced() async throws -> [String] {
    try await scheme.store.transaction { try $0.contacts() }.filter { $0.bouncedAt != nil }.map(\.role)
  }

  @Test func `once mail has come back from an address, the next in the role is written to, until it is verified`()
    async throws
  {
    let first = try await ask()
    #expect(first.to == "ann@mint.example")
    let outcome = try await desk.takeIn(
      ["other@mint.example", "Ann@Mint.example"], messageID: "\(first.id)@scheme.example")
    guard case .marked(let posts) = outcome else { throw CancellationError() }
    #expect(posts.map(\.role) == ["manager", "deputy"] && posts.allSatisfy { $0.bouncedAt == Scheme.start })
    #expect(try await ask().to == "al@mint.example")
    let now = Scheme.start.advanced(bySeconds: 60)
    _ = try await scheme.store.transaction { try $0.verifyAddress("ann@mint.example", at: now) }
    #expect(try await ask().to == "ann@mint.example")
    // The same report once more is about the time before.
    #expect(
      try await desk.takeIn(["ann@mint.example"], messageID: "\(first.id)@scheme.example") == .reachedSince)
    #expect(try await bounced().isEmpty)
  }

  @Test func `a report that names no mail of ours, or another reader, marks nobody`() async throws {
    let (id, _) = try await ask()
    for (address, message) in [
      ("al@mint.example", "\(id)@scheme.example"), ("ann@mint.example", "letter.x@scheme.example"),
      ("ann@mint.example", "\(id.caseID).\(id.revision).\(id.position + 1)@scheme.example"), ("ann@mint.example", ""),
    ] {
      #expect(try await desk.takeIn([address], messageID: message) == .notOurs)
    }
    #expect(try await desk.takeIn(["ann@mint.example"], messageID: nil) == .notOurs)
    #expect(try await bounced().isEmpty)
  }

  @Test func `a reader who is no contact any more is left alone`() async throws {
    let (id, _) = try await ask()
    let ann = try await scheme.store.transaction { try $0.contacts() }.filter { $0.name == "Ann" }.compactMap(\.id)
    try await scheme.store.transaction { try $0.removeContacts(Set(ann)) }
    #expect(try await desk.takeIn(["ann@mint.example"], messageID: "\(id)@x.example") == .noContact)
  }

  // MARK: Whom the case names

  private static let supplier = workflow(
    "mail: { type: string, max-length: 254 }",
    "supplier: { title: Supplier, confidential: true, name: data.mail, email: data.mail }",
    """
    entry: [notify: { to: supplier, template: hello }]
        on:
          change-address: { by: [supplier, desk], form: [mail] }
          look: { by: [desk] }
          go: { by: [desk], target: c }
    """)

  @Test func `mail to whom the case names comes back once for the team, until there is another address`() async throws {
    let scheme = try await Scheme(Self.supplier)
    let desk = BounceDesk(cases: scheme.service)
    try await scheme.open(of: "letters", data: ["mail": "Ada@firm.example"])
    let item = try #require(try await scheme.messages().first)
    let told = try await desk.takeIn(["ada@firm.example"], messageID: "\(item.id)@scheme.example")
    #expect(told == .told(CaseReference(of: Scheme.caseID(1))))
    // The same report once more, as servers send them.
    #expect(try await desk.takeIn(["ada@firm.example"], messageID: "\(item.id)@scheme.example") == told)
    let now = try await standing(scheme)
    #expect(now.parked == "mail to Supplier comes back, as there is no such address")
    #expect(now.returned == [Approach(party: "supplier", address: "ada@firm.example")])
    let alerts = try await scheme.messages().filter { $0.payload.contains("\"parked\"") }
    #expect(alerts.count == 1 && alerts.allSatisfy { !$0.payload.contains("firm.example") })
    // Somebody looks; the address is as dead as before. Only another one, or the supplier's own word, ends it.
    try await scheme.send("look")
    #expect(try await standing(scheme).parked == nil)
    try await scheme.send("change-address", by: "desk", data: ["mail": "Ada@firm.example"])
    #expect(try await standing(scheme).returned.count == 1)
    try await scheme.send("change-address", by: "desk", data: ["mail": "ada@other.example"])
    #expect(try await standing(scheme).returned.isEmpty)
    // A late report about the old one says nothing of the new one.
    #expect(try await desk.takeIn(["ada@firm.example"], messageID: "\(item.id)@scheme.example") == .noContact)
  }

  @Test func `whoever gives their own address once more says that it works again`() async throws {
    let scheme = try await Scheme(Self.supplier)
    try await scheme.open(of: "letters", data: ["mail": "ada@firm.example"])
    let item = try #require(try await scheme.messages().first)
    _ = try await BounceDesk(cases: scheme.service).takeIn(["ada@firm.example"], messageID: "\(item.id)@x.example")
    #expect(try await standing(scheme).parked != nil)
    try await scheme.send("change-address", by: "supplier", data: ["mail": "ada@firm.example"])
    let now = try await standing(scheme)
    #expect(now.returned.isEmpty && now.parked == nil)
  }

  private func standing(_ scheme: Scheme) async throws -> Case {
    let library = scheme.service.library
    return try await scheme.store.transaction { try CaseSight(of: Scheme.caseID(1), library, $0).case }
  }
}
