import Foundation
import JSON
import Postgres
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct WebhooksProcessTests {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8I"
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test func `whoever has subscribed hears what happens to cases from the next worker, and no name`() async throws {
    let settings = try await TestDatabase.new()
    let url = settings.connectionString
    let folder = try TemporaryFolder()
    let allowing = [
      "RECOURSE_SETTINGS": try folder.write("subscriptions: { allow: [loopback] }\n", to: "settings.yaml")
    ]
    let server = try await TestServer("webhook_server.py", [Self.secret])
    func recourse(_ arguments: String..., isRefused: Bool = false) async throws -> Program.Ending {
      let ending = try await Program.start(arguments + ["--database", url], environment: allowing).end
      #expect(ending.status == (isRefused ? 1 : 0), "\(arguments.joined(separator: " ")): \(ending.complaint)")
      return ending
    }
    _ = try await recourse("user", "add", "byrne", "--email", "byrne@case.example", "--role", "ops")
    let address = "http://localhost:\(server.port)/200"
    let refused = try await Program.start(
      ["webhooks", "make", "reporting", "--url", address, "--as", "byrne", "--database", url]
    ).end
    #expect(refused.status == 1 && refused.complaint.contains("settings do not allow"), "\(refused.complaint)")
    let made = try await recourse(
      "webhooks", "make", "reporting", "--url", address, "--kind", "case.opened", "--as", "byrne")
    #expect(made.lines.count == 2 && made.lines.last?.hasPrefix("whsec_") == true)
    // The receiver was there first, and knows its own.
    try await TestDatabase.run("UPDATE recourse.subscriptions SET secret = '\(Self.secret)'", on: settings)
    _ = try await recourse("deploy", Self.workflow)
    let reference = try await recourse(
      "case", "open", "--file", Self.workflow + "/examples/concern-01.yaml"
    ).output.trimmingCharacters(in: .whitespacesAndNewlines)
    _ = try await recourse("webhooks", "ping", made.lines[0])
    _ = try await recourse("work", "--once", "--mail", folder.path + "/mail")
    let calls = [await server.next(), await server.next()].compactMap(\.self)
    #expect(calls.allSatisfy { $0["proven"] == true })
    #expect(Set(calls.map { $0["body"]?["type"] }) == ["recourse.case.opened", "recourse.ping"])
    #expect(calls.contains { $0["body"]?["subject"]?.stringValue == reference })
    #expect(!calls.contains { $0.serialized().contains("Thistledown") })
    let listed = try #require(try await recourse("webhooks", "list", "--format", "json").json.first)
    #expect(listed["failing_since"] == .null && !listed.serialized().contains("whsec_"))
    _ = try await recourse("webhooks", "end", made.lines[0], "--as", "byrne")
    _ = try await recourse("webhooks", "ping", made.lines[0], isRefused: true)
  }
}
