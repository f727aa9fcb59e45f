import CaseKit
import Casework
import CivilTime
import Engine
import JSON
import Synchronization
import Testing

@testable import Web

/// Keeps what would have been sent.
private final class Box: Sender {
  private let items = Mutex<[OutboxItem]>([])

  func send(_ item: OutboxItem) async throws(DeliveryError) { items.withLock { $0.append(item) } }

  /// What was written to an address last.
  func last(to address: String) -> String? {
    items.withLock(\.self).compactMap { try? JSONValue(parsing: $0.payload) }
      .last { $0["to"]?.stringValue == address }?["body"]?.stringValue
  }
}

@Suite struct AnswerTests {
  private static let manager = "manager@cabinet.example"
  private static let id = CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0001))

  /// A case that waits for the contract manager, and the letters that went out so far.
  private func waiting() async throws -> (test: TestSite, box: Box) {
    let test = try await TestSite()
    try await test.register([
      Contact(
        organisation: "Cabinet Office", role: "contract-manager", name: "Ann Able", email: Self.manager)
    ])
    try await ask(
      test, 1, .open(workflow: "supply-chain-concern", data: try ShippedScheme.example(of: "supply-chain-concern")),
      "supplier")
    try await ask(
      test, 2, .send(event: "accept", data: ["disclosable_summary": "Invoices are late."]), "case-manager", "okafor")
    try await ask(
      test, 3,
      .send(
        event: "consent",
        data: ["consent_prime": false, "consent_department": false, "consent_authority": false, "skip_prime": true]),
      "supplier")
    let box = Box()
    try await deliver(test, box)
    return (test, box)
  }

  private func ask(
    _ test: TestSite, _ number: UInt64, _ action: CaseRequest.Action, _ role: String, _ name: String? = nil
  ) async throws {
    _ = try await test.site.cases.handle(
      CaseRequest(
        caseID: Self.id, eventID: EventID(UniqueID(high: 0x1_7000, low: 0x8000_0000_0000_0000 | number)),
        action: action, actor: Actor(role: role, name: name)))
  }

  private func deliver(_ test: TestSite, _ box: Box) async throws {
    let desk = AnswerDesk(store: test.store, library: test.site.library)
    let sender = AnswerableSender(box, desk, site: test.site.address)
    _ = try await OutboxService(store: test.store, senders: [.message: sender]).deliver()
  }

  private static func link(_ letter: String?) -> String? {
    letter?.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("http://site.example/answer/") }
      .map { String($0.dropFirst("http://site.example".count)) }
  }

  private func journal(_ test: TestSite) async throws -> [JournalEntry] {
    try await test.store.transaction { try $0.journal(of: Self.id) }
  }

  @Test func `whoever a case waits for has a link in the letter, and nobody else`() async throws {
    let (test, box) = try await waiting()
    #expect(Self.link(box.last(to: Self.manager)) != nil)
    let kept = try await test.store.transaction { try $0.messages(of: Self.id) }
    #expect(!kept.contains { $0.payload.contains("/answer/") })
    #expect(Self.link(box.last(to: "jo.marsh@thistledown-testing.example")) == nil)
  }

  @Test func `the link shows what was written and asks for the answer, and nothing tells who complained`() async throws
  {
    let (test, box) = try await waiting()
    let link = try #require(Self.link(box.last(to: Self.manager)))
    let visitor = await test.browser()
    let choice = await visitor.get(link)
    #expect(choice.status == .ok && choice.text.contains("It is resolved"))
    #expect(choice.text.contains("We cannot resolve it") && !choice.text.contains("Escalate now"))
    let form = await visitor.get("\(link)?answer=department-resolved").text
    #expect(form.contains("name=\"department_answer\"") && form.contains("Answer by <strong>"))
    for page in [choice.text, form] { #expect(!page.contains("Thistledown") && !page.contains("Jo Marsh")) }
  }

  @Test func `an answer with a document moves the case on, once however often it is sent`() async throws {
    let (test, box) = try await waiting()
    let link = try #require(Self.link(box.last(to: Self.manager)))
    let visitor = await test.browser()
    let event = try #require(await visitor.get("\(link)?answer=department-resolved").hidden("event"))
    let form = [
      ("answer", "department-resolved"), ("event", event), ("department_answer", "All three were paid today."),
    ]
    let file = UploadedFile(
      field: "documents", name: "receipt.pdf", mediaType: "text/html", bytes: Array("%PDF-1.7".utf8))
    for _ in 1...2 { #expect(await visitor.post(link, form, files: [file])[header: "Location"] == "\(link)/sent") }
    let entries = try await journal(test)
    #expect(entries.count { $0.kind == .attached } == 1)
    let answer = entries.filter { $0.name == "department-resolved" }
    #expect(answer.count == 1 && answer[0].input["department_answer"] == "All three were paid today.")
    #expect(answer.first?.actor.role == "contract-manager" && answer.first?.actor.name?.hasPrefix("C") == true)
    #expect(await visitor.get("\(link)/sent").status == .ok)
    #expect(await visitor.get(link).text.contains("Nothing to answer any more"))
  }

  @Test func `an answer without its words is asked for again, and nothing has happened`() async throws {
    let (test, box) = try await waiting()
    let link = try #require(Self.link(box.last(to: Self.manager)))
    let visitor = await test.browser()
    let event = try #require(await visitor.get("\(link)?answer=department-resolved").hidden("event"))
    let before = try await journal(test).count
    let program = UploadedFile(field: "documents", name: "run.exe", mediaType: "application/pdf", bytes: [1])
    let again = await visitor.post(
      link, [("answer", "department-resolved"), ("event", event), ("department_answer", "  ")], files: [program])
    #expect(again.status == .unprocessable && again.hidden("event") == event)
    #expect(again.text.contains("href=\"#department_answer\"") && again.text.contains("href=\"#documents\""))
    #expect(try await journal(test).count == before)
  }

  @Test func `what the role may not do can't be sent, and a made-up link opens nothing`() async throws {
    let (test, box) = try await waiting()
    let link = try #require(Self.link(box.last(to: Self.manager)))
    let visitor = await test.browser()
    let event = try #require(await visitor.get("\(link)?answer=department-resolved").hidden("event"))
    let before = try await journal(test).count
    let other = await visitor.post(link, [("answer", "escalate"), ("event", event), ("reason", "x")])
    #expect(other.status == .ok && other.text.contains("Nothing to answer any more"))
    #expect(try await journal(test).count == before)
    #expect(await visitor.get("/answer/\(Secrets.fresh())").status == .notFound)
  }
}
