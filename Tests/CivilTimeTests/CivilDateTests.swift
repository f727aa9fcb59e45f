import CivilTime
import Testing

struct CivilDateTests {
  private func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(iso8601: text))
  }

  @Test func `every day of eight hundred years has its number and comes back`() {
    var expected: (year: Int, month: Int, day: Int) = (1800, 1, 1)
    for number in -62_091...230_000 {
      let date = CivilDate(dayNumber: number)
      guard date.year == expected.year, date.month == expected.month, date.day == expected.day, date.dayNumber == number
      else {
        Issue.record("day \(number) is \(date)")
        return
      }
      expected.day += 1
      if expected.day > CivilDate.daysIn(month: expected.month, year: expected.year) {
        expected = expected.month == 12 ? (expected.year + 1, 1, 1) : (expected.year, expected.month + 1, 1)
      }
    }
  }

  @Test func `a week begins on Monday`() throws {
    #expect(try date("1970-01-01").weekday == 4)
    #expect(try date("2026-01-05").weekday == 1)
    #expect(try date("2026-01-11").weekday == 7)
    #expect(try date("1969-12-28").weekday == 7)
    #expect(try date("0001-01-01").weekday == 1)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-11-30", 3, "2027-02-28"), ("2026-01-15", -1, "2025-12-15"), ("2026-12-31", 12, "2027-12-31"),
    ("2024-02-29", 12, "2025-02-28"), ("2026-05-31", -25, "2024-04-30"), ("2026-05-31", 0, "2026-05-31"),
  ])
  func `a month added keeps the day, or takes the month's last`(start: String, months: Int, end: String) throws {
    #expect(try date(start).adding(months: months).description == end)
  }

  @Test func `days are added across leap years`() throws {
    #expect(try date("2024-02-28").adding(days: 2).description == "2024-03-01")
    #expect(try date("2026-01-01").adding(days: -366).description == "2024-12-31")
  }

  @Test(arguments: ["2026-02-29", "2026-04-31", "2026-1-01", "2026-01-01T", "20260101", "0000-01-01", "", "1900-02-29"])
  func `a day the calendar lacks is refused`(text: String) {
    #expect(CivilDate(iso8601: text) == nil)
  }

  @Test func `a time of day is read to the minute or second`() throws {
    #expect(TimeOfDay("17:00")?.secondsFromMidnight == 61_200)
    #expect(TimeOfDay("17:00:30")?.description == "17:00:30")
    #expect(TimeOfDay("09:05")?.description == "09:05")
    for text in ["9:00", "24:00", "17:60", "17", "17:00:60", "17:00 ", "5pm", ""] {
      #expect(TimeOfDay(text) == nil, "\(text)")
    }
  }
}
