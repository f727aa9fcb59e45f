import CaseKit
import JSON
import Testing

@testable import Web

@Suite struct APIOperationsTests {
  private static func files(_ change: (String) -> String = { $0 }) throws -> JSONValue {
    var files = JSONObject()
    for (path, text) in try ShippedScheme.bundle(of: "late-payment").files {
      files[path] = .string(path == "workflow.yaml" ? change(text) : text)
    }
    return .object(files)
  }

  @Test func `a workflow's text is checked, compared, tried and brought into force`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("ops", [.operate, .deploy, .readCases]))
    let files = try Self.files { $0.replacing("title: Late payment", with: "title: Late payments") }
    let check = try await client.post("/workflows/checks", ["files": files], seen: nil)
    #expect(check.status == .ok && check.json["deployable"] == true, "\(check.text)")
    let compared = try await client.post("/workflows/comparisons", ["files": files], seen: nil)
    #expect(compared.status == .ok && compared.json["from"] != compared.json["to"], "\(compared.text)")
    #expect(try await client.post("/workflows/what-if", ["files": files, "days": 30], seen: nil).json["cases"] == 0)
    let deployed = try await client.post("/workflows/deployments", ["files": files], seen: nil)
    #expect(deployed.status == .ok && deployed.json["new"] == true, "\(deployed.text)")
    #expect(try await client.get("/workflows/late-payment").json["version"] == deployed.json["digest"])
    let before = try #require(deployed.json["before"])
    let back = try await client.post("/workflows/deployments", ["digest": before], seen: nil)
    #expect(back.json["digest"] == before)
    let broken = try Self.files { $0.replacing("states:", with: "stats:") }
    #expect(try await client.post("/workflows/checks", ["files": broken], seen: nil).json["deployable"] == false)
    #expect(
      try await client.post("/workflows/deployments", ["files": broken], seen: nil).status == .unprocessable)
    #expect(try await client.get("/workflows/late-payment").json["version"] == before)
  }

  @Test func `deploying needs a scope of its own`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("ops", [.operate]))
    let answer = try await client.post("/workflows/deployments", ["files": try Self.files()], seen: nil)
    #expect(answer.status == .forbidden && answer.json["code"] == "missing-scope")
  }

  @Test func `calendars are shown, and a new version is looked at before it is in force`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("ops", [.operate, .deploy]))
    let list = try await client.get("/calendars")
    let name = try #require(list.json["items"]?[0]?["name"]?.stringValue)
    let shown = try await client.get("/calendars/\(name)")
    #expect(shown.json["current"] == true && shown["ETag"] != nil)
    #expect(try await client.post("/calendars/previews", ["file": ["x": 1]], seen: nil).status == .unprocessable)
    let text = try #require(shown.json["text"]?.stringValue)
    if let file = try? JSONValue(parsing: text), file.objectValue != nil {
      let preview = try await client.post("/calendars/previews", ["file": file], seen: nil)
      #expect(preview.status == .ok && preview.json["timers"] == 0, "\(preview.text)")
      let taken = try await client.post("/calendars/imports", ["file": file, "dates": "refuse"], seen: nil)
      #expect(taken.json["outcome"] == "unchanged", "\(taken.text)")
    }
  }

  @Test func `accounts are kept, and nobody bars himself`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("ops", [.keepAccounts]))
    let person: JSONValue = ["display_name": "Ada Byron", "email": "ada@scheme.example", "roles": ["case-manager"]]
    let made = try await client.ask(.put, "/accounts/ada", person, seen: "*")
    #expect(made.status == .ok, "\(made.text)")
    #expect(try await client.ask(.put, "/accounts/ada", person, seen: "\"0\"").status == .preconditionFailed)
    let barred = try await client.ask(.post, "/accounts/ada/disabling", key: "1", seen: made["ETag"])
    #expect(barred.json["disabled_at"] != .null)
    #expect(try await client.get("/accounts/ada")["ETag"] == barred["ETag"])
    let own = try await client.ask(.post, "/accounts/ops/disabling", key: "2", seen: "*")
    #expect(own.status == .conflict && own.json["code"] == "own-account")
    #expect(try await client.get("/accounts").json["items"]?.arrayValue?.contains { $0["name"] == "ada" } == true)
  }

  @Test func `what waits, what runs and what is published is told in pages`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("ops", [.operate, .readCases]))
    for path in ["/nodes", "/depths", "/hours", "/timers", "/outbox", "/outbox?state=waiting&limit=1", "/results"] {
      #expect(try await client.get(path).status == .ok, "\(path)")
    }
    #expect(try await client.get("/results/none").status == .notFound)
  }
}
