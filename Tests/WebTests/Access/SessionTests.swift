import Casework
import CivilTime
import Engine
import JSON
import Testing

@testable import Web

@Suite struct SessionTests {
  private static let password = "three words together"

  /// A site on which somebody has a password.
  private func site() async throws -> TestSite {
    let site = try await TestSite(now: TestSite.monday, workflows: [])
    let code = Secrets.fresh()
    try await site.store.transaction { transaction in
      try transaction.keepCode(
        OneTimeCode(
          code: Secrets.digest(of: code), purpose: .setUp, subject: "okafor", madeAt: TestSite.monday,
          endsAt: TestSite.monday.advanced(bySeconds: 60)))
    }
    let visit = await site.browser()
    _ = await visit.post("/set-up/\(code)", [("password", Self.password)])
    return site
  }

  private func signIn(_ visit: TestSite.Visit) async -> WebResponse {
    await visit.post("/sign-in", [("name", "okafor"), ("password", Self.password)])
  }

  private func isIn(_ site: TestSite, _ cookie: String) async -> Bool {
    await TestSite.Visit(site, secret: cookie).get("/sign-in/prove").status == .ok
  }

  @Test func `a cookie that somebody else has planted is of no use once its bearer has signed in`() async throws {
    let site = try await site()
    for planted in [Secrets.fresh(), await site.browser().cookie] {
      let visit = TestSite.Visit(site, secret: planted)
      #expect(await signIn(visit).status == .seeOther)
      #expect(visit.cookie != planted)
      #expect(await isIn(site, visit.cookie))
      #expect(await !isIn(site, planted))
    }
  }

  @Test func `a new password, other roles and a barred account end whatever was open, but one's own`() async throws {
    let site = try await site()
    let open = await site.browser()
    _ = await signIn(open)
    #expect(await isIn(site, open.cookie))
    let shah = try await site.visit(as: .staff, "shah")
    func save(_ roles: [String], _ name: String = "okafor") async -> WebResponse {
      await shah.post(
        "/accounts/people/\(name)",
        [("display-name", "Somebody"), ("email", "a@b.example")] + roles.map { ("roles", $0) })
    }
    // The same roles change nothing that is open.
    #expect(await save(["case-team", "case-manager"]).status == .seeOther)
    #expect(await isIn(site, open.cookie))
    #expect(await save(["approver"]).status == .seeOther)
    #expect(await !isIn(site, open.cookie))
    #expect(await save(["head-of-team", "approver"], "shah").status == .seeOther)
    #expect(await isIn(site, shah.cookie))
    _ = await signIn(open)
    let link = await shah.post("/accounts/people/okafor/link")
    let code = try #require(link.text.split(separator: "/set-up/").dropFirst().first?.prefix { $0 != "<" })
    let other = await site.browser()
    #expect(await other.post("/set-up/\(code)", [("password", "other words together")]).status == .seeOther)
    #expect(await !isIn(site, open.cookie))
    #expect(await isIn(site, other.cookie))
    #expect(await shah.post("/accounts/people/okafor/disable").status == .seeOther)
    #expect(await !isIn(site, other.cookie))
  }

  @Test(arguments: [Session.Kind.staff, .contact, .supplier])
  func `a session ends when nobody is seen, and after its whole length however often somebody is`(
    _ kind: Session.Kind
  ) async throws {
    let site = try await TestSite(now: TestSite.monday, workflows: [])
    let visit = try await site.visit(as: kind, "okafor")
    func left() async -> Int? { await visit.get("/session").json["seconds"]?.intValue }
    let (idle, whole) = (SessionLength.idle(kind), SessionLength.whole(kind))
    #expect(await left() == Int(idle))
    // Seen again and again it holds, but not past its whole length.
    var passed: Int64 = 0
    while passed + idle / 2 < whole {
      site.store.now = site.store.now.advanced(bySeconds: idle / 2)
      passed += idle / 2
      #expect(await left() == Int(min(idle, whole - passed)))
    }
    #expect(await visit.get("/session").json["last"] == true)
    site.store.now = site.store.now.advanced(bySeconds: whole - passed)
    #expect(await left() == 0)
    let other = try await site.visit(as: kind, "okafor")
    site.store.now = site.store.now.advanced(bySeconds: idle)
    #expect(await other.get("/session").json["seconds"] == 0)
  }

  @Test func `each page says until when somebody stays signed in, and visitors are not troubled with it`() async throws
  {
    let site = try await TestSite(now: TestSite.monday, workflows: [])
    let page = await (try await site.visit(as: .staff, "okafor")).get("/cases").text
    #expect(page.contains("You stay signed in until 10am") && page.contains("data-session=\"3600\""))
    let late = try await site.visit(as: .staff, "okafor")
    try await site.store.transaction { transaction in
      var session = try #require(try transaction.session(Secrets.digest(of: late.cookie)))
      try transaction.endSession(session.key)
      session = Session(
        key: session.key, kind: .staff, subject: "okafor", startedAt: session.startedAt,
        endsAt: TestSite.monday.advanced(bySeconds: 600))
      try transaction.keepSession(session)
    }
    let last = await late.get("/cases").text
    #expect(last.contains("You are signed out at 9:10am") && last.contains("data-session-last=\"yes\""))
    #expect(!(await site.browser().get("/sign-in").text.contains("data-session")))
  }

  // MARK: What came too late

  /// Sends a note's form after the session has ended.
  private func late(
    _ site: TestSite, _ name: String = "okafor", change: (inout [(String, String)]) -> Void = { _ in }
  ) async throws -> (visit: TestSite.Visit, answer: WebResponse) {
    let visit = try await site.visit(as: .staff, name)
    let mark = KeptForm.mark(.staff, name, secret: visit.cookie)
    var form = [(KeptForm.markField, mark), ("text", "They rang & said: <b>"), ("password", "hidden away")]
    change(&form)
    site.store.now = site.store.now.advanced(bySeconds: 3_600)
    return (visit, await visit.post("/cases/AAA-AAA-AAAA/note", form))
  }

  @Test func `what is sent after the session has ended is there again for the same person once signed in`() async throws
  {
    let site = try await site()
    let (visit, answer) = try await late(site)
    #expect(answer[header: "Location"] == "/sign-in?back=%2Fsession%2Fkept")
    let page = await visit.get("/sign-in?back=%2Fsession%2Fkept")
    #expect(page.text.contains("What you typed is still here") && !page.text.contains("They rang"))
    #expect(await visit.get("/session/kept")[header: "Location"] == "/", "nobody sees it before")
    #expect(
      await visit.post("/sign-in", [("name", "okafor"), ("password", Self.password), ("back", "/session/kept")])[
        header: "Location"] == "/session/kept")
    let kept = await visit.get("/session/kept").text
    #expect(kept.contains("They rang &amp; said: &lt;b&gt;") && kept.contains("action=\"/cases/AAA-AAA-AAAA/note\""))
    #expect(!kept.contains("hidden away"), "no password is kept")
    // Sent again and taken, it is gone; until then it stays.
    #expect(await visit.get("/sign-in/prove").text.contains("See what you typed"))
    let taken = site.adding([Route(.post, "/taken", .staff(.own)) { _ in .redirect("/") }])
    _ = await TestSite.Visit(taken, secret: visit.cookie).post("/taken", [(KeptForm.againField, "yes")])
    #expect(await visit.get("/session/kept")[header: "Location"] == "/cases")
  }

  @Test func `nobody else who signs in at the same computer sees it`() async throws {
    let site = try await site()
    let (visit, _) = try await late(site, "lewis")
    #expect(await signIn(visit).status == .seeOther)
    #expect(await visit.get("/session/kept")[header: "Location"] == "/cases")
    let sessions = try await site.store.transaction { try $0.session(Secrets.digest(of: visit.cookie)) }
    #expect(sessions?.data[KeptForm.key] == nil)
  }

  @Test func `a form that is not ours is not kept, nor one that proves who somebody is`() async throws {
    let site = try await site()
    #expect(try await late(site) { $0.append(("form-token", "other")) }.answer.status == .unauthorized)
    #expect(try await late(site) { $0.removeFirst() }.answer.status == .unauthorized)
    #expect(try await late(site) { $0 = [$0[0]] }.answer.status == .unauthorized)
    #expect(
      try await late(site) { $0.append(("more", String(repeating: "x", count: 300_000))) }.answer.status
        == .unauthorized)
    let visit = try await site.visit(as: .staff, "okafor")
    let mark = KeptForm.mark(.staff, "okafor", secret: visit.cookie)
    site.store.now = site.store.now.advanced(bySeconds: 3_600)
    let proof = await visit.post("/sign-in/prove", [(KeptForm.markField, mark), ("word", Self.password)])
    #expect(proof.status == .unauthorized)
  }

  @Test func `what was typed can be thrown away`() async throws {
    let site = try await site()
    let (visit, _) = try await late(site)
    _ = await signIn(visit)
    #expect(await visit.get("/session/kept").status == .ok)
    #expect(await visit.post("/session/kept/drop").status == .seeOther)
    #expect(await visit.get("/session/kept")[header: "Location"] == "/cases")
  }
}
