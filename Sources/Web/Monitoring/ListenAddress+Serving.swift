import Hummingbird
import Logging

extension ListenAddress {
  /// Serves until the task is cancelled.
  ///
  /// - Parameter onListening: told once it listens, and on which port where the system was to choose.
  /// - Throws: where nothing can listen at the address.
  func serve<Context: RequestContext & InitializableFromSource>(
    _ router: Router<Context>, logger: Logger, onListening: @escaping @Sendable (ListenAddress) -> Void
  ) async throws where Context.Source == ApplicationRequestContextSource {
    let address = self
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port), serverName: nil),
      onServerRunning: { channel in
        onListening(ListenAddress(host: address.host, port: channel.localAddress?.port ?? address.port))
      },
      logger: logger)
    try await application.run()
  }
}
