import Foundation
import JSON
import TestKit
import Testing

/// The interface of the whole program, tried out by somebody who has only its description: schemathesis sends what fits
/// it and what does not, follows what comes back, and holds every answer to what is described.
@Suite(.timeLimit(.minutes(20))) struct InterfaceProcessTests {
  private static let roles = ["case-team", "case-manager", "approver", "head-of-team", "ops"]
  private static let scopes = [
    "cases:read", "cases:write", "directory:read", "directory:write", "operate", "deploy", "accounts", "readings",
    "webhooks", "scim",
  ]

  @Test func `nothing that can be sent makes the interface break its description`() async throws {
    let database = try await TestDatabase.new().connectionString
    let place = try TemporaryFolder()
    let program = try Program.start([
      "up", "--demo", "--database", database, "--web", "127.0.0.1:0", "--mail", place.path + "/mail",
    ])
    defer { program.signal(SIGTERM) }
    let base = try await PagesProcessTests.base(of: program)
    _ = try await Program.start(
      ["user", "add", "tester", "--email", "tester@case.example", "--database", database]
        + Self.roles.flatMap { ["--role", $0] }
    ).end
    let token = try await Program.start(
      ["token", "make", "trial", "--as", "tester", "--database", database] + Self.scopes.flatMap { ["--scope", $0] }
    ).end.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let cases = try await Program.succeed("case", "list", "--format", "json", "--database", database).json
    let references = cases.compactMap { $0["reference"]?.stringValue }
    #expect(references.count > 3)
    let settings = try place.write(Self.settings(references), to: "schemathesis.toml")
    let trial = try await Self.python(
      [
        "-m", "schemathesis.cli", "--config-file", settings, "run", base + "/api/openapi.json",
        "--header", "Authorization: Bearer \(token)", "--checks", "all", "--max-examples", "3", "--seed", "20261123",
        // A token that revokes itself ends the trial.
        "--exclude-operation-id", "revokeToken", "--exclude-operation-id", "revokeTokenOfAccount",
        // Its generator sets the interpreter's depth of recursion, for all threads: two of them make Python's parser fail.
        "--workers", "1", "--no-shrink", "--no-color", "--generation-database",
        // Fewer than one token may send in a minute: what is refused for its number shows nothing.
        "none", "--rate-limit", "2400/m",
      ], in: place.path)
    #expect(trial.status == 0, "\(trial.text.suffix(12_000))")
    #expect(trial.text.contains(" generated"), "\(trial.text)")
  }

  /// What no schema says: that something has changed since, that it is not as the rules of a case want it, that letters
  /// are sent only so often, that the whole is too large, and that what is not known to have been seen is asked for with a
  /// status of its own (RFC 6585).
  private static func settings(_ references: [String]) -> String {
    let known = references.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      [dictionaries]
      references = { values = [\(known)] }
      whatever = { values = ["*"] }
      people = { values = ["okafor", "lewis", "shah", "tester"] }
      workflows = { values = ["supply-chain-concern"] }
      [parameters]
      "path.reference" = { dictionary = "references", probability = 0.7 }
      "header.If-Match" = { dictionary = "whatever", probability = 0.7 }
      "body.to" = { dictionary = "people", probability = 0.7 }
      "body.approver" = { dictionary = "people", probability = 0.7 }
      "body.workflow" = { dictionary = "workflows", probability = 0.7 }
      [phases.coverage]
      unexpected-methods = ["PATCH"]
      [checks]
      positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "412", "422", "429"]
      negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428", "429"]
      missing_required_header.expected-statuses = [400, 401, 403, 406, 415, 422, 428]

      """
  }

  private static func python(_ arguments: [String], in folder: String) async throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: try await TestServer.interpreter)
    process.currentDirectoryURL = URL(filePath: folder)
    process.arguments = arguments
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let data = try await Task.detached { try pipe.fileHandleForReading.readToEnd() ?? Data() }.value
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
