/// A `timestamptz` as PostgreSQL reads and writes it with DateStyle ISO, and as microseconds since 1970 in UTC.
enum TimestampText {
  /// Writes `2026-01-05 09:00:00.000000+00`.
  static func append(_ microseconds: Int64, to bytes: inout [UInt8]) {
    let (second, fraction) = microseconds.flooredQuotientAndRemainder(dividingBy: 1_000_000)
    let (day, secondOfDay) = second.flooredQuotientAndRemainder(dividingBy: 86_400)
    let date = civilDate(dayNumber: day)
    // The proleptic calendar has a year 0, which PostgreSQL calls 1 BC.
    IntegerText.append(date.year > 0 ? date.year : 1 - date.year, width: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    IntegerText.append(date.month, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    IntegerText.append(date.day, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: " "))
    IntegerText.append(secondOfDay / 3600, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    IntegerText.append(secondOfDay / 60 % 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    IntegerText.append(secondOfDay % 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    IntegerText.append(fraction, width: 6, to: &bytes)
    bytes.append(contentsOf: "+00".utf8)
    if date.year <= 0 { bytes.append(contentsOf: " BC".utf8) }
  }

  /// Reads a `timestamptz` of any session's time zone; nil for anything else, `infinity` and years before Christ too.
  static func microseconds(of text: UnsafeRawBufferPointer) -> Int64? {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4...6), reader.take("-"), let month = reader.number(digits: 2...2),
      reader.take("-"), let day = reader.number(digits: 2...2), reader.take(" "),
      let hour = reader.number(digits: 2...2), reader.take(":"), let minute = reader.number(digits: 2...2),
      reader.take(":"), let second = reader.number(digits: 2...2)
    else { return nil }
    let fraction = reader.take(".") ? reader.fraction(digits: 6) : 0
    guard let fraction, let offset = reader.offset(), reader.isAtEnd else { return nil }
    let seconds = dayNumber(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return seconds * 1_000_000 + fraction
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar; the year is reckoned from March, so that a leap day is
  /// its last.
  private static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month > 2 ? year : year - 1
    let (era, yearOfEra) = marchYear.flooredQuotientAndRemainder(dividingBy: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civilDate(dayNumber: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (dayNumber + 719_468).flooredQuotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}

extension Int64 {
  /// Division that rounds towards the past, with a remainder that is never negative.
  fileprivate func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
