import CivilTime
import Testing
import WorkingTime

struct CalendarUnitTests {
  @Test(arguments: [
    (Delay.months(1), "2026-01-31T10:00:00Z", "2026-02-28T10:00:00Z"),
    (.months(1), "2026-03-15T10:00:00Z", "2026-04-15T09:00:00Z"),
    (.months(-1), "2026-03-31T09:00:00Z", "2026-02-28T10:00:00Z"),
    (.months(3), "2025-11-30T10:00:00Z", "2026-02-28T10:00:00Z"),
    (.days(1), "2026-03-28T12:00:00Z", "2026-03-29T11:00:00Z"),
    (.days(1), "2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z"),
    (.days(1), "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z"),
    (.weeks(1), "2026-10-20T11:00:00Z", "2026-10-27T12:00:00Z"),
    (.days(0), "2026-10-25T01:30:00Z", "2026-10-25T01:30:00Z"),
    (.elapsed(.seconds(86_400)), "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"),
    (.months(1), "2026-02-28T01:30:00.5Z", "2026-03-28T01:30:00.5Z"),
    (.days(-1), "2026-03-30T00:30:00Z", "2026-03-29T01:30:00Z"),
    (.mixed(months: 1, days: 1, elapsed: .seconds(3_600)), "2026-01-31T10:00:00Z", "2026-03-01T11:00:00Z"),
  ])
  func `calendar units keep the local time, and hours are exact`(delay: Delay, start: String, due: String) throws {
    #expect(try england.dueInstant(of: delay, from: at(start)).rfc3339 == due)
  }

  @Test func `calendar units need no bank holidays`() throws {
    let deadline = try england.deadline(of: .months(120), from: at("2026-12-31T10:00:00Z"))
    #expect(deadline.date.description == "2036-12-31" && deadline.skipped.isEmpty)
  }

  @Test func `a date outside the years 1 to 9999 is refused`() throws {
    #expect(throws: CalendarError.outsideAllYears) {
      try england.dueInstant(of: .months(12), from: at("9999-06-01T00:00:00Z"))
    }
    #expect(throws: CalendarError.outsideAllYears) {
      try england.dueInstant(of: .days(-1), from: at("0001-01-01T00:00:00Z"))
    }
    #expect(throws: CalendarError.outsideAllYears) {
      try england.dueInstant(of: .elapsed(.seconds(Int64.max)), from: at("2026-01-01T00:00:00Z"))
    }
    #expect(throws: CalendarError.outsideAllYears) {
      try england.dueInstant(of: .days(.max), from: at("2026-01-01T00:00:00Z"))
    }
    #expect(throws: CalendarError.outsideAllYears) {
      try england.dueInstant(of: .workingDays(.min), from: at("2026-01-01T00:00:00Z"))
    }
  }
}
