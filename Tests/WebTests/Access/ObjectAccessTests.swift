import CaseKit
import Casework
import Engine
import JSON
import Testing

@testable import Web

@Suite struct ObjectAccessTests {
  @Test func `a token that is bound to an organisation sees the contacts of that one alone`() async throws {
    let kit = try await Kit()
    let own = APIClient(
      kit,
      token: try await kit.token("case-manager", [.readDirectory, .writeDirectory], organisation: "Cabinet Office"))
    let free = APIClient(kit, token: try await kit.token("case-manager", [.readDirectory]))
    let all = try await free.get("/contacts").json["items"]?.arrayValue ?? []
    let mine = try await own.get("/contacts").json["items"]?.arrayValue ?? []
    #expect(all.count == 8 && mine.count == 4)
    #expect(mine.allSatisfy { $0["organisation"]?.stringValue == "Cabinet Office" })
    let foreign = try #require(
      all.first { $0["organisation"]?.stringValue == "Ministry of Justice" }?["id"]?.stringValue)
    #expect(try await free.get("/contacts/\(foreign)").status == .ok)
    #expect(try await own.get("/contacts/\(foreign)").status == .notFound)
    let contract: JSONValue = [
      "title": "Cleaning", "authority": "Ministry of Justice", "prime_contractor": "Example Ltd",
    ]
    #expect(try await own.ask(.put, "/contracts/MOJ-1", contract, seen: "*").status == .forbidden)
    let body: JSONValue = ["title": "Cleaning", "authority": "Cabinet Office", "prime_contractor": "Example Ltd"]
    #expect(try await own.ask(.put, "/contracts/CO-1", body, seen: "*").status == .ok)
    #expect(try await own.ask(.put, "/contracts/CO-1", contract, seen: "*").status == .forbidden)
  }

  @Test func `a token that is bound to an organisation reaches no case and nothing of the engine`() async throws {
    let kit = try await Kit()
    let free = APIClient(kit, token: try await kit.token())
    let reference = try await free.open()
    let bound = APIClient(
      kit, token: try await kit.token("case-manager", [.readCases, .writeCases], organisation: "Cabinet Office"))
    for path in ["/cases", "/cases/\(reference)", "/cases/\(reference)/history", "/cases/\(reference)/documents"] {
      let response = try await bound.get(path)
      #expect(response.status == .forbidden && response.json["code"]?.stringValue == "bound-token", "\(path)")
    }
    #expect(try await bound.post("/cases/\(reference)/notes", ["text": "x"]).status == .forbidden)
    let operates = APIClient(kit, token: try await kit.token("ops", [.operate], organisation: "Cabinet Office"))
    #expect(try await operates.get("/timers").status == .forbidden)
    #expect(try await operates.get("/outbox").status == .forbidden)
  }

  @Test func `a token is of no use once it has ended, was revoked, or its holder is disabled`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token(endsIn: 60))
    #expect(try await client.get("/token").status == .ok)
    kit.memory.now = kit.memory.now.advanced(bySeconds: 61)
    #expect(try await client.get("/token").status == .unauthorized)
    let second = APIClient(kit, token: try await kit.token())
    #expect(try await second.ask(.delete, "/token").status == .noContent)
    #expect(try await second.get("/token").status == .unauthorized)
    let third = APIClient(kit, token: try await kit.token("approver"))
    #expect(try await third.get("/cases").status == .ok)
    _ = try await kit.memory.transaction { try $0.disableUser(named: "approver") }
    #expect(try await third.get("/cases").status == .unauthorized)
    #expect(try await APIClient(kit, token: "wrong").get("/cases").status == .unauthorized)
    #expect(try await APIClient(kit, token: nil).get("/cases").status == .unauthorized)
  }

  @Test func `whoever tries out tokens, or asks without end, is told to wait`() async throws {
    let kit = try await Kit()
    let wrong = APIClient(kit, token: "wrong")
    var last = try await wrong.get("/cases")
    for _ in 0..<100 { last = try await wrong.get("/cases") }
    #expect(last.status == .tooManyRequests && last["retry-after"] != nil)
    let busy = APIClient(kit, token: try await kit.token())
    for _ in 0..<APICall.mostAMinute { last = try await busy.get("/token") }
    #expect(last.status == .ok)
    #expect(try await busy.get("/token").status == .tooManyRequests)
    kit.memory.now = kit.memory.now.advanced(bySeconds: 60)
    #expect(try await busy.get("/token").status == .ok)
  }

  @Test func `a browser's cookie alone changes nothing through the interface`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open()
    let cookie = try await kit.cookie(.staff, "case-manager")
    let headers = ["content-type": "application/json", "idempotency-key": "k", "if-match": "*"]
    let body = Array(#"{"text":"They rang."}"#.utf8)
    let path = "/api/v1/cases/\(reference)/notes"
    let forged = try await kit.ask(.post, path, cookie: cookie, body: body, headers: headers, hasFormToken: false)
    #expect(forged.status == .forbidden)
    var own = headers
    own["x-form-token"] = Secrets.formToken(of: cookie)
    #expect(try await kit.ask(.post, path, cookie: cookie, body: body, headers: own, hasFormToken: false).status == .ok)
    own["origin"] = "https://elsewhere.example"
    #expect(
      try await kit.ask(.post, path, cookie: cookie, body: body, headers: own, hasFormToken: false).status == .forbidden
    )
  }
}
