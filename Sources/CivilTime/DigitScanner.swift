/// Reads the fixed-width numbers of dates and times, digit by digit.
struct DigitScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = Substring(text).utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Takes a byte if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes one digit.
  mutating func digit() -> Int? {
    guard let byte = rest.first, byte >= 0x30, byte <= 0x39 else { return nil }
    rest.removeFirst()
    return Int(byte - 0x30)
  }

  /// Takes exactly so many digits.
  mutating func number(digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Takes `2026-01-05`.
  mutating func date() -> CivilDate? {
    guard let year = number(digits: 4), take(UInt8(ascii: "-")) else { return nil }
    guard let month = number(digits: 2), take(UInt8(ascii: "-")) else { return nil }
    guard let day = number(digits: 2) else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// Takes `09:00:00` as a second of the day. A leap second (`:60`) is refused: no clock we keep can hold it.
  mutating func timeWithSeconds() -> Int? {
    guard let minutes = hoursAndMinutes(), take(UInt8(ascii: ":")) else { return nil }
    guard let second = number(digits: 2), second < 60 else { return nil }
    return minutes * 60 + second
  }

  /// Takes `09:00` as minutes since midnight.
  mutating func hoursAndMinutes() -> Int? {
    guard let hour = number(digits: 2), hour < 24, take(UInt8(ascii: ":")) else { return nil }
    guard let minute = number(digits: 2), minute < 60 else { return nil }
    return hour * 60 + minute
  }

  /// Takes one to nine digits after a decimal point as nanoseconds; a tenth digit is left, and so refused by the end.
  mutating func fraction() -> Int32? {
    var value: Int32 = 0
    var count = 0
    while count < 9, let digit = digit() {
      value = value * 10 + Int32(digit)
      count += 1
    }
    guard count > 0 else { return nil }
    while count < 9 {
      value *= 10
      count += 1
    }
    return value
  }

  /// Takes `+05:30` or `-08:00` as seconds east of Greenwich.
  mutating func offset() -> Int? {
    let isWest = take(UInt8(ascii: "-"))
    guard isWest || take(UInt8(ascii: "+")), let minutes = hoursAndMinutes() else { return nil }
    return (isWest ? -60 : 60) * minutes
  }
}
