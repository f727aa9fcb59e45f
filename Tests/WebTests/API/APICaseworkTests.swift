import JSON
import Testing

@testable import Web

@Suite struct APICaseworkTests {
  @Test func `cases are found by queue, by words and by their next date`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let (first, second) = (try await client.open(), try await client.open())
    func references(_ query: String) async throws -> [String?] {
      let answer = try await client.get("/cases?\(query)")
      #expect(answer.status == .ok, "\(answer.text)")
      return answer.json["items"]?.arrayValue?.map { $0["reference"]?.stringValue } ?? []
    }
    #expect(try await references("queue=unassigned").count == 2)
    #expect(try await client.post("/cases/\(first)/claim", [:]).status == .ok)
    #expect(try await references("queue=mine") == [first])
    #expect(try await references("queue=unassigned") == [second])
    let colleague = APIClient(kit, token: try await kit.token("approver"))
    #expect(try await colleague.post("/cases/\(first)/claim", [:]).status.rawValue >= 400)
    _ = try await client.post("/cases/\(second)/notes", ["text": "The quince grower rang."])
    #expect(try await references("words=\(second)") == [second])
    let due = try await client.get("/cases?sort=due&limit=1")
    let next = try #require(due.json["next"]?.stringValue)
    let rest = try await references("sort=due&limit=1&cursor=\(next)")
    #expect(Set([due.json["items"]?[0]?["reference"]?.stringValue] + rest) == [first, second])
  }

  @Test func `many cases are given to somebody at once, and handed over`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let (first, second) = (try await client.open(), try await client.open())
    let wanted: JSONValue = [
      "references": [.string(first), "222-222-2222", .string(second)], "to": "case-manager",
    ]
    let given = try await client.post("/cases/assignments", wanted, key: "1", seen: nil)
    #expect(given.json["items"]?.arrayValue?.map { $0["done"] } == [true, false, true], "\(given.text)")
    #expect(try await client.post("/cases/assignments", wanted, key: "1", seen: nil).json == given.json)
    let handed = try await client.post(
      "/cases/handovers", ["from": "case-manager", "to": "approver", "reason": "Leave"], seen: nil)
    #expect(handed.json["items"]?.arrayValue?.count == 2)
    #expect(try await client.get("/cases?assignee=approver").json["items"]?.arrayValue?.count == 2)
  }

  @Test func `an event is looked at before it is sent, and nothing comes of the look`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open()
    let event: JSONObject = [
      "event": "accept", "data": ["disclosable_summary": "Invoices were paid late."], "role": "case-manager",
    ]
    let seen = try await client.post("/cases/\(reference)/events/previews", .object(event), seen: nil)
    #expect(seen.status == .ok && seen.json["accepted"] == true, "\(seen.text)")
    #expect(try await client.get("/cases/\(reference)").json["revision"] == 1)
    let sent = try await client.post("/cases/\(reference)/events", .object(event))
    #expect(sent.json["states"] == seen.json["states"])
    let stale = try await client.post("/cases/\(reference)/events/previews", .object(event), seen: nil)
    #expect(stale.status == .ok && stale.json["accepted"] == false)
    let other = try await client.open()
    let wrong = try await client.post(
      "/cases/\(other)/events/previews",
      ["event": "accept", "data": ["disclosable_summary": 5], "role": "case-manager"], seen: nil)
    #expect(wrong.status == .unprocessable, "\(wrong.text)")
  }

  @Test func `consent is changed and a concern withdrawn by the workflow's own events`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open()
    let consent = try await client.post(
      "/cases/\(reference)/consent", ["data": ["consent_prime": true], "role": "case-manager"])
    #expect(consent.status == .ok, "\(consent.text)")
    #expect(try await client.get("/cases/\(reference)").json["data"]?["consent_prime"] == true)
    let withdrawn = try await client.post("/cases/\(reference)/withdrawal", ["role": "case-manager"])
    #expect(withdrawn.status == .ok)
    #expect(try await client.get("/cases/\(reference)").json["data"]?["withdrawn"] == true)
  }

  @Test func `a case is closed to whoever has an interest in it, until a colleague lifts the bar`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let colleague = APIClient(kit, token: try await kit.token("approver"))
    let reference = try await client.open()
    _ = try await client.post("/cases/\(reference)/interests", ["reason": "My brother works there"])
    for path in ["", "/history", "/messages", "/forecast", "/documents"] {
      let answer = try await client.get("/cases/\(reference)\(path)")
      #expect(answer.status == .forbidden && answer.json["code"] == "barred")
    }
    let lift: JSONValue = ["person": "case-manager", "reason": "He has left"]
    #expect(try await client.post("/cases/\(reference)/interests/withdrawals", lift).status == .forbidden)
    #expect(try await colleague.post("/cases/\(reference)/interests/withdrawals", lift).status == .ok)
    #expect(try await client.get("/cases/\(reference)").status == .ok)
  }

  @Test func `who was shown who raised a case is told to those who review it`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token())
    let reference = try await client.open()
    let cookie = try await kit.cookie(.staff, "case-manager")
    #expect(try await kit.ask(.get, "/cases/\(reference)", cookie: cookie).status == .ok)
    #expect(try await client.get("/cases/\(reference)/identity-reads").status == .forbidden)
    let head = APIClient(kit, token: try await kit.token("head-of-team", [.reviewReadings]))
    let reads = try await head.get("/cases/\(reference)/identity-reads").json["items"]?.arrayValue
    #expect(reads?.map { $0["reader"] } == ["case-manager"])
    let log = try await head.get("/identity-reads?case=\(reference)&limit=1")
    #expect(log.json["items"]?.arrayValue?.map { $0["case"]?.stringValue } == [reference], "\(log.text)")
    #expect(try await head.get("/identity-reads?cursor=nonsense").status == .unprocessable)
  }
}
