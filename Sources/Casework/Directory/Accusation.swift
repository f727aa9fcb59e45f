/// Whom a case complains of, in the words of whoever filled it in: a name, an address, or both in one line.
struct Accusation {
  private let addresses: Set<String>
  private let words: Set<String>

  /// - Parameter texts: what the case's fields say.
  init(_ texts: [String]) {
    var addresses: Set<String> = []
    var words: Set<String> = []
    for text in texts {
      for part in text.split(whereSeparator: { $0.isWhitespace || "<>,;()\"".contains($0) }) {
        if part.contains("@") {
          addresses.insert(EmailAddress.key(part.trimmingFullStops))
        } else {
          words.formUnion(Self.words(of: part))
        }
      }
    }
    self.addresses = addresses
    self.words = words
  }

  var isEmpty: Bool { addresses.isEmpty && words.isEmpty }

  /// Whether an address is the one that was given.
  func names(address: String) -> Bool { !addresses.isEmpty && addresses.contains(EmailAddress.key(address)) }

  /// Whether a registered person is meant: by address, or by all words of the name in any order. Rather one too many than
  /// the one who is complained of.
  func names(_ contact: Contact) -> Bool {
    if names(address: contact.email) { return true }
    guard !words.isEmpty else { return false }
    let name = Self.words(of: contact.name[...]).subtracting(Self.formsOfAddress)
    return !name.isEmpty && name.isSubset(of: words)
  }

  private static func words(of text: Substring) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }.map(String.init))
  }

  private static let formsOfAddress: Set = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rt", "hon", "cbe",
    "obe",
    "mbe", "kc",
  ]
}

extension Substring {
  fileprivate var trimmingFullStops: String {
    var text = self
    while text.last == "." || text.last == ":" { text.removeLast() }
    return String(text)
  }
}
