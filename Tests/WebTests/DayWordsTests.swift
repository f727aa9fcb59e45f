import CivilTime
import Testing

@testable import Web

@Suite struct DayWordsTests {
  @Test func `a moment is told as London has it, in words`() throws {
    let winter = try #require(Instant(rfc3339: "2026-11-20T16:30:00Z"))
    #expect(DayWords.moment(winter) == "Fri 20 November 2026, 4:30pm")
    let summer = try #require(Instant(rfc3339: "2026-07-01T23:05:00Z"))
    #expect(DayWords.moment(summer) == "Thu 2 July 2026, 12:05am")
  }

  @Test(arguments: [("11:00", "midday"), ("23:00", "midnight"), ("08:00", "9am"), ("11:01", "12:01pm")])
  func `noon and midnight are told by name`(_ utc: String, _ words: String) throws {
    #expect(DayWords.time(try #require(Instant(rfc3339: "2026-07-01T\(utc):00Z"))) == words)
  }

  @Test func `how far a day is counts days, not hours`() throws {
    let now = try #require(Instant(rfc3339: "2026-11-20T23:00:00Z"))
    #expect(DayWords.distance(to: now.advanced(by: .seconds(7_200)), from: now) == "tomorrow")
    #expect(DayWords.distance(to: now, from: now) == "today")
    #expect(DayWords.distance(to: now.advanced(by: .seconds(-86_400)), from: now) == "yesterday")
    #expect(DayWords.distance(to: now.advanced(by: .seconds(345_600)), from: now) == "in 4 days")
    #expect(DayWords.distance(to: now.advanced(by: .seconds(-345_600)), from: now) == "4 days ago")
  }

  @Test(arguments: [
    ("due 2026-10-05 13:00 at the latest", "due Mon 5 October 2026, 1pm at the latest"),
    ("2026-10-05T09:30", "Mon 5 October 2026, 9:30am"), ("2026-10-05T09:30:15Z", "Mon 5 October 2026, 9:30am:15Z"),
    ("(2026-10-05), 2026-10-06.", "(Mon 5 October 2026), Tue 6 October 2026."),
    ("2026-10-05 25:00", "Mon 5 October 2026 25:00"), ("2026-10-05 13:001", "Mon 5 October 2026 13:001"),
    ("—2026-10-05—", "—Mon 5 October 2026—"), ("A2026-10-05", "A2026-10-05"), ("é2026-10-05", "é2026-10-05"),
    ("12026-10-05", "12026-10-05"), ("2026-10-051", "2026-10-051"), ("2026-10-05T", "2026-10-05T"),
    ("2026-02-30", "2026-02-30"), ("2026-10", "2026-10"), ("no day – at all", "no day – at all"), ("", ""),
  ])
  func `days in a text of the engine are told in words, and nothing else is touched`(_ text: String, _ words: String) {
    #expect(DayWords.told(text) == words)
  }
}
