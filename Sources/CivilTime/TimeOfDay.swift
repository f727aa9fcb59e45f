/// A wall-clock time such as 17:00: when an office opens, or after which a letter counts as the next day's.
package struct TimeOfDay: Hashable, Sendable {
  /// Seconds since local midnight, 0 to 86,399.
  package let secondsFromMidnight: Int

  /// The time so many seconds after midnight, or nil outside the day.
  package init?(secondsFromMidnight: Int) {
    guard (0..<86_400).contains(secondsFromMidnight) else { return nil }
    self.secondsFromMidnight = secondsFromMidnight
  }

  /// Reads `17:00` or `17:00:30`, always two digits each.
  package init?(_ text: String) {
    var scanner = DigitScanner(text)
    guard let minutes = scanner.hoursAndMinutes() else { return nil }
    var seconds = minutes * 60
    if !scanner.isAtEnd {
      guard scanner.take(UInt8(ascii: ":")), let second = scanner.number(digits: 2), second < 60 else { return nil }
      seconds += second
    }
    guard scanner.isAtEnd else { return nil }
    secondsFromMidnight = seconds
  }
}

extension TimeOfDay: Comparable, CustomStringConvertible {
  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    left.secondsFromMidnight < right.secondsFromMidnight
  }

  /// The time as `17:00`, or `17:00:30` where it has seconds.
  package var description: String {
    DigitWriter.text(capacity: 8) { writer in
      if secondsFromMidnight % 60 == 0 {
        writer.hoursAndMinutes(secondOfDay: secondsFromMidnight)
      } else {
        writer.time(secondOfDay: secondsFromMidnight)
      }
    }
  }
}
