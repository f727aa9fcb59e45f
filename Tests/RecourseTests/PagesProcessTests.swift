import Foundation
import JSON
import Synchronization
import TestKit
import Testing

/// The pages of the whole program, in a browser: one site for all journeys, which are the files of `Tests/Browser`.
@Suite(.timeLimit(.minutes(15)), .serialized) struct PagesProcessTests {
  private static let areas: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".py") && $0 != "run.py" }.map { String($0.dropLast(3)) }.sorted()
  }()

  private static let folder = Checkout.root.appending(path: "Tests/Browser")

  @Test func `there is a journey for each kind of visitor`() {
    #expect(Self.areas.contains("signing_in"))
  }

  @Test(arguments: areas) func `a walk through the pages finds nothing wrong`(_ area: String) async throws {
    let place = try TemporaryFolder()
    let settings = try await TestDatabase.new()
    let mail = place.path + "/mail"
    let program = try Program.start([
      "up", "--demo", "--database", settings.connectionString, "--web", "127.0.0.1:0", "--mail", mail,
    ])
    defer { program.signal(SIGTERM) }
    let base = try await Self.base(of: program)
    let links = try place.write(try Self.links(program), to: "links.json")
    // Pictures stay where somebody wants to look at them.
    let shots = ProcessInfo.processInfo.environment["RECOURSE_SHOTS"].map { "\($0)/\(area)" } ?? place.path + "/shots"
    let walk = try await Self.python(
      ["run.py", area, "--base", base, "--mail", mail, "--links", links, "--shots", shots])
    #expect(walk.status == 0, "\(walk.text)")
    #expect(walk.text.contains("\(area)-320-nojs"), "\(walk.text)")
    // Whatever people did, nothing of them stands in the log.
    for word in ["@", "Thistledown", "thistledown", "Marsh", "Okafor", "Garside"] {
      #expect(!program.complaint.contains(word), "\(word): \(program.complaint)")
    }
  }

  /// Where it serves its pages, once it does.
  static func base(of program: Program.Running) async throws -> String {
    let mark = "Pages at "
    while true {
      for line in program.complaint.split(separator: "\n") where line.hasPrefix(mark) {
        return String(line.dropFirst(mark.count).dropLast())
      }
      try #require(kill(program.identifier, 0) == 0, "the program has ended: \(program.complaint)")
      await Task.yield()
    }
  }

  /// The links with which the demonstration's people set their passwords, by account.
  private static func links(_ program: Program.Running) throws -> String {
    var links = JSONObject()
    for line in program.output.split(separator: "\n") where line.contains("/set-up/") {
      let words = line.split(separator: " ")
      guard let name = words.first, let address = words.last, let path = address.firstRange(of: "/set-up/") else {
        continue
      }
      links[String(name)] = .string(String(address[path.lowerBound...]))
    }
    #expect(links["okafor"] != nil, "\(program.output)")
    return JSONValue.object(links).serialized()
  }

  private static func python(_ arguments: [String]) async throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: try await TestServer.interpreter)
    process.currentDirectoryURL = folder
    process.arguments = arguments
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let data = try await Task.detached { try pipe.fileHandleForReading.readToEnd() ?? Data() }.value
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
