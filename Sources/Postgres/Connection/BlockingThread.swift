internal import Glibc

/// A thread of the operating system, for calls that block: Swift's own threads are few and must never wait.
package enum BlockingThread {
  /// Starts `body` on a new thread that ends with it.
  package static func start(_ body: @escaping @Sendable () -> Void) throws(PostgresError) {
    let start = Unmanaged.passRetained(Start(body))
    var thread = pthread_t()
    let result = pthread_create(&thread, nil, { Start.run($0) }, start.toOpaque())
    guard result == 0 else {
      start.release()
      throw PostgresError(.connectionFailed, message: "no thread could be started: the system's limit is reached")
    }
    pthread_detach(thread)
  }

  private final class Start: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }

    static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      guard let context else { return nil }
      Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
      return nil
    }
  }
}
