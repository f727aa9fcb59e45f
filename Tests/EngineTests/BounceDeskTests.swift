import Casework
import CivilTime
import Engine
import JSON
import Testing

@Suite struct BounceDeskTests {
  private static let text = """
    workflow: letters
    title: Letters
    calendar: office
    form: [body]
    data: { body: { type: string } }
    parties:
      manager: { title: Manager, directory: manager, of: data.body }
      desk: { title: Desk, staff: true }
    initial: a
    states:
      a:
        owner: desk
        within: 5 working days
        otherwise: c
        on: { ask: { by: [desk], actions: [notify: { to: manager, template: hello }] }, go: { by: [desk], target: c } }
      c: { type: final }
    """

  private let scheme: Scheme
  private let desk: BounceDesk

  init() async throws {
    scheme = try await Scheme(Self.text)
    desk = BounceDesk(store: scheme.store)
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
}
