import Hummingbird
package import Logging

/// What watches a process asks over HTTP: is it alive, can it work, and what does it count.
///
/// - `GET /health/live`: 200 as long as the process answers at all. A supervisor restarts what does not.
/// - `GET /health/ready`: 200 where it can work, 503 with the reason where it can't. A load balancer asks this.
/// - `GET /metrics`: Prometheus's text format.
package struct MonitoringServer: Sendable {
  private let address: ListenAddress
  private let logger: Logger
  private let readiness: @Sendable () async -> Readiness
  private let metrics: @Sendable () async -> String

  package init(
    on address: ListenAddress, logger: Logger, readiness: @escaping @Sendable () async -> Readiness,
    metrics: @escaping @Sendable () async -> String
  ) {
    self.address = address
    self.logger = logger
    self.readiness = readiness
    self.metrics = metrics
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter onListening: told once it listens, and on which port where the system was to choose.
  /// - Throws: where nothing can listen at the address.
  package func run(onListening: @escaping @Sendable (ListenAddress) -> Void) async throws {
    try await address.serve(router(), logger: logger, onListening: onListening)
  }

  private func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.get("/health/live") { _, _ in Self.answer(.ok, "live\n") }
    router.get("/health/ready") { [readiness] _, _ in
      switch await readiness() {
      case .ready: Self.answer(.ok, "ready\n")
      case .notReady(let reason): Self.answer(.serviceUnavailable, reason + "\n")
      }
    }
    router.get("/metrics") { [metrics] _, _ in
      Self.answer(.ok, await metrics(), type: "text/plain; version=0.0.4; charset=utf-8")
    }
    return router
  }

  private static func answer(
    _ status: HTTPResponse.Status, _ text: String, type: String = "text/plain; charset=utf-8"
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
