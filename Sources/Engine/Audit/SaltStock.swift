import Cryptography
import Synchronization

/// Salts for journal entries, made many at a time: asking the system for each by itself costs more than using it.
final class SaltStock: Sendable {
  static let shared = SaltStock()

  private static let stocked = 256
  private let stock = Mutex<[UInt8]>([])

  /// Random bytes that nobody else was given.
  func take() -> [UInt8] {
    stock.withLock { stock in
      if stock.isEmpty { stock = RandomBytes.make(JournalChain.saltLength * Self.stocked) }
      let salt = Array(stock.suffix(JournalChain.saltLength))
      stock.removeLast(JournalChain.saltLength)
      return salt
    }
  }
}
