extension Decimal: Hashable, Comparable {
  package static func == (left: Decimal, right: Decimal) -> Bool {
    compare(left, right) == 0
  }

  package static func < (left: Decimal, right: Decimal) -> Bool {
    compare(left, right) < 0
  }

  package func hash(into hasher: inout Hasher) {
    let shortest = withoutTrailingZeros
    hasher.combine(shortest.mantissa)
    hasher.combine(shortest.scale)
  }

  /// The sum, or nil where it has more than 38 digits.
  package func adding(_ other: Decimal) -> Decimal? {
    guard let (ours, theirs, scale) = Self.aligned(self, other) else { return nil }
    let (sum, overflow) = ours.addingReportingOverflow(theirs)
    return overflow ? nil : Decimal(mantissa: sum, scale: scale)
  }

  /// The difference, or nil where it has more than 38 digits.
  package func subtracting(_ other: Decimal) -> Decimal? {
    guard let (ours, theirs, scale) = Self.aligned(self, other) else { return nil }
    let (difference, overflow) = ours.subtractingReportingOverflow(theirs)
    return overflow ? nil : Decimal(mantissa: difference, scale: scale)
  }

  /// The product, or nil where it can't be held exactly.
  package func multiplied(by other: Decimal) -> Decimal? {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
    if !overflow, scale + other.scale <= Self.maximumScale {
      return Decimal(mantissa: product, scale: scale + other.scale)
    }
    // Zeros at the end are the first thing to give up; digits never are.
    let left = withoutTrailingZeros
    let right = other.withoutTrailingZeros
    let (shorter, stillOver) = left.mantissa.multipliedReportingOverflow(by: right.mantissa)
    guard !stillOver else { return nil }
    let exact = Decimal(mantissa: shorter, scale: left.scale + right.scale).withoutTrailingZeros
    return exact.scale <= Self.maximumScale ? exact : nil
  }

  /// The number with its sign turned, or nil for the one number that has no opposite.
  package var negated: Decimal? {
    let (turned, overflow) = Int128(0).subtractingReportingOverflow(mantissa)
    return overflow ? nil : Decimal(mantissa: turned, scale: scale)
  }

  /// The whole number, where there is nothing but zeros after the point.
  package var wholeNumber: Int64? {
    let shortest = withoutTrailingZeros
    return shortest.scale == 0 ? Int64(exactly: shortest.mantissa) : nil
  }

  private static func compare(_ left: Decimal, _ right: Decimal) -> Int {
    if left.scale == right.scale {
      return left.mantissa < right.mantissa ? -1 : left.mantissa == right.mantissa ? 0 : 1
    }
    if let (ours, theirs, _) = aligned(left, right) { return ours < theirs ? -1 : ours == theirs ? 0 : 1 }
    // Too far apart in size for one scale: the whole parts decide, and where those agree the scales would have met.
    let ours = left.mantissa / powerOfTen(left.scale)
    let theirs = right.mantissa / powerOfTen(right.scale)
    return ours < theirs ? -1 : ours == theirs ? 0 : 1
  }

  private static func aligned(_ left: Decimal, _ right: Decimal) -> (Int128, Int128, Int)? {
    if left.scale == right.scale { return (left.mantissa, right.mantissa, left.scale) }
    let scale = max(left.scale, right.scale)
    let (ours, first) = left.mantissa.multipliedReportingOverflow(by: powerOfTen(scale - left.scale))
    let (theirs, second) = right.mantissa.multipliedReportingOverflow(by: powerOfTen(scale - right.scale))
    return first || second ? nil : (ours, theirs, scale)
  }

  private var withoutTrailingZeros: Decimal {
    var mantissa = mantissa
    var scale = scale
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    return Decimal(mantissa: mantissa, scale: scale)
  }

  private static func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}

extension Decimal {
  /// The whole part, where an int holds it.
  var truncated: Int64? {
    var whole = mantissa
    for _ in 0..<scale { whole /= 10 }
    return Int64(exactly: whole)
  }
}
