import Engine
import JSON
import Testing

@testable import Web

@Suite struct APIWebhookTests {
  private static let wanted: JSONValue = [
    "name": "reporting", "url": "https://reports.example/cases", "kinds": ["case.opened"],
  ]

  /// A receiver that only remembers.
  private struct Receiver: AnnouncementCarrier {
    func carry(_ announcement: Announcement, to subscription: Subscription) async throws(DeliveryError) {}
    func rest() async {}
  }

  @Test func `a webhook is made, tried, given another secret and ended, and its secrets are shown once`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("ops", [.webhooks]))
    let made = try await client.post("/webhooks", Self.wanted, key: "1", seen: nil)
    #expect(made.status == .created, "\(made.text)")
    let secret = try #require(made.json["secret"]?.stringValue)
    let again = try await client.post("/webhooks", Self.wanted, key: "1", seen: nil)
    #expect(again.json["id"] == made.json["id"] && again.json["secret"] == nil)
    let place = "/webhooks/" + (try #require(made.json["id"]?.stringValue))
    #expect(try await client.ask(.post, place + "/pings", key: "2").status == .accepted)
    let cases = APIClient(kit, token: try await kit.token())
    let reference = try await cases.open()
    #expect(try await AnnouncementService(store: kit.memory, carrier: Receiver()).deliver() == 2)
    let deliveries = try await client.get(place + "/deliveries").json["items"]?.arrayValue ?? []
    #expect(Set(deliveries.map { $0["kind"] }) == ["ping", "case.opened"])
    #expect(deliveries.contains { $0["reference"]?.stringValue == reference })
    let rotated = try await client.ask(.post, place + "/secrets", key: "3")
    #expect(rotated.status == .ok && rotated.json["secret"] != nil && rotated.json["secret"]?.stringValue != secret)
    #expect(try await client.ask(.post, place + "/secrets", key: "3").status == .conflict)
    #expect(try await client.ask(.post, place + "/ending", key: "5", seen: made["ETag"]).status == .preconditionFailed)
    let ended = try await client.ask(.post, place + "/ending", key: "6", seen: try await client.get(place)["ETag"])
    #expect(ended.json["ended_because"] == "ended by ops")
    #expect(try await client.ask(.post, place + "/pings", key: "4").status == .conflict)
    for answer in [try await client.get("/webhooks"), try await client.get(place)] {
      #expect(!answer.text.contains("whsec_"))
    }
  }

  @Test func `an address that is not allowed is refused, and so is a token without the scope`() async throws {
    let kit = try await Kit()
    let client = APIClient(kit, token: try await kit.token("ops", [.webhooks]))
    for url in ["http://reports.example/", "https://localhost/", "reports.example"] {
      let refused = try await client.post("/webhooks", ["name": "x", "url": .string(url)], seen: nil)
      #expect(refused.status == .unprocessable && refused.json["errors"]?[0]?["field"] == "url")
    }
    let other = APIClient(kit, token: try await kit.token("ops", [.operate]))
    #expect(try await other.post("/webhooks", Self.wanted, seen: nil).status == .forbidden)
  }

  @Test func `people make and end webhooks on pages, and see the secret once`() async throws {
    let kit = try await Kit()
    let cookie = try await kit.cookie(.staff, "ops")
    let form = try await kit.ask(.get, "/ops/webhooks/new", cookie: cookie)
    let event = try #require(form.text.firstMatch(of: /name="event" value="([^"]+)"/)?.1)
    func make(_ url: String) async throws -> WebResponse {
      try await kit.ask(
        .post, "/ops/webhooks/new", cookie: cookie,
        form: [("event", String(event)), ("name", "Reports <b>"), ("url", url)])
    }
    let wrong = try await make("http://reports.example")
    #expect(wrong.status == .unprocessable && wrong.text.contains("begins with https://"))
    let made = try await make("https://reports.example/cases")
    #expect(made.status == .ok && made.text.contains("whsec_"))
    #expect(try await make("https://reports.example/cases").status == .seeOther)
    let place = "/ops/webhooks/\(event)"
    #expect(try await kit.ask(.post, place + "/ping", cookie: cookie, form: [("event", "1")]).status == .seeOther)
    let page = try await kit.ask(.get, place, cookie: cookie)
    #expect(page.text.contains("Reports &lt;b&gt;") && page.text.contains("A trial") && !page.text.contains("whsec_"))
    #expect(try await kit.ask(.post, place + "/secret", cookie: cookie, form: []).text.contains("whsec_"))
    #expect(try await kit.ask(.post, place + "/secret", cookie: cookie, form: []).status == .conflict)
    #expect(try await kit.ask(.post, place + "/end", cookie: cookie, form: []).status == .seeOther)
    #expect(try await kit.ask(.get, "/ops/webhooks", cookie: cookie).text.contains("Ended"))
  }
}
