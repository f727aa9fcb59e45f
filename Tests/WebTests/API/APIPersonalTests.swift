import Engine
import JSON
import Testing

@testable import Web

/// What pages offer to one person, for programs.
@Suite struct APIPersonalTests {
  @Test func `an absence is noted, listed and taken away, one's own or by the head of the team`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("case-manager"))
    let body: JSONValue = ["to": "2026-01-16", "cover": "approver"]
    let noted = try await client.ask(.put, "/absences/case-manager/2026-01-12", body)
    #expect(noted.status == .ok && noted.json["noted_by"] == "case-manager", "\(noted.text)")
    #expect(try await client.get("/absences").json["items"]?.arrayValue?.count == 1)
    #expect(try await client.ask(.put, "/absences/approver/2026-01-12", body).json["code"] == "not-yours")
    let past = try await client.ask(
      .put, "/absences/case-manager/2025-01-12", ["to": "2025-01-13", "cover": "approver"])
    #expect(past.status == .unprocessable)
    let own = try await client.ask(
      .put, "/absences/case-manager/2026-02-12", ["to": "2026-02-13", "cover": "case-manager"])
    #expect(own.json["errors"]?[0]?["field"] == "cover", "\(own.text)")
    #expect(try await client.ask(.delete, "/absences/case-manager/2026-01-13").status == .notFound)
    let head = APIClient(kit, token: try await kit.token("head-of-team"))
    #expect(try await head.ask(.delete, "/absences/case-manager/2026-01-12").status == .noContent)
    #expect(try await head.get("/absences").json["items"] == [])
  }

  @Test func `a token is made, listed and revoked, and never makes one that may do more than itself`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("ops", [.keepAccounts, .operate]))
    let wanted: JSONValue = ["name": "Report", "holder": "ops", "scopes": ["operate"], "days": 30]
    let made = try await client.post("/tokens", wanted, key: "t1", seen: nil)
    #expect(made.status == .created, "\(made.text)")
    let secret = try #require(made.json["secret"]?.stringValue)
    let other = APIClient(kit, token: secret)
    #expect(try await other.get("/timers").status == .ok)
    #expect(try await client.post("/tokens", wanted, key: "t1", seen: nil).json["code"] == "token-exists")
    let more: JSONValue = ["name": "More", "holder": "ops", "scopes": ["deploy"], "days": 30]
    #expect(try await client.post("/tokens", more, seen: nil).json["code"] == "missing-scope")
    let wrong: JSONValue = ["name": "Wrong", "holder": "approver", "scopes": ["operate"], "days": 30]
    #expect(try await client.post("/tokens", wrong, seen: nil).json["errors"]?[0]?["field"] == "scopes")
    let listed = try await client.get("/tokens")
    #expect(!listed.text.contains(secret))
    let id = try #require(made.json["id"]?.stringValue)
    #expect(try await client.ask(.delete, "/tokens/\(id)").status == .noContent)
    #expect(try await other.get("/timers").status == .unauthorized)
    #expect(try await client.ask(.delete, "/tokens/zz").status == .notFound)
  }

  @Test func `a link lets somebody set a password, and nobody makes one for himself`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("ops", [.keepAccounts]))
    let made = try await client.ask(.put, "/accounts/approver/link")
    let url = try #require(made.json["url"]?.stringValue)
    #expect(try await kit.ask(.get, String(url.dropFirst(kit.site.address.utf8.count))).status == .ok)
    #expect(try await client.ask(.put, "/accounts/ops/link").json["code"] == "own-account")
    #expect(try await client.ask(.put, "/accounts/nobody/link").status == .notFound)
  }

  @Test func `the address of one's calendar is renewed, and the one before ends`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("case-manager"))
    var addresses: [String] = []
    for _ in 0..<2 {
      let made = try await client.ask(.put, "/feed")
      addresses.append(String(try #require(made.json["url"]?.stringValue).dropFirst(kit.site.address.utf8.count)))
    }
    #expect(try await kit.ask(.get, addresses[0]).status == .notFound)
    #expect(try await kit.ask(.get, addresses[1]).text.hasPrefix("BEGIN:VCALENDAR\r\n"))
  }

  @Test func `what suppliers said is told without the case, and to those who work cases`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("case-manager"))
    #expect(try await client.get("/feedback").json["items"] == [])
    let ops = APIClient(kit, token: try await kit.token("ops", [.readCases]))
    #expect(try await ops.get("/feedback").status == .forbidden)
  }

  @Test func `what is added has to be of a kind that is taken, and what it says it is`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let place = "/cases/\(try await client.open())/documents"
    let refused = [
      ("name=setup.exe", "MZ"), ("name=page.html", "<p>"), ("name=a.pdf", "MZ"),
      ("name=a.txt&media_type=text/html", "a"),
    ]
    for (query, text) in refused {
      let answer = try await client.ask(.post, "\(place)?\(query)", bytes: Array(text.utf8), key: query)
      #expect(answer.status == .unprocessable, "\(query)")
    }
    let taken = try await client.ask(.post, "\(place)?name=a.pdf", bytes: Array("%PDF-1.7".utf8), key: "p")
    #expect(taken.status == .ok)
    #expect(try await client.get(place).json["items"]?[0]?["media_type"] == "application/pdf")
  }
}
