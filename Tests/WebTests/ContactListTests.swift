import Casework
import Engine
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(15))) struct ContactListTests {
  private func site() async throws -> (TestSite, TestSite.Visit) {
    let test = try await TestSite(now: TestSite.monday)
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

  @Test func `the list that is downloaded is their own, and reads back without a change`() async throws {
    let (_, visit) = try await site()
    let list = await visit.get("/department/contacts.csv")
    #expect(list[header: "Content-Disposition"]?.hasPrefix("attachment") == true && !list.text.contains("Garside"))
    let file = UploadedFile(field: "list", name: "x.csv", mediaType: "text/csv", bytes: list.body)
    _ = await visit.post("/department/contacts/import", files: [file])
    #expect(await visit.get("/department/contacts/import/preview").text.contains("says what we have already"))
  }
}
