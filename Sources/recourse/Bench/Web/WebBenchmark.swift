import Casework
import CivilTime
import Engine
import Foundation
import Logging
import Postgres
import PostgresStore
import Synchronization
import Web

/// Pages and calls of the interface on a filled database, over HTTP, beside the very queries that they ask, sent bare
/// over as many connections.
struct WebBenchmark {
  let cases: Int
  let clients: Int
  /// Answers of each page that are measured in a round.
  let requests: Int
  let rounds: Int

  /// What is asked for, and what people call it.
  private static func pages(_ reference: String) -> [(name: String, path: String)] {
    [
      ("start page", "/"), ("results", "/results"), ("cases: all of the team's", "/cases?queue=team"),
      ("cases: mine", "/cases"), ("cases: unassigned", "/cases?queue=unassigned"), ("a case", "/cases/\(reference)"),
      ("a case's history", "/cases/\(reference)/history"), ("GET /api/v1/cases", "/api/v1/cases"),
      ("GET /api/v1/cases/{reference}", "/api/v1/cases/\(reference)"),
      ("GET …/forecast", "/api/v1/cases/\(reference)/forecast"),
    ]
  }

  func run(on database: BenchDatabase) async throws -> [PageFigures] {
    var store = database.store
    let heard = Heard()
    store.onCommands = { heard.add($0) }
    let opened = try await WebCases(store: store, count: cases).make()
    try await database.settle("recourse")
    let secret = Secrets.fresh()
    try await sign(in: secret, on: store)
    let site = try Self.site(on: store)
    return try await Self.serving(site) { port in
      var figures: [PageFigures] = []
      for (name, path) in Self.pages(opened.reference.description) {
        let cookie = "session=\(secret)"
        let visitor = try PageClient(port: port, cookie: cookie)
        // The first reads what later ones remember.
        for _ in 0..<3 { _ = try visitor.get(path) }
        heard.begin()
        let bytes = try visitor.get(path)
        let commands = heard.end()
        figures.append(
          try await measure(name, path, bytes, commands, port: port, cookie: cookie, visitor, on: database))
      }
      return figures
    }
  }

  private func measure(
    _ name: String, _ path: String, _ bytes: Int, _ commands: [[Command]], port: Int, cookie: String,
    _ visitor: PageClient, on database: BenchDatabase
  ) async throws -> PageFigures {
    var alone: [Double] = []
    for _ in 0..<max(20, requests / 10) {
      let start = ContinuousClock.now
      _ = try visitor.get(path)
      alone.append(Double(LatencyClock.nanoseconds(since: start)) / 1e6)
    }
    alone.sort()
    let (clients, requests) = (clients, requests)
    let bare = try await Pool.open(database.settings, size: clients)
    let sent = commands.flatMap(\.self)
    var (pages, queries) = (LoadMeter(database, schema: "recourse"), LoadMeter(database, schema: "recourse"))
    for _ in 0..<rounds {
      try await pages.measure {
        let taken = try await Self.threads(requests, clients) {
          try PageClient(port: port, cookie: cookie)
        } _: {
          _ = try $0.get(path)
        }
        return (taken.count, taken)
      }
      guard !sent.isEmpty else { continue }
      try await queries.measure {
        let taken = try await ClientLoad.run(requests, clients: clients) { _ in
          let start = ContinuousClock.now
          for part in commands { try await bare.transaction { _ = try $0.executeAll(part) } }
          return [LatencyClock.nanoseconds(since: start)]
        }
        return (taken.count, taken)
      }
    }
    await bare.close()
    return PageFigures(
      name: name, bytes: bytes, statements: sent.count, page: LoadResult(pages.rounds),
      queries: LoadResult(queries.rounds),
      alone: (alone[alone.count / 2], alone[min(alone.count - 1, alone.count * 95 / 100)]))
  }

  /// Runs a body so many times on so many threads, each with a thing of its own.
  private static func threads(
    _ count: Int, _ clients: Int, _ make: @escaping @Sendable () throws -> PageClient,
    _ body: @escaping @Sendable (PageClient) throws -> Void
  ) async throws -> [UInt64] {
    let next = Counter()
    return try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<clients {
        group.addTask {
          try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
              continuation.resume(
                with: Result {
                  let client = try make()
                  var taken: [UInt64] = []
                  while next.next() < count {
                    let start = ContinuousClock.now
                    try body(client)
                    taken.append(LatencyClock.nanoseconds(since: start))
                  }
                  return taken
                })
            }
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private static func site(on store: PostgresStore) throws -> Site {
    var logger = Logger(label: "recourse.bench")
    logger.logLevel = .critical
    return Site(
      store: store, library: Library(reader: FileDefinitionReader()), assets: Assets(), address: "http://localhost",
      logger: logger, post: { _ in })
  }

  /// Runs a body while the site is served on a port that the system chose.
  private static func serving<Result: Sendable>(
    _ site: Site, _ body: (Int) async throws -> Result
  ) async throws -> Result {
    guard let any = ListenAddress("127.0.0.1:0") else { preconditionFailure("an address of this machine") }
    let server = WebServer(
      on: any, Dispatcher(site, site.routes), isSecure: false, isBehindProxy: false, logger: site.logger)
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let serving = Task { try await server.run { continuation.yield($0.port) } }
    defer { serving.cancel() }
    for await port in ports { return try await body(port) }
    throw Answer(status: 70, message: "recourse: the pages could not be served")
  }

  private func sign(in secret: String, on store: PostgresStore) async throws {
    try await store.transaction { transaction in
      try transaction.keepUser(WebCases.reader)
      let now = try transaction.currentTime()
      try transaction.keepSession(
        Session(
          key: Secrets.digest(of: secret), kind: .staff, subject: WebCases.reader.name, startedAt: now, provedAt: now,
          endsAt: now.advanced(bySeconds: 43_200)))
    }
  }
}

/// What a store sends while somebody listens.
private final class Heard: Sendable {
  private let state = Mutex<(isOn: Bool, commands: [[Command]])>((false, []))

  func add(_ commands: [Command]) {
    state.withLock { if $0.isOn { $0.commands.append(commands) } }
  }

  func begin() { state.withLock { $0 = (true, []) } }

  func end() -> [[Command]] {
    state.withLock { state in
      let heard = state.commands
      state = (false, [])
      return heard
    }
  }
}
