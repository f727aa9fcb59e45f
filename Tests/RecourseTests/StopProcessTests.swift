import Foundation
import TestKit
import Testing

/// How a worker stops while a mail server holds its message and never answers.
@Suite(.timeLimit(.minutes(15))) struct StopProcessTests {
  @Test func `a second signal ends a worker at once`() async throws {
    let (worker, server) = try await Self.held(graceSeconds: 600)
    worker.signal(SIGTERM)
    // The first is obeyed once it was heard; until then another would be the same one.
    worker.signal(SIGINT)
    var end = Optional<Program.Ending>.none
    while end == nil {
      worker.signal(SIGINT)
      end = kill(worker.identifier, 0) == 0 ? nil : try await worker.end
      await Task.yield()
    }
    #expect(end?.status == 128 + SIGINT || end?.status == 128 + SIGTERM, "\(end?.complaint ?? "")")
    #expect(end?.complaint.contains("second signal") == true)
    server.stop()
  }

  @Test func `a worker waits no longer for what is in hand than it may`() async throws {
    let (worker, server) = try await Self.held(graceSeconds: 0)
    worker.signal(SIGTERM)
    let end = try await worker.end
    #expect(end.status == 1)
    #expect(end.complaint.contains("others will do it again"), "\(end.complaint)")
    server.stop()
  }

  @Test func `a worker that has nothing in hand stops without a word of what it stopped`() async throws {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    for _ in 1...5 {
      let worker = try Program.start(["work", "--database", url, "--mail", folder.path + "/mail"])
      while !worker.complaint.contains("Working.") { await Task.yield() }
      worker.signal(SIGTERM)
      let end = try await worker.end
      #expect(end.status == 0 && !end.complaint.contains("Error"), "\(end.complaint)")
    }
  }

  /// A worker in whose hand a message is.
  private static func held(graceSeconds: Int) async throws -> (Program.Running, TestServer) {
    let folder = try TemporaryFolder()
    let server = try await TestServer("mail_server.py", ["--security", "none", "--hold-first"])
    let settings = try folder.write(
      "mail: { server: \"smtp://localhost:\(server.port)?security=none\", from: case-team@scheme.example }",
      to: "settings.yaml")
    let url = try await TestDatabase.new().connectionString
    let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path
    try await Program.succeed("deploy", workflow, "--database", url)
    try await Program.succeed(
      "case", "open", "--file", workflow + "/examples/concern-01.yaml", "--database", url)
    let worker = try Program.start(
      ["work", "--settings", settings, "--database", url],
      environment: ["RECOURSE_GRACE_SECONDS": String(graceSeconds)])
    _ = try #require(await server.next(), "the server has the message")
    return (worker, server)
  }
}
