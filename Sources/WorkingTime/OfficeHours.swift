internal import CivilTime

/// When the office is open in an ordinary week: the days that count as working days, and the hours that do.
package struct OfficeHours: Hashable, Sendable {
  /// The opening hours of one weekday, in seconds since local midnight.
  package struct Span: Hashable, Sendable {
    /// When it opens.
    package let opens: Int
    /// When it closes; 86,400 is the midnight that ends the day.
    package let closes: Int

    /// Hours from one second of the day to a later one, or nil where that is no span of one day.
    package init?(opens: Int, closes: Int) {
      guard opens >= 0, opens < closes, closes <= 86_400 else { return nil }
      self.opens = opens
      self.closes = closes
    }

    /// Reads `09:00-17:00`; `24:00` may end it.
    package init?(_ text: String) {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count == 2, let opens = TimeOfDay(String(ends[0])) else { return nil }
      guard ends[1] != "24:00" else {
        self.init(opens: opens.secondsFromMidnight, closes: 86_400)
        return
      }
      guard let closes = TimeOfDay(String(ends[1])) else { return nil }
      self.init(opens: opens.secondsFromMidnight, closes: closes.secondsFromMidnight)
    }

    /// The span as `09:00-17:00`.
    package var text: String { "\(Self.time(opens))-\(Self.time(closes))" }

    private static func time(_ second: Int) -> String {
      TimeOfDay(secondsFromMidnight: second)?.description ?? "24:00"
    }
  }

  /// The span of each weekday, Monday first; nil where the office stays closed.
  private let spans: [Span?]

  /// Monday to Friday, 09:00 to 17:00.
  package static let standard = OfficeHours(monday: 9 * 3_600, friday: 17 * 3_600)

  private init(monday opens: Int, friday closes: Int) {
    let span = Span(opens: opens, closes: closes)
    spans = [span, span, span, span, span, nil, nil]
  }

  /// The hours of each weekday, 1 for Monday to 7 for Sunday; nil where no day has any.
  package init?(_ spans: [Int: Span]) {
    guard !spans.isEmpty, spans.keys.allSatisfy({ (1...7).contains($0) }) else { return nil }
    self.spans = (1...7).map { spans[$0] }
  }

  /// The hours of a weekday, 1 for Monday to 7 for Sunday; nil where the office stays closed.
  package func span(onWeekday weekday: Int) -> Span? {
    spans[weekday - 1]
  }

  /// The week as text, for a calendar's version: `1 09:00-17:00,2 09:00-17:00`.
  package var text: String {
    (1...7).compactMap { day in span(onWeekday: day).map { "\(day) \($0.text)" } }.joined(separator: ",")
  }
}
