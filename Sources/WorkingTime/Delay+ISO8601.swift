extension Delay {
  /// Reads an ISO 8601 duration: `P3M`, `P2W`, `PT4H`, `P1DT12H`, `PT0.5S`.
  ///
  /// Years are twelve months. Days and weeks keep the local time, hours are exact. Only hours, minutes and seconds may
  /// have a fraction, and only the last part written.
  static func iso8601(_ text: String) throws(DelayError) -> Delay {
    guard text.first == "P" else {
      throw DelayError(
        message: "a delay has no sign: \"\(shown(text))\"", remedy: "write \"\(shown(String(text.dropFirst())))\"")
    }
    var reader = ISODurationReader(text)
    guard reader.read(), reader.isComplete else {
      throw DelayError(
        message: "\"\(shown(text))\" is not an ISO 8601 duration",
        remedy: "write it like \"P3M\", \"P10D\" or \"PT4H30M\", or in words: \"10 working days\"")
    }
    guard let delay = reader.delay, delay.isWithinLimit else { throw tooLong(text) }
    return delay
  }
}

/// Takes an ISO 8601 duration apart.
private struct ISODurationReader {
  private var rest: Substring.UTF8View
  private var months = 0
  private var weeks = 0
  private var days = 0
  private var elapsed = Duration.zero
  /// The designators that were read, such as `YMTH`.
  private var designators = ""
  private var overflowed = false

  init(_ text: String) {
    rest = Substring(text).utf8
  }

  /// Whether everything was read and there was something.
  var isComplete: Bool { rest.isEmpty && !designators.isEmpty }

  /// The delay in the simplest unit that says the same; nil where a number did not fit.
  var delay: Delay? {
    guard !overflowed else { return nil }
    let allDays = weeks * 7 + days
    if months == 0, allDays == 0, designators.contains("T") { return .elapsed(elapsed) }
    if elapsed == .zero, allDays == 0, months > 0 { return .months(months) }
    if elapsed == .zero, months == 0 { return designators == "W" ? .weeks(weeks) : .days(allDays) }
    return .mixed(months: months, days: allDays, elapsed: elapsed)
  }

  mutating func read() -> Bool {
    guard take("P") else { return false }
    guard readParts("YMWD") else { return false }
    guard take("T") else { return true }
    designators += "T"
    return readParts("HMS") && designators.last != "T"
  }

  /// Takes numbers and their designators, each at most once and in this order.
  private mutating func readParts(_ order: String) -> Bool {
    var allowed = Substring(order)
    while let number = number() {
      var nanounits: Int?
      if take(".") || take(",") {
        guard order == "HMS", let fraction = fraction() else { return false }
        nanounits = fraction
      }
      guard let place = allowed.unicodeScalars.firstIndex(where: { take($0) }) else { return false }
      add(number, nanounits ?? 0, allowed[place], inTime: order == "HMS")
      allowed = allowed[allowed.index(after: place)...]
      // A fraction ends the duration.
      guard nanounits == nil || rest.isEmpty else { return false }
    }
    return true
  }

  private mutating func add(_ number: Int, _ nanounits: Int, _ designator: Character, inTime: Bool) {
    designators.append(designator)
    switch (designator, inTime) {
    case ("Y", _): months += number * 12
    case ("M", false): months += number
    case ("W", _): weeks += number
    case ("D", _): days += number
    case ("H", _): elapsed += .seconds(number * 3_600) + .nanoseconds(nanounits * 3_600)
    case ("M", true): elapsed += .seconds(number * 60) + .nanoseconds(nanounits * 60)
    case _: elapsed += .seconds(number) + .nanoseconds(nanounits)
    }
  }

  private mutating func number() -> Int? {
    let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    let significant = digits.drop { $0 == 0x30 }
    // A thousand years are eleven digits of seconds; sums of so large numbers can't overflow.
    guard significant.count <= 12 else {
      overflowed = true
      return 0
    }
    return significant.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// One to nine digits as billionths.
  private mutating func fraction() -> Int? {
    let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard (1...9).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return (digits.count..<9).reduce(value) { sum, _ in sum * 10 }
  }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: letter) else { return false }
    rest.removeFirst()
    return true
  }
}
