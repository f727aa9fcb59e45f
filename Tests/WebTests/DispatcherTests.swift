import Engine
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(15))) struct DispatcherTests {
  private static func asked(
    _ access: Access, _ visit: (TestSite) async throws -> TestSite.Visit, method: WebRequest.Method = .post,
    form: [(String, String)] = [], headers: [String: String] = [:], address: String = "http://site.example"
  ) async throws -> WebResponse {
    let whole = try await TestSite(address: address, workflows: [])
    let site = whole.adding([Route(method, "/thing", access) { _ in .text("done") }])
    return await TestSite.Visit(site, secret: try await visit(site).cookie)
      .ask(method, "/thing", form, headers: headers)
  }

  @Test func `a form that does not carry our token is refused, and so is one from elsewhere`() async throws {
    let visit = { (site: TestSite) in try await site.visit(as: .staff, "okafor") }
    let access = Access.staff(.readCases)
    #expect(try await Self.asked(access, visit).status == .ok)
    #expect(try await Self.asked(access, visit, form: [("form-token", "x")]).status == .forbidden)
    for headers in [
      ["origin": "https://evil.example"], ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"],
    ] {
      #expect(try await Self.asked(access, visit, headers: headers).status == .forbidden, "\(headers)")
    }
    #expect(try await Self.asked(access, visit, headers: ["origin": "http://site.example"]).status == .ok)
    // Reading changes nothing, so that a link from elsewhere may lead to it.
    let link = try await Self.asked(access, visit, method: .get, headers: ["sec-fetch-site": "cross-site"])
    #expect(link.status == .ok)
  }

  @Test func `whoever is not signed in is led to where they can, and comes back`() async throws {
    let nobody = { (site: TestSite) in site.visit() }
    let answer = try await Self.asked(.staff(.readCases), nobody, method: .get)
    #expect(answer.status == .seeOther && answer[header: "Location"] == "/sign-in?back=%2Fthing")
    #expect(try await Self.asked(.staff(.readCases), nobody).status == .unauthorized)
  }

  @Test func `a role that does not have a permission is refused`() async throws {
    let ops = { (site: TestSite) in try await site.visit(as: .staff, "byrne") }
    #expect(try await Self.asked(.staff(.workCases), ops, method: .get).status == .forbidden)
    #expect(try await Self.asked(.staff(.operate), ops, method: .get).status == .ok)
    let contact = { (site: TestSite) in try await site.visit(as: .contact, "a@b.example") }
    #expect(try await Self.asked(.staff(.readCases), contact).status == .unauthorized)
    #expect(try await Self.asked(.contact, ops).status == .unauthorized)
  }

  @Test func `what is grave asks for the password anew once ten minutes have passed`() async throws {
    let fresh = { (site: TestSite) in try await site.visit(as: .staff, "byrne") }
    let stale = { (site: TestSite) in try await site.visit(as: .staff, "byrne", isProven: false) }
    #expect(try await Self.asked(.proven(.operate), fresh).status == .ok)
    let answer = try await Self.asked(.proven(.operate), stale, method: .get)
    #expect(answer[header: "Location"] == "/sign-in/prove?back=%2Fthing")
    let later = { (site: TestSite) in
      let visit = try await site.visit(as: .staff, "byrne")
      site.store.now = site.store.now.advanced(bySeconds: 601)
      return visit
    }
    #expect(try await Self.asked(.proven(.operate), later).status == .unauthorized)
  }

  @Test func `a session ends when nobody was seen for an hour, and when its account is barred`() async throws {
    let idle = { (site: TestSite) in
      let visit = try await site.visit(as: .staff, "okafor")
      site.store.now = site.store.now.advanced(bySeconds: 3_600)
      return visit
    }
    #expect(try await Self.asked(.staff(.readCases), idle).status == .unauthorized)
    let barred = { (site: TestSite) in
      let visit = try await site.visit(as: .staff, "okafor")
      _ = try await site.store.transaction { try $0.disableUser(named: "okafor") }
      return visit
    }
    #expect(try await Self.asked(.staff(.readCases), barred).status == .unauthorized)
  }

  @Test func `every answer forbids inline scripts, framing and guessing, and only public ones may be kept`()
    async throws
  {
    let site = try await TestSite(address: "https://site.example", workflows: [])
    for path in ["/", "/sign-in", "/nowhere", "/assets/none/x.css"] {
      let answer = await site.visit().get(path)
      let policy = answer[header: "Content-Security-Policy"] ?? ""
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
      #expect(answer[header: "X-Content-Type-Options"] == "nosniff")
      #expect(answer[header: "Strict-Transport-Security"] != nil)
      #expect(answer[header: "Cache-Control"] == "no-store", "\(path)")
      #expect(!answer.text.contains("<script>") && !answer.text.contains(" style="), "\(path)")
    }
  }

  @Test func `over https the cookie never leaves the site`() async throws {
    let site = try await TestSite(address: "https://site.example", workflows: [])
    let cookie = await site.visit().get("/sign-in")[header: "Set-Cookie"] ?? ""
    #expect(cookie.hasPrefix("__Host-session="))
    for mark in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] { #expect(cookie.contains("; \(mark)"), "\(mark)") }
    #expect(!cookie.contains("Domain"))
  }

  @Test func `a fault of ours says nothing of itself, and a database that is away asks for patience`() async throws {
    struct Secret: Error { let text = "supplier@firm.example" }
    let plain = try await TestSite(workflows: [])
    let site = plain.adding([
      Route(.get, "/fault", .everyone) { _ in throw Secret() },
      Route(.get, "/api/fault", .everyone) { _ in throw Secret() },
      Route(.get, "/away", .everyone) { _ in throw StoreError(.unavailable, "x", isRetryable: true) },
    ])
    let fault = await TestSite.Visit(site).get("/fault")
    #expect(fault.status == .internalError && !fault.text.contains("firm.example"))
    let problem = await TestSite.Visit(site).get("/api/fault")
    #expect(problem[header: "Content-Type"] == "application/problem+json" && !problem.text.contains("firm"))
    let away = await TestSite.Visit(site).get("/away")
    #expect(away.status == .unavailable && away[header: "Retry-After"] == "60")
  }
}
