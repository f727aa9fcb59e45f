/// What a form or the query of an address says: names with values, in order; a name may come more than once.
package struct FormValues: Sendable, Hashable {
  package private(set) var pairs: [(name: String, value: String)] = []

  package init() {}

  package init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

  /// Reads `a=1&b=x+y%21`. What is no UTF-8 becomes replacement characters.
  package init(encoded text: some StringProtocol) {
    for part in text.utf8.split(separator: UInt8(ascii: "&")) {
      let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      pairs.append((Self.decoded(sides[0]), sides.count > 1 ? Self.decoded(sides[1]) : ""))
    }
  }

  package var isEmpty: Bool { pairs.isEmpty }

  /// The first value of a name; nil where it did not come.
  package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// The first value of a name without blanks around it; nil where it did not come or is blank.
  package func text(_ name: String) -> String? {
    guard let value = self[name] else { return nil }
    let trimmed = value.drop(while: \.isWhitespace)
    guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(trimmed[...last])
  }

  package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// The same with one value in place of those of a name; nil takes them away.
  package func with(_ name: String, _ value: String?) -> FormValues {
    var others = pairs.filter { $0.name != name }
    if let value { others.append((name, value)) }
    return FormValues(others)
  }

  package mutating func append(_ name: String, _ value: String) { pairs.append((name, value)) }

  package var encoded: String {
    pairs.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
  }

  package static func == (left: FormValues, right: FormValues) -> Bool {
    left.pairs.elementsEqual(right.pairs) { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    for pair in pairs {
      hasher.combine(pair.name)
      hasher.combine(pair.value)
    }
  }

  /// A text as a part of an address (RFC 3986: all but the unreserved characters as bytes).
  package static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decoded(_ part: some Collection<UInt8>) -> String {
    var bytes: [UInt8] = []
    var rest = part[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        if rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
          bytes.append(value)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
