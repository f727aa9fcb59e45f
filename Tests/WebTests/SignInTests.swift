import CivilTime
import Engine
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(15))) struct SignInTests {
  private static let password = "three words together"

  /// A site on which somebody has set a password through a link.
  private static func signedUp() async throws -> (TestSite, TestSite.Visit) {
    let site = try await TestSite(workflows: [])
    let secret = Secrets.fresh()
    let now = site.store.now
    try await site.store.transaction { transaction in
      try transaction.keepCode(
        OneTimeCode(
          code: Secrets.digest(of: secret), purpose: .setUp, subject: "okafor", madeAt: now,
          endsAt: now.advanced(bySeconds: 100)))
    }
    let visit = site.visit()
    #expect(await visit.get("/set-up/\(secret)").status == .ok)
    let short = await visit.post("/set-up/\(secret)", [("password", "short")])
    #expect(short.status == .unprocessable && short.text.contains("12 characters"))
    let done = await visit.post("/set-up/\(secret)", [("password", password)])
    #expect(done.status == .seeOther && done[header: "Location"] == "/cases")
    #expect(await site.visit().get("/set-up/\(secret)").status == .ok)
    let again = TestSite.Visit(site, secret: Secrets.fresh())
    #expect(await again.post("/set-up/\(secret)", [("password", "another long one")]).status == .notFound)
    return (site, visit)
  }

  @Test func `a link sets a password once, and the password lets in`() async throws {
    let (site, _) = try await Self.signedUp()
    let visit = site.visit()
    _ = await visit.get("/sign-in")
    let before = visit.cookie
    let wrong = await visit.post("/sign-in", [("name", "okafor"), ("password", "wrong words here")])
    #expect(wrong.status == .unprocessable && wrong.text.contains("don’t belong together"))
    let right = await visit.post(
      "/sign-in", [("name", " Okafor "), ("password", Self.password), ("back", "/cases?team=1")])
    #expect(right.status == .seeOther && right[header: "Location"] == "/cases?team=1")
    #expect(visit.cookie != before, "the session has a new secret")
    #expect(try await site.store.transaction { try $0.session(Secrets.digest(of: visit.cookie)) }?.subject == "okafor")
  }

  @Test(arguments: ["https://evil.example", "//evil.example", "/\\evil.example", "", "/a\r\nb"])
  func `signing in leads nowhere but to this site`(_ back: String) async throws {
    let (site, _) = try await Self.signedUp()
    let visit = site.visit()
    _ = await visit.get("/sign-in")
    let answer = await visit.post("/sign-in", [("name", "okafor"), ("password", Self.password), ("back", back)])
    #expect(answer[header: "Location"] == "/cases")
  }

  @Test func `a name that does not exist is answered as a wrong password is, and tries are counted`() async throws {
    let (site, _) = try await Self.signedUp()
    let visit = site.visit()
    _ = await visit.get("/sign-in")
    let known = await visit.post("/sign-in", [("name", "okafor"), ("password", "x")])
    let unknown = await visit.post("/sign-in", [("name", "nobody"), ("password", "x")])
    #expect(known.status == unknown.status)
    #expect(known.lastingText.replacing("okafor", with: "") == unknown.lastingText.replacing("nobody", with: ""))
    var last = known
    for _ in 0..<10 { last = await visit.post("/sign-in", [("name", "okafor"), ("password", "x")]) }
    #expect(last.status == .tooManyRequests && last[header: "Retry-After"] == "900")
    let right = await visit.post("/sign-in", [("name", "okafor"), ("password", Self.password)])
    #expect(right.status == .tooManyRequests, "the right password does not open what is barred")
  }

  @Test func `signing out ends the session for whoever has the cookie`() async throws {
    let (site, visit) = try await Self.signedUp()
    let cookie = visit.cookie
    #expect(await visit.post("/sign-out").status == .seeOther)
    #expect(visit.cookie.isEmpty)
    #expect(try await site.store.transaction { try $0.session(Secrets.digest(of: cookie)) } == nil)
  }

  @Test func `the password proves who is there`() async throws {
    let (site, visit) = try await Self.signedUp()
    site.store.now = site.store.now.advanced(bySeconds: 700)
    let wrong = await visit.post("/sign-in/prove", [("password", "x")])
    #expect(wrong.status == .unprocessable)
    let right = await visit.post("/sign-in/prove", [("password", Self.password), ("back", "/ops")])
    #expect(right[header: "Location"] == "/ops")
    let session = try await site.store.transaction { try $0.session(Secrets.digest(of: visit.cookie)) }
    #expect(session?.provedAt == site.store.now)
  }
}
