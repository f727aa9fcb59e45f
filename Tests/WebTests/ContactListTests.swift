import Casework
import Engine
import Synchronization
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(15))) struct ContactListTests {
  private func site(
    letter: @escaping @Sendable (Letter) async throws -> Void = { _ in }
  ) async throws -> (TestSite, TestSite.Visit) {
    let test = try await TestSite(now: TestSite.monday, letter: letter)
    try await test.register([
      Contact(organisation: "Cabinet Office", role: "contract-manager", name: "Ann Able", email: "ann@cabinet.example"),
      Contact(
        organisation: "Ministry of Defence", role: "contract-manager", name: "Tom Garside", email: "tom@mod.example"),
    ])
    return (test, try await test.visit(as: .contact, "ann@cabinet.example"))
  }

  private func send(_ rows: [String], by visit: TestSite.Visit) async -> WebResponse {
    let text = (["organisation,role,name,email,telephone,valid_from,valid_to"] + rows).joined(separator: "\r\n")
    let file = UploadedFile(field: "list", name: "x.csv", mediaType: "text/csv", bytes: Array(text.utf8))
    let sent = await visit.post("/department/contacts/import", files: [file])
    #expect(sent[header: "Location"] == "/department/contacts/import/preview")
    return await visit.get("/department/contacts/import/preview")
  }

  private static let ann = "Cabinet Office,contract-manager,Ann Able,ann@cabinet.example,,,"
  private static let bea = "Cabinet Office,commercial-director,Bea Bold,bea@cabinet.example,,,"

  @Test func `a list changes nothing until whoever sent it has seen what it changes`() async throws {
    let (test, visit) = try await site()
    let preview = await send([Self.ann, Self.bea], by: visit)
    #expect(preview.status == .ok && preview.text.contains("Bea Bold") && preview.text.contains("Added</strong>"))
    #expect(try await test.contacts().count == 2)
    let seen = try #require(preview.hidden("seen"))
    let done = await visit.post("/department/contacts/import/preview", [("seen", seen)])
    #expect(done[header: "Location"] == "/department?done=imported")
    #expect(try await test.contacts().map(\.name).sorted() == ["Ann Able", "Bea Bold", "Tom Garside"])
    #expect(await test.letter(0).address == "bea@cabinet.example")
    #expect(await visit.get("/department/contacts/import/preview").status == .notFound)
  }

  @Test func `where the directory has changed since the preview, the new one is shown first`() async throws {
    let (test, visit) = try await site()
    let seen = try #require(await send([Self.ann, Self.bea], by: visit).hidden("seen"))
    try await test.store.transaction { transaction in
      _ = try transaction.keepContact(
        Contact(organisation: "Cabinet Office", role: "senior-owner", name: "Cy", email: "cy@cabinet.example"),
        on: DayWords.date(of: TestSite.monday))
    }
    let stale = await visit.post("/department/contacts/import/preview", [("seen", seen)])
    #expect(stale.status == .conflict && stale.text.contains("Removed</strong>"))
    #expect(try await test.contacts().contains { $0.name == "Cy" })
  }

  @Test func `a row of somebody else's organisation, and one that can't be read, stop the whole list`() async throws {
    let (test, visit) = try await site()
    let foreign = await send([Self.ann, "Ministry of Defence,contract-manager,X,x@mod.example,,,"], by: visit)
    #expect(foreign.status == .unprocessable && foreign.text.contains("for which you do not answer"))
    let wrong = await send([Self.ann, "Cabinet Office,king,B,nothing,,,"], by: visit)
    #expect(wrong.status == .unprocessable && wrong.text.contains("Line 3"))
    #expect(await visit.post("/department/contacts/import/preview", [("seen", "")]).status == .unprocessable)
    #expect(try await test.contacts().count == 2)
  }

  @Test func `all that is wrong with a list is told at once, in the order of its rows`() async throws {
    let (_, visit) = try await site()
    let rows = ["king,Ann,ann@x.example,,,", "contract-manager,Bea,nobody,,,", "contract-manager,,cy@x.example,,,"]
    let answer = await send(rows.map { "Cabinet Office,\($0)" }, by: visit)
    let places = ["Line 2", "Line 3", "Line 4"].map { answer.text.range(of: $0)?.lowerBound }
    #expect(answer.status == .unprocessable && !places.contains(nil), "\(answer.text)")
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(!answer.text.contains("run recourse"))
  }

  @Test func `a long list is shown a page at a time, found by a word, and previewed by its first rows`() async throws {
    let (test, visit) = try await site()
    let rows = (100..<260).map { "Cabinet Office,contract-manager,Person \($0),p\($0)@x.example,,," }
    let preview = await send(rows + [Self.ann], by: visit)
    #expect(preview.text.contains("And 60 more: 60 added."), "\(preview.text)")
    try await test.register(
      (100..<260).map {
        Contact(
          organisation: "Cabinet Office", role: "contract-manager", name: "Person \($0)", email: "p\($0)@x.example")
      } + [
        Contact(
          organisation: "Cabinet Office", role: "contract-manager", name: "Ann Able", email: "ann@cabinet.example")
      ])
    let first = await visit.get("/department").text
    #expect(first.contains("Showing 1 to 50 of 161") && first.contains("Person 100") && !first.contains("Person 160"))
    let third = await visit.get("/department?contacts-1=2").text
    #expect(third.contains("Showing 51 to 100 of 161") && third.contains("Person 155") && third.contains("#contacts-1"))
    let found = await visit.get("/department?find=person+2").text
    #expect(found.contains("Person 200") && !found.contains("Person 100") && found.contains("Show all"))
    #expect(await visit.get("/department?find=nothing-like-it").text.contains("Nobody in post fits"))
  }

  @Test func `the list that is downloaded is their own, and reads back without a change`() async throws {
    let (_, visit) = try await site()
    let list = await visit.get("/department/contacts.csv")
    #expect(list[header: "Content-Disposition"]?.hasPrefix("attachment") == true && !list.text.contains("Garside"))
    let file = UploadedFile(field: "list", name: "x.csv", mediaType: "text/csv", bytes: list.body)
    _ = await visit.post("/department/contacts/import", files: [file])
    #expect(await visit.get("/department/contacts/import/preview").text.contains("says what we have already"))
  }

  /// A list of so many people who are new to us, and what whoever sends it is answered.
  private func takeIn(_ count: Int, at test: TestSite) async throws -> WebResponse {
    let visit = try await test.visit(as: .contact, "ann@cabinet.example")
    let rows = (0..<count).map { "Cabinet Office,contract-manager,Person \($0),person\($0)@cabinet.example,,," }
    let seen = try #require(await send([Self.ann] + rows, by: visit).hidden("seen"))
    return await visit.post("/department/contacts/import/preview", [("seen", seen)])
  }

  @Test func `three hundred new contacts keep nobody waiting for the mail, and each gets one letter`() async throws {
    let gate = AsyncStream<Void>.makeStream()
    let test = try await site { _ in for await _ in gate.stream {} }.0
    // The mail takes no letter before the answer is there.
    #expect(try await takeIn(300, at: test)[header: "Location"] == "/department?done=imported")
    #expect(test.posted.count <= 1)
    gate.continuation.finish()
    _ = await test.letter(299)
    await AddressLetters(site: test.site).sendWaiting()
    #expect(test.posted.count == 300 && Set(test.posted.map(\.address)).count == 300)
  }

  @Test func `letters that the mail did not take wait for another time`() async throws {
    let isAway = Mutex(true)
    let taken = Mutex<Set<String>>([])
    let test = try await site { letter in
      if isAway.withLock({ $0 }) { throw CancellationError() }
      taken.withLock { _ = $0.insert(letter.address) }
    }.0
    _ = try await takeIn(25, at: test)
    await AddressLetters(site: test.site).sendWaiting()
    #expect(taken.withLock { $0.isEmpty })
    isAway.withLock { $0 = false }
    while taken.withLock({ $0.count }) < 25 { await AddressLetters(site: test.site).sendWaiting() }
    #expect(try await test.store.transaction { try $0.takeCodes(for: .addressCheck, limit: 1) }.isEmpty)
  }
}
