/// The name of a case that people write and read over the telephone: ten characters in three groups, the last of
/// which checks the others.
///
/// The alphabet has 31 characters and leaves out 0, 1, I, L and O. As 31 is a prime number, a weighted sum finds every
/// single wrong character and every swap of two neighbours.
package struct CaseReference: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ".utf8)
  private static let length = 10

  /// The reference of a case, worked out of its identifier's random bits.
  package init(of caseID: CaseID) {
    var rest = (caseID.id.low & 0x3FFF_FFFF_FFFF_FFFF) ^ (caseID.id.high & 0x0FFF) << 50
    var digits: [Int] = []
    for _ in 1..<Self.length {
      digits.append(Int(rest % 31))
      rest /= 31
    }
    digits.append(Self.check(of: digits))
    description = Self.text(of: digits)
  }

  /// Reads a reference as people type it: any case, with or without the hyphens.
  ///
  /// - Returns: nil where a character is wrong or the check character does not fit.
  package init?(_ typed: some StringProtocol) {
    var digits: [Int] = []
    for byte in typed.uppercased().utf8 where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
      guard let digit = Self.alphabet.firstIndex(of: byte), digits.count < Self.length else { return nil }
      digits.append(digit)
    }
    guard digits.count == Self.length, Self.check(of: digits.dropLast()) == digits[Self.length - 1] else { return nil }
    description = Self.text(of: digits)
  }

  private static func check(of digits: some Collection<Int>) -> Int {
    digits.enumerated().reduce(0) { ($0 + ($1.offset + 1) * $1.element) % 31 }
  }

  private static func text(of digits: [Int]) -> String {
    String(unsafeUninitializedCapacity: digits.count + 2) { text in
      var end = 0
      for (position, digit) in digits.enumerated() {
        if position == 3 || position == 6 {
          text[end] = UInt8(ascii: "-")
          end += 1
        }
        text[end] = alphabet[digit]
        end += 1
      }
      return end
    }
  }
}
