import CaseKit
import Casework
import Engine
import JSON
import Testing

@testable import Web

@Suite struct APICaseTests {
  @Test func `a case is opened, found, shown and moved on by programs`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open()
    let list = try await client.get("/cases?workflow=supply-chain-concern")
    #expect(list.json["items"]?.arrayValue?.map { $0["reference"]?.stringValue } == [reference])
    let shown = try await client.get("/cases/\(reference)")
    #expect(shown.status == .ok)
    let accepts = try #require(shown.json["accepts"]?.arrayValue)
    #expect(accepts.contains { $0["event"]?.stringValue == "accept" })
    let moved = try await client.post(
      "/cases/\(reference)/events",
      ["event": "accept", "data": ["disclosable_summary": "Invoices were paid late."], "role": "case-manager"],
      seen: shown["ETag"])
    #expect(moved.status == .ok, "\(moved.text)")
    #expect(moved.json["states"] != shown.json["states"])
    for path in ["history", "messages", "forecast", "explanation", "documents"] {
      #expect(try await client.get("/cases/\(reference)/\(path)").status == .ok)
    }
    let history = try await client.get("/cases/\(reference)/history")
    let entries = try #require(history.json["items"]?.arrayValue)
    #expect(entries.map { $0["kind"]?.stringValue } == ["opened", "event"])
    #expect(entries.last?["actor"]?.stringValue == "case-manager")
  }

  @Test func `the same key does a thing once and answers the same`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open(key: "one")
    #expect(try await client.open(key: "one") == reference)
    #expect(try await client.open(key: "two") != reference)
    let note: JSONValue = ["text": "They rang."]
    let first = try await client.post("/cases/\(reference)/notes", note, key: "n1", seen: "\"1\"")
    let again = try await client.post("/cases/\(reference)/notes", note, key: "n1", seen: "\"1\"")
    #expect(first.status == .ok && first.text == again.text)
    #expect(first["idempotent-replayed"] == nil && again["idempotent-replayed"] == "true")
    let other = try await client.post("/cases/\(reference)/notes", ["text": "Else."], key: "n1")
    #expect(other.status == .conflict && other.json["code"]?.stringValue == "key-used")
    let stranger = APIClient(kit, token: try await kit.token("approver"))
    #expect(try await stranger.post("/cases/\(reference)/notes", ["text": "Else."], key: "n1").status == .ok)
    let missing = try await client.ask(.post, "/cases/\(reference)/notes", note, seen: "*")
    #expect(missing.status == .badRequest && missing.text.contains("Idempotency-Key"))
  }

  @Test func `a change names the state that was seen, and is refused where that is past`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open()
    let note: JSONValue = ["text": "They rang."]
    #expect(try await client.post("/cases/\(reference)/notes", note, seen: nil).status == .preconditionRequired)
    #expect(try await client.post("/cases/\(reference)/notes", note, seen: "\"7\"").status == .preconditionFailed)
    #expect(try await client.post("/cases/\(reference)/notes", note, seen: "W/\"1\"").status == .preconditionFailed)
    let done = try await client.post("/cases/\(reference)/notes", note, seen: "\"1\"")
    #expect(done.status == .ok && done["etag"] == "\"2\"")
    #expect(try await client.post("/cases/\(reference)/notes", note, seen: "\"1\"").status == .preconditionFailed)
  }

  @Test func `who raised a case stands in no answer`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open()
    let data = try ShippedScheme.example(of: "supply-chain-concern")
    let secrets = ["supplier_name", "supplier_email", "supplier_contact", "prime_email"].compactMap {
      data[$0]?.stringValue
    }
    #expect(secrets.count >= 3)
    let shown = try await client.get("/cases/\(reference)")
    #expect(shown.json["withheld"]?.arrayValue?.contains("supplier_email") == true)
    for path in ["", "/history", "/messages", "/forecast", "/explanation"] {
      let text = try await client.get("/cases/\(reference)\(path)").text
      for secret in secrets { #expect(!text.contains(secret), "\(path) tells \(secret)") }
    }
  }

  @Test func `what the workflow refuses is told by field, and never quoted`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let refused = try await client.post(
      "/cases", ["workflow": "supply-chain-concern", "data": ["supplier_name": 5, "shoe_size": "a secret"]])
    #expect(refused.status == .unprocessable)
    #expect(refused.json["errors"]?.arrayValue?.isEmpty == false)
    #expect(!refused.text.contains("a secret"))
    let unknown = try await client.post("/cases", ["workflow": "nothing", "data": [:]])
    #expect(unknown.status == .unprocessable)
    let reference = try await client.open()
    let event = try await client.post("/cases/\(reference)/events", ["event": "sing"])
    #expect(event.status == .conflict && event.json["code"]?.stringValue == "stale")
    let role = try await client.post("/cases/\(reference)/notes", ["text": "x", "role": "approver"])
    #expect(role.status == .forbidden && role.json["code"]?.stringValue == "missing-role")
  }

  @Test func `a document comes back as it was sent, to be saved and not shown`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open()
    let bytes: [UInt8] = Array("<script>alert(1)</script>".utf8)
    let added = try await client.ask(
      .post, "/cases/\(reference)/documents?name=invoice.txt&media_type=text/plain", bytes: bytes, key: "d1")
    #expect(added.status == .ok, "\(added.text)")
    let documents = try await client.get("/cases/\(reference)/documents")
    let digest = try #require(documents.json["items"]?[0]?["sha256"]?.stringValue)
    let got = try await client.get("/cases/\(reference)/documents/\(digest)")
    #expect(got.body == bytes && got["content-type"] == "application/octet-stream")
    #expect(got["content-disposition"]?.hasPrefix("attachment") == true)
    let other = try await client.open()
    #expect(try await client.get("/cases/\(other)/documents/\(digest)").status == .notFound)
  }

  @Test func `pages follow one another by their cursors and miss nothing`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    var opened: Set<String> = []
    for _ in 0..<5 { opened.insert(try await client.open()) }
    var (found, cursor): ([String], String?) = ([], nil)
    repeat {
      let page = try await client.get("/cases?limit=2" + (cursor.map { "&cursor=\($0)" } ?? ""))
      found += (page.json["items"]?.arrayValue ?? []).compactMap { $0["reference"]?.stringValue }
      cursor = page.json["next"]?.stringValue
    } while cursor != nil
    #expect(found.count == 5 && Set(found) == opened)
    #expect(try await client.get("/cases?cursor=nonsense").status == .unprocessable)
    #expect(try await client.get("/cases?limit=0").status == .badRequest)
    #expect(try await client.get("/cases?limt=5").status == .badRequest)
  }
}
