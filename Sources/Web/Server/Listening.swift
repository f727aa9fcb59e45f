import Hummingbird
import Logging
import NIOCore

/// How the servers of this module listen.
enum Listening {
  /// Serves until the task is cancelled.
  ///
  /// - Parameter onListening: told once it listens, and on which port where the system was to choose.
  /// - Throws: where nothing can listen at the address.
  static func run<Builder: HTTPResponderBuilder>(
    _ router: Builder, on address: ListenAddress, _ limits: ServerLimits = ServerLimits(), logger: Logger,
    onListening: @escaping @Sendable (ListenAddress) -> Void
  ) async throws where Builder.Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    let application = Application(
      router: router,
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(limits.idleSeconds),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: limits.fieldBytes, maxHeaderListSize: limits.headBytes,
            maxHeaderFieldCount: limits.fields))),
      configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port), serverName: nil),
      onServerRunning: { channel in
        onListening(ListenAddress(host: address.host, port: channel.localAddress?.port ?? address.port))
      },
      logger: logger)
    try await application.run()
  }
}
