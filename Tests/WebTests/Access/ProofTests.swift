import Casework
import CivilTime
import Engine
import JSON
import Testing

@testable import Web

/// What is grave asks people again who they are, by whichever way it is reached.
@Suite struct ProofTests {
  @Test func `proving who one is gives a new cookie, and the old one is of no use`() async throws {
    let site = try await TestSite(now: TestSite.monday, workflows: [])
    let code = Secrets.fresh()
    try await site.store.transaction { transaction in
      try transaction.keepCode(
        OneTimeCode(
          code: Secrets.digest(of: code), purpose: .setUp, subject: "okafor", madeAt: TestSite.monday,
          endsAt: TestSite.monday.advanced(bySeconds: 60)))
    }
    let visit = await site.browser()
    _ = await visit.post("/set-up/\(code)", [("password", "three words together")])
    let former = visit.cookie
    let wrong = await visit.post("/sign-in/prove", [("password", "three words apart")])
    #expect(wrong.status == .unprocessable && visit.cookie == former)
    let proved = await visit.post("/sign-in/prove", [("password", "three words together"), ("back", "/cases/feed")])
    #expect(proved.status == .seeOther && proved[header: "Location"] == "/cases/feed")
    #expect(visit.cookie != former)
    #expect(await visit.get("/cases/feed").status == .ok)
    #expect(await TestSite.Visit(site, secret: former).get("/cases/feed").status == .seeOther)
    // A form that was open in another tab meanwhile is still taken, and one of a stranger is not.
    let open = await visit.post("/cases/feed", [("form-token", Secrets.formToken(of: former))])
    #expect(open.status == .ok, "\(open.status)")
    #expect(await visit.post("/cases/feed", [("form-token", Secrets.formToken(of: code))]).status == .forbidden)
  }

  @Test func `the interface asks people for the same proof that pages ask for`() async throws {
    let kit = try await Kit()
    func ask(_ method: WebRequest.Method, _ path: String, isProven: Bool) async throws -> WebResponse {
      let cookie = try await kit.cookie(.staff, "ops", isProven: isProven)
      var request = WebRequest(method: method, path: path)
      (request.secret, request.hasCookie) = (cookie, true)
      return try await kit.ask(method, path, cookie: cookie, headers: ["x-form-token": request.formToken])
    }
    for path in ["/api/v1/accounts", "/api/v1/tokens", "/api/v1/webhooks", "/api/v1/contacts"] {
      let refused = try await ask(.get, path, isProven: false)
      #expect(refused.status == .unauthorized && refused.json["code"] == "prove", "\(path): \(refused.status)")
      #expect(try await ask(.get, path, isProven: true).status == .ok, "\(path)")
    }
    #expect(try await ask(.post, "/api/v1/workflows/deployments", isProven: false).json["code"] == "prove")
    #expect(try await ask(.get, "/api/v1/timers", isProven: false).status == .ok)
  }

  @Test func `all contacts are taken away by nobody who has not just proved who they are`() async throws {
    let kit = try await Kit()
    for path in ["/directory/contacts.csv", "/directory/contacts.xlsx"] {
      let stale = try await kit.cookie(.staff, "case-manager", isProven: false)
      let asked = try await kit.ask(.get, path, cookie: stale)
      #expect(asked.status == .seeOther && asked["location"]?.hasPrefix("/sign-in/prove?back=") == true)
      let proven = try await kit.cookie(.staff, "case-manager")
      #expect(try await kit.ask(.get, path, cookie: proven).status == .ok)
    }
  }
}
