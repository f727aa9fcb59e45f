import Casework
import Cryptography

/// What lets somebody follow a case who gave no address: 20 characters that are shown once, and of which only a digest is
/// kept.
enum FollowKey {
  private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ".utf8)

  /// The key that goes with a case and the visitor who sent it: worked out of the visitor's secret, so that the page that
  /// shows it can be loaded again and nobody else can make it.
  static func make(for caseID: CaseID, secret: String) -> String {
    let digest = SHA256.digest(of: Array("follow key \(secret) \(caseID)".utf8))
    return grouped(text(of: digest, count: 20))
  }

  /// A code for a letter: 8 characters.
  static func freshCode() -> String { text(of: RandomBytes.make(32), count: 8) }

  /// What is kept of a key or code: its digest with the case, so that it is good for that case alone.
  static func digest(of typed: String, for caseID: String) -> [UInt8] {
    Secrets.digest(of: "\(caseID) \(plain(typed))")
  }

  /// As it was made, however it was typed.
  private static func plain(_ typed: String) -> String {
    typed.uppercased().filter { !$0.isWhitespace && $0 != "-" }
  }

  /// Bytes past the last multiple of the alphabet's length are left out, so that no character is likelier than another.
  private static func text(of bytes: [UInt8], count: Int) -> String {
    var (found, source) = ([UInt8](), bytes)
    while found.count < count {
      for byte in source where found.count < count && Int(byte) < 256 / alphabet.count * alphabet.count {
        found.append(alphabet[Int(byte) % alphabet.count])
      }
      source = SHA256.digest(of: source)
    }
    return String(decoding: found, as: UTF8.self)
  }

  private static func grouped(_ text: String) -> String {
    var parts: [Substring] = []
    var rest = text[...]
    while !rest.isEmpty {
      parts.append(rest.prefix(5))
      rest = rest.dropFirst(5)
    }
    return parts.joined(separator: "-")
  }
}
