import CivilTime

extension DayWords {
  /// A text of the engine with its days and minutes in words: "2026-10-05 13:00" becomes "Mon 5 October 2026, 1pm".
  ///
  /// Lists ask this of each of their rows, and a regular expression took a fifth of the time of a page: so the text is
  /// gone through by hand, once.
  package static func told(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "-")) else { return text }
    let scalars = Array(text.unicodeScalars)
    var told = String.UnicodeScalarView()
    var place = 0
    while place < scalars.count {
      if place == 0 || !scalars[place - 1].isPartOfWord, let found = written(scalars[place...]) {
        told.append(contentsOf: found.words.unicodeScalars)
        place += found.length
      } else {
        told.append(scalars[place])
        place += 1
      }
    }
    return String(told)
  }

  /// The day, and the minute if there is one, with which a text begins, in words, and how long it was as a number.
  private static func written(_ text: ArraySlice<Unicode.Scalar>) -> (words: String, length: Int)? {
    if reads(text, as: "0000-00-00 00:00") || reads(text, as: "0000-00-00T00:00"),
      let date = CivilDate(iso8601: string(text.prefix(10))), let hour = Int(string(text.prefix(13).suffix(2))),
      let minute = Int(string(text.prefix(16).suffix(2))), hour < 24, minute < 60
    {
      return ("\(day(date)), \(time(secondOfDay: (hour * 60 + minute) * 60))", 16)
    }
    guard reads(text, as: "0000-00-00"), let date = CivilDate(iso8601: string(text.prefix(10))) else { return nil }
    return (day(date), 10)
  }

  /// Whether a text begins like a pattern in which 0 stands for any digit, and its word ends there.
  private static func reads(_ text: ArraySlice<Unicode.Scalar>, as pattern: String) -> Bool {
    let pattern = pattern.unicodeScalars
    guard text.count >= pattern.count else { return false }
    for (scalar, wanted) in zip(text, pattern) {
      guard wanted == "0" ? ("0"..."9").contains(scalar) : scalar == wanted else { return false }
    }
    return text.dropFirst(pattern.count).first?.isPartOfWord != true
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

extension Unicode.Scalar {
  /// Whether it belongs to a word, as letters, digits and the underscore do.
  fileprivate var isPartOfWord: Bool {
    if isASCII {
      return self == "_" || ("0"..."9").contains(self) || ("a"..."z").contains(self) || ("A"..."Z").contains(self)
    }
    return properties.isAlphabetic || properties.numericType != nil
  }
}
