import Casework
import CivilTime
import Delivery
import Engine
import Foundation
import JSON
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct WebhookProcessTests {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8I"

  @Test func `a call arrives over TLS as a cloud event, with a signature that its receiver can check`() async throws {
    let folder = try TemporaryFolder()
    let certificate = try TestCertificate(in: folder.path)
    let server = try await TestServer(
      "webhook_server.py", [Self.secret, certificate.certificate, certificate.key])
    let caller = try Self.caller(
      "https://localhost:\(server.port)/200", folder, authorities: certificate.certificate,
      [.privateAddresses])
    let item = try Self.item([
      "webhook": "finance", "with": ["sum": "12.50", "note": "Käse 🧀"],
    ])
    try await caller.send(item)
    let call = try #require(await server.next())
    #expect(call["proven"] == true)
    #expect(call["id"]?.stringValue == item.id.description)
    #expect(call["type"]?.stringValue == "application/cloudevents+json")
    #expect(
      call["body"] == [
        "specversion": "1.0", "id": .string(item.id.description), "source": "recourse", "type": "recourse.finance",
        "subject": .string(CaseReference(of: Items.caseID).description), "datacontenttype": "application/json",
        "time": "2026-03-02T10:00:00Z", "data": ["sum": "12.50", "note": "Käse 🧀"],
      ])
  }

  @Test(
    arguments: [
      (410, false, nil), (400, false, nil), (404, false, nil), (408, true, nil), (429, true, 7), (500, true, nil),
      (503, true, nil), (302, true, nil),
    ] as [(Int, Bool, Int?)])
  func `what a receiver answers decides whether it is called again`(_ status: Int, _ isRetryable: Bool, _ wait: Int?)
    async throws
  {
    let folder = try TemporaryFolder()
    let server = try await TestServer("webhook_server.py", [Self.secret])
    let caller = try Self.caller("http://localhost:\(server.port)/\(status)", folder, [.http, .privateAddresses])
    let item = try Self.item(["webhook": "finance", "with": .null])
    let failure = await #expect(throws: DeliveryError.self) { try await caller.send(item) }
    #expect(failure?.isRetryable == isRetryable)
    #expect(failure?.retryAfterSeconds == wait)
    #expect(failure?.description.contains("\(status)") == true)
    // A redirect was not followed.
    #expect(await server.next()?["path"]?.stringValue == "/\(status)")
  }

  @Test(arguments: ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"])
  func `nobody has us speak to our own network unless the settings allow it`(_ host: String) async throws {
    let folder = try TemporaryFolder()
    let server = try await TestServer("webhook_server.py", [Self.secret])
    let caller = try Self.caller("http://\(host):\(server.port)/200", folder, [.http])
    let item = try Self.item(["webhook": "finance", "with": .null])
    let failure = await #expect(throws: DeliveryError.self) { try await caller.send(item) }
    #expect(failure?.isRetryable == false)
    #expect(failure?.description.contains("private network") == true)
    server.stop()
    #expect(await server.next() == nil)
  }

  @Test func `a certificate that is not trusted, a missing secret and an unknown name are for people to mend`()
    async throws
  {
    let folder = try TemporaryFolder()
    let certificate = try TestCertificate(in: folder.path)
    let server = try await TestServer("webhook_server.py", [Self.secret, certificate.certificate, certificate.key])
    let item = try Self.item(["webhook": "finance", "with": .null])
    let url = "https://localhost:\(server.port)/200"
    let distrustful = try Self.caller(url, folder, [.privateAddresses])
    let missing = WebhookCaller(
      ["finance": try Webhook(url: url, secretFile: "/nonexistent")], now: { Instant(seconds: 1) })
    for caller in [distrustful, missing, WebhookCaller([:], now: { Instant(seconds: 1) })] {
      let failure = await #expect(throws: DeliveryError.self) { try await caller.send(item) }
      #expect(failure?.isRetryable == true)
      #expect(failure?.description.contains("whsec") == false)
    }
    server.stop()
    #expect(await server.next() == nil)
  }

  private static func caller(
    _ url: String, _ folder: TemporaryFolder, authorities: String? = nil, _ permissions: Set<Webhook.Permission>
  ) throws -> WebhookCaller {
    let file = folder.path + "/secret"
    try Data("\(secret)\n".utf8).write(to: URL(filePath: file))
    let webhook = try Webhook(
      url: url, secretFile: file, permissions: permissions, authoritiesFile: authorities)
    return WebhookCaller(["finance": webhook], now: { Instant(seconds: Int64(Date().timeIntervalSince1970)) })
  }

  private static func item(_ payload: JSONObject) throws -> OutboxItem { try Items.item(.webhook, payload) }
}
