import CivilTime
import Engine
import Foundation
import JSON
import Logging
import MemoryStore
import Synchronization
import TestKit
import Testing
import Web

@testable import recourse

/// The pages of the whole program, in a browser: a site for each journey, which are the files of `Tests/Browser`. Two go at
/// once: while one waits for its pages, the other's are looked at.
@Suite(.timeLimit(.minutes(30))) struct PagesProcessTests {
  private static let areas: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".py") && !["run.py", "results.py"].contains($0) }.map { String($0.dropLast(3)) }
      .sorted()
  }()

  private static let turns = Gate(2)
  private static let folder = Checkout.root.appending(path: "Tests/Browser")

  @Test func `there is a journey for each kind of visitor`() {
    #expect(Self.areas.contains("signing_in"))
  }

  @Test(arguments: areas) func `a walk through the pages finds nothing wrong`(_ area: String) async throws {
    try await Self.turns.pass { try await Self.walk(area) }
  }

  private static func walk(_ area: String) async throws {
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

  /// Results come from a store of the test's own, by the port that the pages read.
  @Test func `what is published is seen by everybody, a page at a time`() async throws {
    let place = try TemporaryFolder()
    let pages = Checkout.root.appending(path: "Public")
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let listen = try #require(ListenAddress("127.0.0.1:\(FreePort.find(at: "127.0.0.1") ?? 0)"))
    var site = Site(
      store: MemoryStore(now: Instant(seconds: 1_772_445_600)), library: Library(reader: FileDefinitionReader()),
      assets: try Assets(folders: [pages, pages.appending(path: "vendor")]), address: "http://\(listen)",
      logger: logger,
      post: { _ in })
    site.results = ListedResults(Self.results)
    let server = WebServer(
      on: listen, Dispatcher(site, site.routes), isSecure: false, isBehindProxy: false, logger: logger)
    let (listening, tell) = AsyncStream.makeStream(of: ListenAddress.self)
    let serving = Task { try await server.run { tell.yield($0) } }
    defer { serving.cancel() }
    for await _ in listening { break }
    let shots =
      ProcessInfo.processInfo.environment["RECOURSE_SHOTS"].map { "\($0)/results" } ?? place.path + "/shots"
    let walk = try await Self.python(["run.py", "results", "--base", "http://\(listen)", "--shots", shots])
    #expect(walk.status == 0, "\(walk.text)")
  }

  private static let results = (1...30).map { number in
    PublishedResult(
      id: "r\(number)", publishedOn: CivilDate(dayNumber: 20_400 + number),
      authority: number == 30 ? "Ministry of " + String(repeating: "Longnames", count: 20) : "Cabinet Office",
      subject: "contract-management", subIssue: "payment",
      summary: number == 30
        ? String(repeating: "A supplier waited. ", count: 50) : "A supplier waited \(number) days for over £5,000.",
      outcome: number % 3 == 0 ? "upheld" : "advice-given")
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
    let interpreter = URL(filePath: try await TestServer.interpreter)
    // On a thread of its own: those that tests share serve the pages meanwhile.
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            let process = Process()
            process.executableURL = interpreter
            process.currentDirectoryURL = folder
            process.arguments = arguments
            let pipe = Pipe()
            (process.standardOutput, process.standardError) = (pipe, pipe)
            try process.run()
            let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return (status: process.terminationStatus, text: String(decoding: data, as: UTF8.self))
          })
      }
    }
  }
}
