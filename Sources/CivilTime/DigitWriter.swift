/// Writes the fixed-width numbers of dates and times straight into a string's storage.
struct DigitWriter {
  private var storage: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  /// A string of at most `capacity` bytes.
  static func text(capacity: Int, _ write: (inout DigitWriter) -> Void) -> String {
    String(unsafeUninitializedCapacity: capacity) { storage in
      var writer = DigitWriter(storage: storage)
      write(&writer)
      return writer.count
    }
  }

  private init(storage: UnsafeMutableBufferPointer<UInt8>) {
    self.storage = storage
  }

  mutating func byte(_ byte: UInt8) {
    storage[count] = byte
    count += 1
  }

  /// A number padded with zeros to so many digits, or longer where it has more.
  mutating func number(_ value: Int, digits: Int) {
    var digits = digits
    var limit = 1
    for _ in 0..<digits { limit *= 10 }
    while limit <= value, digits < 18 {
      limit *= 10
      digits += 1
    }
    var remaining = value
    for position in stride(from: digits - 1, through: 0, by: -1) {
      storage[count + position] = UInt8(0x30 + remaining % 10)
      remaining /= 10
    }
    count += digits
  }

  mutating func date(_ date: CivilDate) {
    if date.year < 0 { byte(UInt8(ascii: "-")) }
    number(abs(date.year), digits: 4)
    byte(UInt8(ascii: "-"))
    number(date.month, digits: 2)
    byte(UInt8(ascii: "-"))
    number(date.day, digits: 2)
  }

  mutating func hoursAndMinutes(secondOfDay: Int) {
    number(secondOfDay / 3_600, digits: 2)
    byte(UInt8(ascii: ":"))
    number(secondOfDay / 60 % 60, digits: 2)
  }

  mutating func time(secondOfDay: Int) {
    hoursAndMinutes(secondOfDay: secondOfDay)
    byte(UInt8(ascii: ":"))
    number(secondOfDay % 60, digits: 2)
  }

  /// The decimal point and digits of a fraction of a second, without trailing zeros; nothing for none.
  mutating func fraction(nanoseconds: Int32) {
    guard nanoseconds != 0 else { return }
    var value = Int(nanoseconds)
    var digits = 9
    while value % 10 == 0 {
      value /= 10
      digits -= 1
    }
    byte(UInt8(ascii: "."))
    number(value, digits: digits)
  }
}
