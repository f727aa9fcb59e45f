import ArgumentParser
import Engine
import Logging
import PostgresStore
import Web

/// Whether a process can be watched over HTTP, and where.
struct MonitoringOptions: ParsableArguments {
  @Option(
    help: """
      An address and port at which /health/live, /health/ready and /metrics are served, such as 127.0.0.1:9464. \
      Without it nothing listens.
      """)
  var listen: String?

  func validate() throws {
    guard let listen, ListenAddress(listen) == nil else { return }
    throw ValidationError("--listen takes an address and a port, such as 127.0.0.1:9464")
  }

  /// Runs a body and serves meanwhile what watchers ask for.
  func whileServing(
    _ page: MonitoringPage, _ logger: Logger, _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    guard let address = listen.flatMap(ListenAddress.init) else { return try await body() }
    let server = MonitoringServer(
      on: address, logger: logger, readiness: { await page.readiness() }, metrics: { await page.text() })
    try await withThrowingTaskGroup { group in
      group.addTask { try await body() }
      group.addTask {
        do {
          try await server.run { Shell.complain("Monitoring listens at http://\($0).") }
        } catch is CancellationError {
          return
        } catch {
          throw Answer.no("nothing can listen at \(address); choose another address with --listen (\(error))")
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}
