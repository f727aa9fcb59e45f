/// A set of code points: what one place of a pattern may match.
struct ScalarSet: Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []
  private(set) var categories: [(category: UnicodeCategory, isNegated: Bool)] = []
  var isNegated = false
  var ignoresCase = false
  /// The answers for ASCII, found once by `prepare()`.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init() {}

  init(_ scalar: UInt32, ignoresCase: Bool) {
    ranges = [scalar...scalar]
    self.ignoresCase = ignoresCase
  }

  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = ranges
  }

  mutating func add(_ range: ClosedRange<UInt32>) {
    ranges.append(range)
  }

  mutating func add(_ category: UnicodeCategory, isNegated: Bool) {
    categories.append((category, isNegated))
  }

  /// Adds all of another set, or all that is not in it.
  mutating func add(ranges others: [ClosedRange<UInt32>], isNegated: Bool) {
    guard isNegated else {
      ranges += others
      return
    }
    var next: UInt32 = 0
    for range in others.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { ranges.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { ranges.append(next...0x10FFFF) }
  }

  /// Works the answers for ASCII out beforehand.
  mutating func prepare() {
    for value in UInt32(0)..<128 {
      guard let scalar = Unicode.Scalar(value), slowlyContains(scalar) else { continue }
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 64 { return low >> UInt64(value) & 1 == 1 }
    if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
    return slowlyContains(scalar)
  }

  private func slowlyContains(_ scalar: Unicode.Scalar) -> Bool {
    if holds(scalar) { return !isNegated }
    guard ignoresCase else { return isNegated }
    for other in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
      let folded = other.unicodeScalars
      if let first = folded.first, folded.count == 1, first != scalar {
        if holds(first) { return !isNegated }
        // K for the Kelvin sign and the like: two steps lead from one small letter to the other.
        let again = first.properties.lowercaseMapping.unicodeScalars
        if let second = again.first, again.count == 1, holds(second) { return !isNegated }
      }
    }
    // The long s and the Kelvin and Ångström signs are written small as plain letters.
    if let special = Self.rareFolds[scalar.properties.lowercaseMapping],
      ranges.contains(where: { $0.contains(special) })
    {
      return !isNegated
    }
    return isNegated
  }

  private static let rareFolds: [String: UInt32] = ["k": 0x212A, "s": 0x017F, "å": 0x212B]

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    for range in ranges where range.contains(scalar.value) { return true }
    for entry in categories where entry.category.contains(scalar) != entry.isNegated { return true }
    return false
  }

  static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  static let blanks: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]
  static let wordLetters: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]

  /// The POSIX classes, by name.
  static let named: [String: [ClosedRange<UInt32>]] = [
    "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A], "ascii": [0...0x7F],
    "blank": [0x09...0x09, 0x20...0x20], "cntrl": [0...0x1F, 0x7F...0x7F], "digit": digits, "graph": [0x21...0x7E],
    "lower": [0x61...0x7A], "print": [0x20...0x7E],
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "space": [0x09...0x0D, 0x20...0x20],
    "upper": [0x41...0x5A], "word": wordLetters, "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
  ]
}
