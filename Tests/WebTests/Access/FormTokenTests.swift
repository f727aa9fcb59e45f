import Engine
import Testing

@testable import Web

@Suite struct FormTokenTests {
  private func site() async throws -> TestSite {
    try await TestSite(workflows: []).replacing([Route(.post, "/thing", .staff(.own)) { _ in .text("done") }])
  }

  private func ask(
    _ visit: TestSite.Visit, token: String?, headers: [String: String] = [:]
  ) async -> WebResponse.Status {
    // An empty token stands for none: the visit would add its own.
    await visit.post("/thing", [("form-token", token ?? "")], headers: headers).status
  }

  @Test func `a form counts with the token of its own session alone: not without, an old, or another's`() async throws {
    let site = try await site()
    let visit = try await site.visit(as: .staff, "okafor")
    let own = Secrets.formToken(of: visit.cookie)
    #expect(await ask(visit, token: own) == .ok)
    #expect(await ask(visit, token: nil) == .forbidden)
    let old = try await site.visit(as: .staff, "okafor").cookie
    #expect(await ask(visit, token: Secrets.formToken(of: old)) == .forbidden)
    let foreign = try await site.visit(as: .staff, "byrne").cookie
    #expect(await ask(visit, token: Secrets.formToken(of: foreign)) == .forbidden)
    #expect(await ask(visit, token: String(own.dropLast())) == .forbidden)
    #expect(await ask(visit, token: visit.cookie) == .forbidden)
  }

  @Test(arguments: [
    "https://evil.example", "http://site.example.evil.example", "http://evil.example/http://site.example",
    "https://site.example", "http://site.example:8080", "file://",
  ])
  func `a form from elsewhere does not count, whatever token it has`(_ origin: String) async throws {
    let visit = try await site().visit(as: .staff, "okafor")
    let own = Secrets.formToken(of: visit.cookie)
    #expect(await ask(visit, token: own, headers: ["origin": origin]) == .forbidden)
    #expect(await ask(visit, token: own, headers: ["origin": origin, "sec-fetch-site": "same-origin"]) == .forbidden)
  }

  @Test func `a cookie of another name or shape is none`() {
    let secret = Secrets.fresh()
    func read(_ header: String, isSecure: Bool = true) -> String? {
      SessionCookie.secret(in: header, isSecure: isSecure)
    }
    #expect(read("a=b; __Host-session=\(secret)") == secret)
    #expect(read("session=\(secret)") == nil, "over https only the name that no other site can write")
    #expect(read("session=\(secret)", isSecure: false) == secret)
    #expect(read("__Host-session=") == nil && read("__Host-session=short") == nil)
    #expect(read("x__Host-session=\(secret)") == nil)
  }
}
