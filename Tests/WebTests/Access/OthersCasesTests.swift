import CaseKit
import Casework
import Engine
import JSON
import Testing

@testable import Web

/// Whoever may see some cases sees no other one.
@Suite struct OthersCasesTests {
  private func revision(_ id: CaseID, _ site: TestSite) async throws -> Int {
    try await site.store.transaction { try $0.journal(of: id) }.count
  }

  @Test func `whoever follows a case reads, answers and withdraws that one, whatever else a form names`() async throws {
    let site = try await TestSite()
    let (mine, others) = (try await site.open(), try await site.open(with: ["supplier_name": "Quietly Ltd"]))
    let visit = try await site.visit(as: .supplier, mine.description)
    let foreign: [(String, String)] = [
      ("case", others.description), ("id", others.description), ("caseID", others.description),
      ("reference", CaseReference(of: others).description), ("subject", others.description),
    ]
    let before = try await revision(others, site)
    for path in ["", "/messages", "/consent", "/documents", "/feedback", "/do/change-consent", "/do/withdraw"] {
      let query = FormValues(foreign.map { (name: $0.0, value: $0.1) }).encoded
      let page = await visit.get("/follow/case\(path)?\(query)")
      #expect(page.status == .ok && !page.text.contains("Quietly"), "\(path)")
      #expect(!page.text.contains(CaseReference(of: others).description), "\(path)")
    }
    let form = await visit.get("/follow/case/do/withdraw").text
    let event = try #require(form.hidden("event-id"))
    let revision = try #require(form.hidden("revision"))
    #expect(
      await visit.post("/follow/case/do/withdraw", [("event-id", event), ("revision", revision)] + foreign).status
        == .seeOther)
    let message = [("event-id", EventID(UniqueID(high: 0x7001, low: 0x8000_0000_0000_0001)).description)]
    let sent = await visit.post("/follow/case/messages/new", message + [("message", "More")] + foreign)
    #expect(sent.status == .seeOther)
    let letter = UploadedFile(field: "document", name: "a.txt", mediaType: "text/plain", bytes: Array("a".utf8))
    let upload = [("event-id", EventID(UniqueID(high: 0x7001, low: 0x8000_0000_0000_0002)).description)]
    #expect(await visit.post("/follow/case/documents", upload + foreign, files: [letter]).status == .seeOther)
    #expect(try await self.revision(others, site) == before, "nothing has happened to the other case")
    #expect(try await self.revision(mine, site) == 4)
  }

  @Test func `neither a code nor a key of one case opens another`() async throws {
    let site = try await TestSite()
    let (mine, others) = (try await site.open(), try await site.open())
    @Sendable func reference(_ id: CaseID) -> String { CaseReference(of: id).description }
    let (code, key) = (FollowKey.freshCode(), FollowKey.make(for: mine, secret: "secret"))
    try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      let kept = [
        (code, OneTimeCode.Purpose.follow, reference(mine)), (key, .followKey, mine.description),
      ]
      for (typed, purpose, name) in kept {
        try transaction.keepCode(
          OneTimeCode(
            code: FollowKey.digest(of: typed, for: name), purpose: purpose, subject: mine.description,
            madeAt: now, endsAt: now.advanced(bySeconds: 600)))
      }
    }
    let visit = await site.browser()
    #expect(
      await visit.post("/follow/key", [("reference", reference(others)), ("code", key)]).status == .unprocessable)
    // The code goes with the reference that this browser asked for.
    _ = await visit.post("/follow", [("reference", reference(others)), ("email", "a@b.example")])
    #expect(await visit.post("/follow/code", [("code", code)]).status == .unprocessable)
    #expect(await visit.get("/follow/case")[header: "Location"] == "/follow")
    #expect(await visit.post("/follow/key", [("reference", reference(mine)), ("code", key)]).status == .seeOther)
  }

  @Test func `whoever has declared an interest comes to no page, deed or document of the case by any route`()
    async throws
  {
    let kit = try await Kit()
    let free = APIClient(kit, token: try await kit.token("approver"))
    let reference = try await free.open()
    let known = try #require(CaseReference(reference))
    let found = try await kit.memory.transaction { try $0.caseID(of: known) }
    let id = try #require(found)
    _ = try await kit.site.cases.handle(
      CaseRequest(
        caseID: id, eventID: EventID(UniqueID(high: 0x7001, low: 0x8000_0000_0000_0001)),
        action: .act(.declareInterest(person: "case-manager", reason: "A sister")),
        actor: Actor(role: "case-manager", name: "case-manager")))
    let cookie = try await kit.cookie(.staff, "case-manager")
    let token = try await kit.token("case-manager")
    let before = try await kit.memory.transaction { try $0.journal(of: id) }.count
    var asked = 0
    for route in kit.site.routes where route.path.contains("{reference}") {
      let path = route.path.replacing("{reference}", with: reference).replacing("{rest*}", with: "1")
        .split(separator: "/").map { $0.hasPrefix("{") ? "1" : String($0) }.joined(separator: "/")
      let isAPI = route.path.hasPrefix("/api/")
      let answer = try await kit.ask(
        route.method, "/" + path, cookie: isAPI ? nil : cookie, token: isAPI ? token : nil,
        body: isAPI ? Array("{}".utf8) : [],
        headers: isAPI ? ["content-type": "application/json", "idempotency-key": "k\(asked)", "if-match": "*"] : [:])
      asked += 1
      let refusals: Set<WebResponse.Status> =
        isAPI ? [.forbidden, .notFound, .unprocessable, .badRequest, .unsupportedMediaType] : [.forbidden, .notFound]
      #expect(refusals.contains(answer.status), "\(route.method) \(route.path): \(answer.status)")
    }
    #expect(asked > 20)
    #expect(try await kit.memory.transaction { try $0.journal(of: id) }.count == before)
    // Nor by a list, a table to keep, a search or a choice of many.
    let address = try await kit.memory.transaction { [library = kit.site.library] transaction in
      try CaseSight(of: id, library, transaction).supplierAddress
    }
    let example = try #require(address)
    for path in ["/cases?queue=all", "/cases/export.csv?queue=all"] {
      let page = try await kit.ask(.get, path, cookie: cookie)
      #expect(page.status == .ok && !page.text.contains(example), "\(path)")
    }
  }
}

extension String {
  /// What a hidden field of the first such form holds.
  fileprivate func hidden(_ name: String) -> String? {
    guard let start = firstRange(of: "name=\"\(name)\" value=\"") else { return nil }
    return String(self[start.upperBound...].prefix { $0 != "\"" })
  }
}
