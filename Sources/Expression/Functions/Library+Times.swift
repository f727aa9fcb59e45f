import CivilTime

extension Library {
  /// A part of a local date and time, as CEL counts it: months, days of the month and of the year from 0, but
  /// `getDate` from 1; Sunday is day 0 of a week.
  private struct Part {
    let name: String
    let ofDate: (@Sendable (CivilDate) -> Int)?
    let ofTime: (@Sendable (_ secondOfDay: Int, _ nanoseconds: Int32) -> Int)?
    let ofDuration: (@Sendable (_ seconds: Int64, _ attoseconds: Int64) -> Int64)?

    init(_ name: String, ofDate: @escaping @Sendable (CivilDate) -> Int) {
      self.name = name
      self.ofDate = ofDate
      ofTime = nil
      ofDuration = nil
    }

    init(
      _ name: String, ofTime: @escaping @Sendable (Int, Int32) -> Int,
      ofDuration: @escaping @Sendable (Int64, Int64) -> Int64
    ) {
      self.name = name
      ofDate = nil
      self.ofTime = ofTime
      self.ofDuration = ofDuration
    }
  }

  private static let parts: [Part] = [
    Part("getFullYear") { $0.year },
    Part("getMonth") { $0.month - 1 },
    Part("getDate") { $0.day },
    Part("getDayOfMonth") { $0.day - 1 },
    Part("getDayOfWeek") { $0.weekday % 7 },
    Part("getDayOfYear") { date in
      date.day - 1 + (1..<date.month).reduce(0) { $0 + CivilDate.daysIn(month: $1, year: date.year) }
    },
    Part("getHours", ofTime: { second, _ in second / 3600 }, ofDuration: { seconds, _ in seconds / 3600 }),
    Part("getMinutes", ofTime: { second, _ in second / 60 % 60 }, ofDuration: { seconds, _ in seconds / 60 }),
    Part("getSeconds", ofTime: { second, _ in second % 60 }, ofDuration: { seconds, _ in seconds }),
    Part(
      "getMilliseconds", ofTime: { _, nanoseconds in Int(nanoseconds) / 1_000_000 },
      ofDuration: { _, attoseconds in attoseconds / 1_000_000_000_000_000 }),
  ]

  static let times: [LibraryFunction] = parts.flatMap { part in
    let own: Type = part.ofDate == nil ? .duration : .date
    return [
      LibraryFunction(
        part.name, [.member(.timestamp, to: .int), .member(own, to: .int)],
        .unary { (value, _) throws(EvaluationError) in
          guard let number = read(part, value, .utc) else { throw noOverload(part.name, value) }
          return .int(number)
        }),
      LibraryFunction(
        part.name, [.member(.timestamp, .string, to: .int)],
        .binary { (value, zone, _) throws(EvaluationError) in
          guard case .timestamp = value, case .string(let name) = zone else {
            throw noOverload(part.name, value, zone)
          }
          guard let rules = rules(name), let number = read(part, value, rules) else {
            throw EvaluationError(.invalidArgument, "there is no such time zone")
          }
          return .int(number)
        }),
    ]
  }

  private static func read(_ part: Part, _ value: Value, _ zone: ZoneRules) -> Int64? {
    switch value {
    case .timestamp(let instant):
      let (date, secondOfDay) = zone.civil(at: instant)
      if let ofDate = part.ofDate { return Int64(ofDate(date)) }
      return part.ofTime.map { Int64($0(secondOfDay, instant.nanoseconds)) }
    case .duration(let duration):
      return part.ofDuration.map { $0(duration.components.seconds, duration.components.attoseconds) }
    case .date(let date): return part.ofDate.map { Int64($0(date)) }
    case .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .list, .map, .type, .optional, .opaque:
      return nil
    }
  }

  /// A zone by its IANA name or its offset, which may do without a plus.
  private static func rules(_ name: String) -> ZoneRules? {
    if let first = name.utf8.first, Lexer.isDigit(first) { return ZoneRules.named("+" + name) }
    return ZoneRules.named(name)
  }
}
