import CaseKit
import Casework
import Engine
import JSON
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(15))) struct OpsTests {
  @Test func `only those who look after the system see how it runs`() async throws {
    let test = try await TestSite()
    let paths = [
      "/ops", "/ops/timers", "/ops/parked", "/ops/outbox", "/ops/nodes", "/ops/calendars", "/ops/workflows",
      "/ops/deploy",
    ]
    let (ops, manager) = (try await test.visit(as: .staff, "byrne"), try await test.visit(as: .staff, "okafor"))
    for path in paths {
      #expect(await ops.get(path).status == .ok, "\(path)")
      #expect(await manager.get(path).status == .forbidden, "\(path)")
      #expect(await test.browser().get(path).status == .seeOther, "\(path)")
    }
  }

  @Test func `a parked case stands among the parked ones though none of its timers is due`() async throws {
    let test = try await TestSite()
    let id = try await test.open(with: ["supplier_email": .null])
    let ops = try await test.visit(as: .staff, "byrne")
    let isParked = try await test.store.transaction { try $0.look(at: [id], for: []).cases.first?.parked != nil }
    #expect(isParked)
    let reference = CaseReference(of: id).description
    let page = await ops.get("/ops/parked").text
    #expect(page.contains(reference) && page.contains("nobody can be asked") && !page.contains("No case is parked"))
    #expect(await ops.get("/ops/parked.csv").text.contains(reference))
  }

  @Test func `what failed in the same way is tried again together, and what a page lists is chosen by one link`()
    async throws
  {
    let test = try await TestSite()
    for _ in 0..<3 { _ = try await test.open() }
    let waiting = try await test.store.transaction { try $0.waitingItems(limit: 10) }
    #expect(waiting.count >= 3)
    let claimed = try await test.store.transaction { try $0.claimOutbox(limit: 10, leaseSeconds: 60) }
    try await test.store.transaction { transaction in
      for (place, item) in claimed.enumerated() {
        try transaction.markFailed(
          item, reason: place == 0 ? "nobody answers" : "no such address", retryAfterSeconds: nil)
      }
    }
    let ops = try await test.visit(as: .staff, "byrne")
    let page = await ops.get("/ops/outbox").text
    #expect(page.contains("The \(claimed.count - 1) with “no such address”"))
    #expect(page.contains("All \(claimed.count) that were given up") && !page.contains(" checked> "))
    let all = await ops.get("/ops/outbox?choose=all").text
    #expect(all.matches(of: /name="item" type="checkbox" value="[^"]*" checked>/).count == claimed.count)
    let wishes = [("which", "because:no such address"), ("reason", "The address is there again.")]
    #expect(await ops.post("/ops/outbox", wishes).status == .seeOther)
    let left = try await test.store.transaction { try $0.deadLetters(limit: 10) }
    #expect(left.map(\.failure) == ["nobody answers"])
    #expect(await ops.post("/ops/outbox", [("which", "all"), ("reason", "All is well.")]).status == .seeOther)
    #expect(try await test.store.transaction { try $0.deadLetters(limit: 10) }.isEmpty)
  }

  @Test func `an overdue timer is fired by an order, its history says who and why, and the page what became of it`()
    async throws
  {
    let test = try await TestSite()
    let id = try await test.open()
    test.store.now = test.store.now.advanced(bySeconds: 30 * 86_400)
    let ops = try await test.visit(as: .staff, "byrne")
    let reference = CaseReference(of: id).description
    #expect(await ops.get("/ops/timers").text.contains("value=\"\(reference)\""))
    let none = await ops.post("/ops/timers", [("order", "retry")])
    #expect(none.status == .unprocessable && none.text.contains("Choose at least one case"))
    #expect(none.text.contains("Enter the reason"))
    let done = await ops.post(
      "/ops/timers",
      [("case", reference), ("case", "AAAA-BBBB-CC"), ("order", "retry"), ("reason", "The worker was away.")])
    #expect(done[header: "Location"] == "/ops/timers?done=1")
    let page = await ops.get("/ops/timers?done=1").text
    #expect(page.contains("What became of each") && page.contains("The timer has fired"))
    let fired = try await test.store.transaction { try $0.journal(of: id) }.filter { $0.kind == .retried }
    #expect(fired.first?.actor == Actor(role: "ops", name: "byrne"))
  }

  @Test func `hundreds that were given up are listed page by page, and tried again with a line for each`() async throws
  {
    let test = try await TestSite()
    for _ in 0..<102 { _ = try await test.open() }
    try await test.store.transaction { transaction in
      for item in try transaction.claimOutbox(limit: 500, leaseSeconds: 60) {
        try transaction.markFailed(item, reason: "nobody answers", retryAfterSeconds: nil)
      }
    }
    let dead = try await test.store.transaction { try $0.deadLetters(limit: 500) }
    try #require(dead.count > 100)
    let ops = try await test.visit(as: .staff, "byrne")
    let (first, last) = (await ops.get("/ops/outbox").text, await ops.get("/ops/outbox?page=2").text)
    #expect(first.contains("1 to 100 of \(dead.count)") && first.contains("page=2"))
    #expect(last.contains("value=\"\(dead[100].id)\"") && !last.contains("value=\"\(dead[0].id)\""))
    // What is missing is asked for on the page where somebody was.
    let again = await ops.post("/ops/outbox", [("item", "\(dead[100].id)"), ("page", "2")])
    #expect(again.status == .unprocessable && again.text.contains("value=\"\(dead[100].id)\" checked"))
    #expect(await ops.post("/ops/outbox", [("which", "all"), ("reason", "The mail is back.")]).status == .seeOther)
    let told = await ops.get("/ops/outbox?done=1").text
    #expect(told.contains("\(dead.count) done, 0 not"))
    #expect(told.matches(of: /It waits again/).count == dead.count)
  }

  @Test func `what was given up waits again once somebody says what has changed`() async throws {
    let test = try await TestSite()
    let id = try await test.open()
    let service = OutboxService(store: test.store, senders: [.message: Refusing()])
    _ = try await service.deliver()
    let dead = try #require(try await test.store.transaction { try $0.deadLetters(limit: 9) }.first)
    let ops = try await test.visit(as: .staff, "byrne")
    let page = await ops.get("/ops/outbox").text
    #expect(page.contains("value=\"\(dead.id)\"") && page.contains("nobody there"))
    #expect(!page.contains("jo.marsh"))
    #expect(await ops.post("/ops/outbox", [("item", "\(dead.id)")]).status == .unprocessable)
    let again = await ops.post("/ops/outbox", [("item", "\(dead.id)"), ("reason", "The address was mended.")])
    #expect(again[header: "Location"] == "/ops/outbox?done=1")
    #expect(await ops.get("/ops/outbox?done=1").text.contains("It waits again"))
    #expect(try await test.store.transaction { try $0.deadLetters(limit: 9) }.allSatisfy { $0.id != dead.id })
    #expect(try await test.store.transaction { try $0.journal(of: id) }.contains { $0.actor.name == "byrne" })
  }

  /// Takes nothing, for good.
  private struct Refusing: Sender {
    func send(_ item: OutboxItem) async throws(DeliveryError) {
      throw DeliveryError("nobody there", isRetryable: false)
    }
  }

  @Test func `a version shows its steps, what is proved of it, and who may do what`() async throws {
    let test = try await TestSite(workflows: ["late-payment"])
    let ops = try await test.visit(as: .staff, "byrne")
    let digest = try #require(try await test.store.transaction { try $0.currentVersion(of: "late-payment") })
    #expect(await ops.get("/ops/workflows").text.contains("/ops/workflows/late-payment/\(digest)"))
    let page = await ops.get("/ops/workflows/late-payment/\(digest)")
    #expect(page.status == .ok && page.text.contains("New cases use it"))
    let steps = await ops.get("/ops/workflows/late-payment/\(digest)?show=steps").text
    #expect(steps.contains("is not after 30 days after today") && steps.contains("How it can end"))
    #expect(!steps.contains("data."), "no condition of it is left without words")
    #expect(await ops.get("/ops/workflows/late-payment/\(digest)?show=checks").text.contains("Nobody waits for ever"))
    let files = await ops.get("/ops/workflows/late-payment/\(digest)?show=files").text
    #expect(files.contains("workflow: late-payment") && files.contains("messages/") && !files.contains("<script>"))
    #expect(await ops.get("/ops/workflows/late-payment/\(digest)0").status == .notFound)
  }

  @Test
  func `a changed text is held against the present version, and deployed only by whoever has just proved who they are`()
    async throws
  {
    let test = try await TestSite(workflows: ["late-payment"])
    let present = try await test.store.transaction { try $0.currentVersion(of: "late-payment") }
    let bundle = try ShippedScheme.bundle(of: "late-payment")
    let text = try #require(bundle.files["workflow.yaml"])
    let changed = text.replacing("title: Operations", with: "title: The operators")
    #expect(changed != text)
    let file = UploadedFile(
      field: "files", name: "workflow.yaml", mediaType: "text/plain", bytes: Array(changed.utf8))
    let idle = try await test.visit(as: .staff, "byrne", isProven: false)
    #expect(await idle.post("/ops/deploy", files: [file])[header: "Location"] == "/ops/deploy/preview")
    let preview = await idle.get("/ops/deploy/preview")
    #expect(preview.status == .ok && preview.text.contains("The operators"))
    #expect(await idle.get("/ops/deploy/confirm")[header: "Location"]?.hasPrefix("/sign-in/prove") == true)
    #expect(await idle.post("/ops/deploy/confirm", [("digest", "x")]).status == .unauthorized)
    let proven = try await test.visit(as: .staff, "byrne")
    _ = await proven.post("/ops/deploy", files: [file])
    let digest = try #require(await proven.get("/ops/deploy/confirm").hidden("digest"))
    #expect(await proven.post("/ops/deploy/confirm", [("digest", "\(present?.description ?? "")")]).status == .conflict)
    let done = await proven.post("/ops/deploy/confirm", [("digest", digest)])
    #expect(done[header: "Location"] == "/ops/workflows?done=1")
    let current = try await test.store.transaction { try $0.currentVersion(of: "late-payment") }
    #expect(current?.description == digest && current != present)
  }

  @Test func `a text with an error is shown with what to do, and can't be deployed`() async throws {
    let test = try await TestSite(workflows: ["late-payment"])
    let present = try await test.store.transaction { try $0.currentVersion(of: "late-payment") }
    let bytes = Array("workflow: late-payment\nstates: {}\n".utf8)
    let ops = try await test.visit(as: .staff, "byrne")
    let file = UploadedFile(field: "files", name: "workflow.yaml", mediaType: "text/plain", bytes: bytes)
    #expect(await ops.post("/ops/deploy", files: [file]).status == .seeOther)
    let preview = await ops.get("/ops/deploy/preview")
    #expect(preview.status == .unprocessable && preview.text.contains("Error</strong>"))
    let digest = try #require(await ops.get("/ops/deploy/confirm").hidden("digest"))
    #expect(await ops.post("/ops/deploy/confirm", [("digest", digest)])[header: "Location"] == "/ops/deploy/preview")
    #expect(try await test.store.transaction { try $0.currentVersion(of: "late-payment") } == present)
    let picture = UploadedFile(field: "files", name: "x.png", mediaType: "image/png", bytes: [1])
    #expect(await ops.post("/ops/deploy", files: [picture]).status == .unprocessable)
  }

  @Test func `a new holiday moves dates only when somebody has seen which`() async throws {
    let test = try await TestSite()
    let id = try await test.open()
    let ops = try await test.visit(as: .staff, "byrne")
    let before = try await test.store.transaction { try $0.look(at: [id], for: []).cases.first?.nextDue }
    let kept = try await test.store.transaction { try $0.calendars() }
    let name = try #require(kept.keys.first { $0.contains("england") })
    // The Wednesday after the case was opened.
    let text = try #require(kept[name]).replacing(
      "\"events\": [",
      with: "\"events\": [ {\"title\": \"A day off\", \"date\": \"2026-03-04\", \"notes\": \"\", \"bunting\": true},")
    try #require(text != kept[name])
    let file = UploadedFile(field: "calendars", name: "x.json", mediaType: "application/json", bytes: Array(text.utf8))
    #expect(
      await ops.post("/ops/calendars", files: [file])[header: "Location"] == "/ops/calendars/preview")
    let preview = await ops.get("/ops/calendars/preview")
    #expect(preview.status == .ok && preview.text.contains(CaseReference(of: id).description), "\(preview.text)")
    #expect(try await test.store.transaction { try $0.calendars() } == kept)
    let done = await ops.post("/ops/calendars/preview", [("choice", "move")])
    #expect(done[header: "Location"] == "/ops/calendars?done=1")
    let after = try await test.store.transaction { try $0.look(at: [id], for: []).cases.first?.nextDue }
    #expect(after != before)
  }

  @Test func `a picture of the last hours says in words what it shows, and has a table beside it`() {
    let hours = OpsHours(
      [OperationsWatch.Hour(begins: Self.hour, events: 7, timers: 3, longestLagSeconds: 1.2)],
      now: Self.hour.advanced(bySeconds: 60), count: 3)
    #expect(hours.work.description.contains("Asked for 7") && hours.work.description.contains("role=\"img\""))
    #expect(
      hours.lag.description.contains("Mon 5 January 2026, 9am")
        && hours.lag.description.contains("</span>2</td>"))
  }

  private static let hour = TestSite.monday
}
