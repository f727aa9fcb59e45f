import CivilTime
import Expression

// What lies on either side of the constants that a field is compared with.
extension FieldDomain {
  /// A constant, its neighbours, or some value where there is no constant.
  static func around<Number: FixedWidthInteger>(_ points: [Number], by step: Number, orElse usual: Number) -> [Number] {
    guard !points.isEmpty else { return [usual] }
    return points.flatMap { point in
      [point]
        + [point.addingReportingOverflow(step), point.subtractingReportingOverflow(step)]
        .compactMap { $0.overflow ? nil : $0.partialValue }
    }
  }

  /// Each constant, another text, and for comparisons by order the texts before and just behind each.
  static func texts(_ points: [Value]) -> [Value] {
    let texts = points.compactMap { if case .string(let text) = $0 { text } else { nil } }
    var other = "another"
    while texts.contains(other) { other += " one" }
    return (texts + [other, ""] + texts.map { $0 + "a" }).map(Value.string)
  }

  /// Each constant, what lies between two neighbours, and what lies beyond all.
  static func doubles(_ points: [Value]) -> [Double] {
    let sorted = points.compactMap(double).filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last else { return [1] }
    return sorted + zip(sorted, sorted.dropFirst()).map { ($0 + $1) / 2 } + [last + 1, first - 1]
  }

  static func decimals(_ points: [Value]) -> [Decimal] {
    let sorted = points.compactMap(decimal).sorted()
    guard let first = sorted.first, let last = sorted.last, let half = Decimal("0.5") else { return [Decimal(1)] }
    let between = zip(sorted, sorted.dropFirst()).compactMap { $0.adding($1)?.multiplied(by: half) }
    return sorted + between + [last.adding(Decimal(1)), first.subtracting(Decimal(1))].compactMap(\.self)
  }

  static func durations(_ points: [Value]) -> [Swift.Duration] {
    let durations = points.compactMap { if case .duration(let duration) = $0 { duration } else { nil } }
    guard !durations.isEmpty else { return [.seconds(3_600)] }
    return durations.flatMap { [$0, $0 + .seconds(1), $0 - .seconds(1)] }
  }

  static func int(_ value: Value) -> Int64? {
    switch value {
    case .int(let number): number
    case .uint(let number): Int64(exactly: number)
    case .double(let number): Int64(exactly: number.rounded(.down))
    case .decimal(let number): Int64(number.description.prefix { $0 != "." })
    case .null, .bool, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque: nil
    }
  }

  static func uint(_ value: Value) -> UInt64? {
    if case .uint(let number) = value { return number }
    return int(value).flatMap { UInt64(exactly: max(0, $0)) }
  }

  static func day(_ value: Value) -> Int? {
    if case .date(let date) = value { date.dayNumber } else { nil }
  }

  static func second(_ value: Value) -> Int64? {
    if case .timestamp(let instant) = value { instant.seconds } else { nil }
  }

  private static func double(_ value: Value) -> Double? {
    switch value {
    case .int(let number): Double(number)
    case .uint(let number): Double(number)
    case .double(let number): number
    case .null, .bool, .decimal, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional,
      .opaque:
      nil
    }
  }

  private static func decimal(_ value: Value) -> Decimal? {
    switch value {
    case .int(let number): Decimal(number)
    case .uint(let number): Decimal(String(number))
    case .decimal(let number): number
    case .null, .bool, .double, .string, .bytes, .list, .map, .timestamp, .duration, .date, .type, .optional, .opaque:
      nil
    }
  }
}
