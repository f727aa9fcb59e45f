/// The decimal digits of a number, all of them, for printing with exact rounding.
struct DecimalDigits {
  let isNegative: Bool
  /// Digits 0 to 9, the most significant first; empty for zero.
  var digits: [UInt8]
  /// How many of the digits stand before the point; below 0 there are zeros between.
  var pointAt: Int

  /// The fewest digits that tell a finite double from its neighbours.
  init(shortest number: Double) {
    isNegative = number < 0
    var digits: [UInt8] = []
    var pointAt = 0
    var seenPoint = false
    let text = number.magnitude.description.utf8
    let exponentAt = text.firstIndex(of: UInt8(ascii: "e")) ?? text.endIndex
    for byte in text[..<exponentAt] {
      if byte == UInt8(ascii: ".") {
        seenPoint = true
      } else {
        digits.append(byte - UInt8(ascii: "0"))
        if !seenPoint { pointAt += 1 }
      }
    }
    if exponentAt < text.endIndex {
      pointAt += Int(String(decoding: text[text.index(after: exponentAt)...], as: UTF8.self)) ?? 0
    }
    self.digits = digits
    self.pointAt = pointAt
    trim()
  }

  /// Every digit of a finite double, which are finitely many.
  init(exact number: Double) {
    isNegative = number < 0 || (number == 0 && number.sign == .minus)
    let magnitude = number.magnitude
    var exponent = 0
    var significand: UInt64 = 0
    if magnitude > 0 {
      exponent = Int(magnitude.exponent) - 52
      if magnitude.isSubnormal { exponent = -1074 }
      significand = magnitude.isSubnormal ? magnitude.significandBitPattern : magnitude.significandBitPattern | 1 << 52
    }
    // m × 2^e is m × 2^e for e above 0, else m × 5^-e with the point -e digits from the right.
    var limbs = Self.limbs(significand)
    let factor: UInt64 = exponent >= 0 ? 2 : 5
    for _ in 0..<abs(exponent) { Self.multiply(&limbs, by: factor) }
    digits = Self.digits(limbs)
    pointAt = exponent >= 0 ? digits.count : digits.count + exponent
    trim()
  }

  init(_ number: Decimal) {
    isNegative = number.mantissa < 0
    digits = String(number.mantissa.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
    pointAt = digits.count - number.scale
    trim()
  }

  init(whole number: Int64) {
    self.init(Decimal(number))
  }

  init(whole number: UInt64) {
    self.init(Decimal(number))
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    pointAt = digits.isEmpty ? 0 : pointAt - zeros
  }

  private static let limbBase: UInt64 = 1_000_000_000

  private static func limbs(_ number: UInt64) -> [UInt64] {
    [number % limbBase, number / limbBase % limbBase, number / limbBase / limbBase]
  }

  private static func multiply(_ limbs: inout [UInt64], by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % limbBase
      carry = product / limbBase
    }
    if carry > 0 { limbs.append(carry) }
  }

  private static func digits(_ limbs: [UInt64]) -> [UInt8] {
    var digits: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        digits.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while digits.last == 0 { digits.removeLast() }
    return digits.reversed()
  }
}

extension DecimalDigits {
  /// The digits with a point where they need one, none rounded.
  var plain: String {
    fixed(places: max(0, digits.count - pointAt))
  }

  /// The number with exactly so many places after the point, a half rounded to the even digit.
  func fixed(places: Int) -> String {
    let rounded = rounded(keeping: pointAt + places)
    var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    if rounded.pointAt <= 0 { text.append(UInt8(ascii: "0")) }
    for place in 0..<max(rounded.pointAt, 0) { text.append(rounded.ascii(place)) }
    if places > 0 {
      text.append(UInt8(ascii: "."))
      for place in rounded.pointAt..<(rounded.pointAt + places) { text.append(rounded.ascii(place)) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// One digit before the point, so many after it, and an exponent of at least two digits.
  func scientific(places: Int) -> String {
    let rounded = rounded(keeping: places + 1)
    var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    text.append(rounded.ascii(0))
    if places > 0 {
      text.append(UInt8(ascii: "."))
      for place in 1...places { text.append(rounded.ascii(place)) }
    }
    let exponent = rounded.digits.isEmpty ? 0 : rounded.pointAt - 1
    let size = String(exponent.magnitude)
    return String(decoding: text, as: UTF8.self) + (exponent < 0 ? "e-" : "e+") + (size.utf8.count < 2 ? "0" : "")
      + size
  }

  private func ascii(_ place: Int) -> UInt8 {
    UInt8(ascii: "0") + (digits.indices.contains(place) ? digits[place] : 0)
  }

  private func rounded(keeping count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var result = self
    guard count >= 0 else {
      result.digits = []
      result.pointAt = 0
      return result
    }
    let next = digits[count]
    let isHalf = next == 5 && digits.count == count + 1
    let previousIsOdd = count > 0 && digits[count - 1] % 2 == 1
    result.digits = Array(digits[..<count])
    if isHalf ? previousIsOdd : next >= 5 { result.increment() }
    result.trimAfterRounding()
    return result
  }

  private mutating func increment() {
    var place = digits.count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place >= 0 {
      digits[place] += 1
    } else {
      digits.insert(1, at: 0)
      pointAt += 1
    }
  }

  private mutating func trimAfterRounding() {
    if digits.allSatisfy({ $0 == 0 }) {
      digits = []
      pointAt = 0
    }
  }
}
