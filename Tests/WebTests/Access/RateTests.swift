import Casework
import Engine
import Testing

@testable import Web

@Suite struct RateTests {
  /// Asks again and again until it is told to wait.
  private func untilRefused(_ most: Int, _ ask: () async throws -> WebResponse) async throws {
    var answer = try await ask()
    var count = 1
    while answer.status != .tooManyRequests, count <= most {
      answer = try await ask()
      count += 1
    }
    #expect(answer.status == .tooManyRequests && count == most + 1, "after \(count)")
    #expect(Int(answer["retry-after"] ?? "") ?? 0 > 0)
  }

  @Test func `raising, uploading, letters with codes and signing in have an end, and each says when to come back`()
    async throws
  {
    let kit = try await Kit()
    let cookie = try await kit.cookie(.visitor)
    try await untilRefused(10) {
      try await kit.ask(.post, "/sign-in", cookie: cookie, form: [("name", "somebody"), ("password", "x")])
    }
    var number = 0
    try await untilRefused(20) {
      number += 1
      let reference = CaseReference(of: CaseID(UniqueID(high: 7, low: UInt64(number)))).description
      return try await kit.ask(
        .post, "/follow", cookie: cookie, form: [("reference", reference), ("email", "a@b.example")])
    }
    try await untilRefused(5) {
      try await kit.ask(.post, "/department/sign-in", cookie: cookie, form: [("email", "a@b.example")])
    }
    try await untilRefused(60) {
      try await kit.ask(.post, "/department/enter/x", cookie: cookie, form: [])
    }
    try await untilRefused(30) { try await kit.ask(.post, "/set-up/x", cookie: cookie, form: [("password", "x")]) }
    try await untilRefused(120) { try await kit.ask(.get, "/answer/x", cookie: cookie) }
  }

  @Test func `so many concerns and documents come from one place, and no more`() async throws {
    let site = try await TestSite()
    let visit = site.visit()
    try await RaiseTests.fillIn(visit)
    let letter = UploadedFile(field: "document", name: "a.txt", mediaType: "text/plain", bytes: Array("a".utf8))
    try await untilRefused(60) { await visit.post("/raise/documents", files: [letter]) }
    // As many concerns as may come in an hour have come.
    for _ in 0..<20 { try await Tries(site: site.site).count("raise", of: "", most: 20, window: 3_600) }
    let last = await visit.post("/raise/check", [("declaration", "yes")])
    #expect(last.status == .tooManyRequests && last["retry-after"] != nil)
  }

  @Test func `what was tried on one node counts on the others`() async throws {
    let kit = try await Kit()
    // Another process on the same database.
    let other = Dispatcher(kit.site, kit.site.routes)
    let cookie = try await kit.cookie(.visitor)
    for _ in 0..<10 {
      _ = try await kit.ask(.post, "/sign-in", cookie: cookie, form: [("name", "ops"), ("password", "x")])
    }
    var request = WebRequest(method: .post, path: "/sign-in")
    (request.secret, request.hasCookie, request.client) = (cookie, true, "198.51.100.9")
    request.form = FormValues([("name", "ops"), ("password", "x"), ("form-token", Secrets.formToken(of: cookie))])
    let route = try #require(other.routes.first { $0.method == .post && $0.path == "/sign-in" })
    #expect(await other.answer(request, by: route).status == .tooManyRequests)
    kit.memory.now = kit.memory.now.advanced(bySeconds: 900)
    #expect(await other.answer(request, by: route).status == .unprocessable)
  }

  @Test func `a link that was used, has ended or never was is answered alike`() async throws {
    let kit = try await Kit()
    let cookie = try await kit.cookie(.visitor)
    let (used, over) = (Secrets.fresh(), Secrets.fresh())
    let now = kit.memory.now
    try await kit.memory.transaction { transaction in
      for (secret, ends) in [(used, now.advanced(bySeconds: 600)), (over, now)] {
        try transaction.keepCode(
          OneTimeCode(code: Secrets.digest(of: secret), purpose: .setUp, subject: "ops", madeAt: now, endsAt: ends))
      }
      _ = try transaction.useCode(Secrets.digest(of: used), for: .setUp)
    }
    var answers: Set<String> = []
    for secret in [used, over, Secrets.fresh()] {
      let answer = try await kit.ask(
        .post, "/set-up/\(secret)", cookie: cookie, form: [("password", "three words together")])
      answers.insert("\(answer.status) \(answer.lastingText)")
      // The page with the button is the same for all.
      answers.insert(
        try await kit.ask(.get, "/set-up/\(secret)", cookie: cookie).lastingText.replacing(secret, with: "secret"))
    }
    #expect(answers.count == 2)
  }

  @Test func `whether an account exists, is barred or has no password yet makes no difference at the sign-in`()
    async throws
  {
    let kit = try await Kit()
    let cookie = try await kit.cookie(.visitor)
    try await kit.memory.transaction { transaction in
      try transaction.keepPasswordHash("$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA", of: "ops")
      _ = try transaction.disableUser(named: "approver")
    }
    var answers: Set<String> = []
    for name in ["ops", "approver", "case-team", "nobody-at-all"] {
      let answer = try await kit.ask(.post, "/sign-in", cookie: cookie, form: [("name", name), ("password", "x")])
      answers.insert("\(answer.status) \(answer.lastingText.replacing("value=\"\(name)\"", with: ""))")
    }
    #expect(answers.count == 1)
  }
}
