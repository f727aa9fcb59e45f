import Logging
import TestKit
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(15))) struct MonitoringServerTests {
  @Test func `life, readiness and metrics are served, and nothing else`() async throws {
    let (alive, ready) = (try await Self.asked(.ready), try await Self.asked(.notReady("the database is away")))
    #expect(alive.live.status == 200 && ready.live.status == 200)
    #expect(alive.ready.status == 200 && alive.ready.body == "ready\n")
    #expect(ready.ready.status == 503 && ready.ready.body == "the database is away\n")
    #expect(alive.ready.headers["cache-control"] == "no-store")
    #expect(alive.metrics.status == 200 && alive.metrics.body == "# TYPE x gauge\nx 1\n")
    #expect(alive.metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(alive.other.status == 404)
    #expect(alive.other.headers["server"] == nil)
  }

  @Test func `an address where nothing can listen is said at once`() async throws {
    let server = Self.server(.ready, on: ListenAddress(host: "192.0.2.1", port: 1))
    await #expect(throws: (any Error).self) { try await server.run { _ in } }
  }

  private typealias Asked = (
    live: PlainHTTP.Answer, ready: PlainHTTP.Answer, metrics: PlainHTTP.Answer, other: PlainHTTP.Answer
  )

  private static func server(_ readiness: Readiness, on address: ListenAddress) -> MonitoringServer {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return MonitoringServer(
      on: address, logger: logger, readiness: { readiness }, metrics: { "# TYPE x gauge\nx 1\n" })
  }

  private static func asked(_ readiness: Readiness) async throws -> Asked {
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let serving = Task {
      try await server(readiness, on: ListenAddress(host: "127.0.0.1", port: 0)).run { continuation.yield($0.port) }
    }
    defer { serving.cancel() }
    for await port in ports {
      return (
        try PlainHTTP.get("/health/live", port: port), try PlainHTTP.get("/health/ready", port: port),
        try PlainHTTP.get("/metrics", port: port), try PlainHTTP.get("/", port: port)
      )
    }
    throw CancellationError()
  }
}
