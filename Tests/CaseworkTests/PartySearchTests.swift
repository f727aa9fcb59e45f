import Casework
import CivilTime
import Expression
import JSON
import TestKit
import Testing

@Suite struct PartySearchTests {
  private static let sketch = """
    complained-of: data.accused
    form: [office, contract, accused]
    data:
      office: { type: string, directory: organisation }
      contract: { type: string }
      accused: { type: string }
    parties:
      manager: { title: Manager, directory: manager, of: data.office, contract: data.contract, otherwise: [director] }
      director: { title: Director, directory: director, of: data.office, otherwise: [manager, owner] }
      owner: { title: Owner, directory: owner, of: data.office }
      desk: { title: Desk, staff: true }
    initial: a
    states:
      a: { owner: desk, on: { go: { by: [desk], target: a, actions: [notify: { to: manager, template: hello }] } } }
    """

  private static let today = CivilDate(iso8601: "2026-03-02") ?? CivilDate(dayNumber: 0)

  private func day(_ text: String) -> CivilDate? { CivilDate(iso8601: text) }

  private func contact(_ name: String, _ role: String = "manager", at office: String = "Post Office") -> Contact {
    Contact(organisation: office, role: role, name: name, email: "\(name.lowercased())@post.example")
  }

  private func resolve(
    _ contacts: [Contact], organisations: [Organisation] = [], contracts: [Contract] = [],
    office: String = "Post Office",
    contract: String? = nil, silent: [Approach] = []
  ) throws -> Resolution {
    let workflow = try Play.workflow(Self.sketch)
    let data: [Value] = [.string(office), contract.map { .string($0) } ?? .null, .null]
    return workflow.resolve(
      party: "manager", on: Self.today,
      in: Directory(contacts: contacts, organisations: organisations, contracts: contracts), silent: silent,
      Data(values: data))
  }

  private struct Data: Activation {
    let values: [Value]
    func value(of variable: Int) -> Value { values[variable] }
    func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
      throw EvaluationError(.unknownFunction, "none")
    }
  }

  private func name(_ resolution: Resolution) -> String? {
    if case .person(let name, _) = resolution.recipient { name } else { nil }
  }

  @Test func `each who is passed over is named with the reason, in order`() throws {
    var early = contact("Eva")
    early.validFrom = day("2026-04-01")
    var late = contact("Leo")
    late.validTo = day("2026-02-27")
    var away = contact("Ava")
    away.absence = try Absence(from: #require(day("2026-03-02")), to: day("2026-03-13"))
    away.deputy = "dee@post.example"
    var deputy = contact("Dee", "director", at: "Home Office")
    deputy.absence = try Absence(from: #require(day("2026-03-02")), to: nil)
    var bounced = contact("Bo")
    bounced.bouncedAt = Instant(seconds: 1)
    let last = contact("Una", "director")
    let resolution = try resolve([early, late, away, deputy, bounced, last])
    #expect(name(resolution) == "Una")
    #expect(resolution.party == "director")
    #expect(
      resolution.passedOver.map(\.description) == [
        "Manager: Eva is in post only from 2026-04-01", "Manager: Leo was in post until 2026-02-27",
        "Manager: Ava is away until 2026-03-13; the deputy is Dee", "Manager: Dee is away until further notice",
        "Manager: mail to Bo came back",
      ])
  }

  @Test func `a named deputy stands in, else the next in the same role`() throws {
    var away = contact("Ava")
    away.absence = Absence(from: Self.today, to: Self.today)
    #expect(name(try resolve([away, contact("Next")])) == "Next")
    away.deputy = "DEE@post.example"
    #expect(name(try resolve([away, contact("Next"), contact("Dee", "clerk")])) == "Dee")
    away.deputy = "nobody@post.example"
    let resolution = try resolve([away, contact("Next")])
    #expect(name(resolution) == "Next")
    #expect(resolution.passedOver.map(\.code) == ["away", "deputy-unknown"])
    away.absence = Absence(from: Self.today.adding(days: 1), to: nil)
    #expect(name(try resolve([away, contact("Next")])) == "Ava")
  }

  @Test func `deputies who stand in for each other are cut with a reason`() throws {
    var one = contact("One")
    one.absence = Absence(from: Self.today, to: nil)
    one.deputy = "two@post.example"
    var two = contact("Two", "clerk")
    two.absence = one.absence
    two.deputy = "one@post.example"
    let resolution = try resolve([one, two])
    #expect(resolution.recipient == .nobody)
    #expect(resolution.passedOver.map(\.code).prefix(3) == ["away", "away", "deputies-in-circle"])
  }

  @Test func `who took over answers for a body that is no more, and nobody guesses where it was divided`() throws {
    func body(_ slug: String, _ status: String, _ successors: [String] = []) -> Organisation {
      Organisation(
        slug: slug, title: slug.uppercased(), format: "Agency", status: status, successors: successors,
        register: "govuk")
    }
    let bodies = [
      body("old", "closed", ["middle"]), body("middle", "closed", ["new"]), body("new", "live"),
      body("split", "closed", ["new", "other"]), body("other", "live"), body("ring", "closed", ["ring"]),
    ]
    let contacts = [contact("Nia", at: "NEW"), contact("Ola", at: "other")]
    #expect(name(try resolve(contacts, organisations: bodies, office: "OLD")) == "Nia")
    let split = try resolve(contacts, organisations: bodies, office: "split")
    #expect(split.recipient == .nobody)
    #expect(split.passedOver.first?.code == "divided")
    #expect(try resolve(contacts, organisations: bodies, office: "ring").recipient == .nobody)
    var own = contact("Cora", at: "other")
    own.contract = "S/1"
    #expect(name(try resolve(contacts + [own], organisations: bodies, office: "split", contract: "s/1")) == "Cora")
    // Whoever is still registered at the old body is asked first.
    #expect(name(try resolve(contacts + [contact("Ada", at: "old")], organisations: bodies, office: "OLD")) == "Ada")
  }

  @Test func `a contract's authority answers where the case names no organisation`() throws {
    let contract = Contract(reference: "C-1", title: "T", authority: "post-office", primeContractor: "P")
    #expect(name(try resolve([contact("Mia")], contracts: [contract], office: "", contract: "c 1")) == "Mia")
    #expect(try resolve([contact("Mia")], office: "", contract: "C-1").passedOver.first?.code == "no-organisation")
  }

  /// Every mixture of what can be wrong with four people in three posts.
  @Test(arguments: 1...300) func `nobody is ever asked who is absent, out of post, bounced or barred`(_ seed: Int)
    throws
  {
    var random = SplitMix(state: UInt64(seed))
    let names = ["Ann", "Bob", "Cat", "Dan"]
    var contacts: [Contact] = []
    for _ in 0..<Int.random(in: 1...9, using: &random) {
      var one = contact(
        names.randomElement(using: &random) ?? "",
        ["manager", "director", "owner", "clerk"].randomElement(using: &random) ?? "")
      let chance = { (random: inout SplitMix) in Int.random(in: 0..<3, using: &random) == 0 }
      if chance(&random) { one.validFrom = Self.today.adding(days: Int.random(in: -1...1, using: &random)) }
      if chance(&random) { one.validTo = Self.today.adding(days: Int.random(in: -1...1, using: &random)) }
      if chance(&random) {
        let from = Self.today.adding(days: Int.random(in: -2...1, using: &random))
        one.absence = Absence(from: from, to: Bool.random(using: &random) ? nil : from.adding(days: 1))
      }
      if Bool.random(using: &random) {
        one.deputy = "\(names.randomElement(using: &random)?.lowercased() ?? "")@post.example"
      }
      if chance(&random) { one.bouncedAt = Instant(seconds: 1) }
      if chance(&random) { one.contract = ["C1", "C2"].randomElement(using: &random) }
      contacts.append(one)
    }
    let silent = Bool.random(using: &random) ? [Approach(party: "elsewhere", address: "bob@post.example")] : []
    let workflow = try Play.workflow(Self.sketch)
    let resolution = workflow.resolve(
      party: "manager", on: Self.today, in: Directory(contacts: contacts), silent: silent,
      Data(values: [.string("Post Office"), .string("c1"), .string("Cat, or so")]))
    guard case .person(let name, let email) = resolution.recipient else {
      #expect(!resolution.passedOver.isEmpty)
      return
    }
    #expect(name != "Cat")
    #expect(name != "Bob" || silent.isEmpty)
    let posts = contacts.filter { $0.email == email }
    let fit = posts.contains { post in
      post.isValid(on: Self.today) && post.absence?.covers(Self.today) != true && post.bouncedAt == nil
    }
    #expect(fit, "\(posts)")
  }
}
