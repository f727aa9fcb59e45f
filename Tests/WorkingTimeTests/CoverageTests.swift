import CivilTime
import Testing
import WorkingTime

struct CoverageTests {
  private let tooLate = CalendarError.afterLastYear(calendar: "england-and-wales", lastYear: 2026)
  private let tooEarly = CalendarError.beforeFirstYear(calendar: "england-and-wales", firstYear: 2025)

  @Test func `the last working day of the last year is given, the next is refused`() throws {
    let start = try at("2026-12-21T10:00:00Z")
    #expect(try england.dueInstant(of: .workingDays(6), from: start) == at("2026-12-31T17:00:00Z"))
    #expect(throws: tooLate) { try england.dueInstant(of: .workingDays(7), from: start) }
    #expect(throws: tooLate) { try england.dueInstant(of: .workingDays(6, counting: .clear), from: start) }
    #expect(
      try england.dueInstant(of: .workingDays(7, counting: .beginningWith), from: start) == at("2026-12-31T17:00:00Z"))
  }

  @Test func `the first working day of the first year is given, the one before is refused`() throws {
    let start = try at("2025-01-06T10:00:00Z")
    #expect(try england.dueInstant(of: .workingDays(-2), from: start) == at("2025-01-02T17:00:00Z"))
    #expect(throws: tooEarly) { try england.dueInstant(of: .workingDays(-3), from: start) }
  }

  @Test func `office time stops at the calendar's edges`() throws {
    let late = try at("2026-12-31T16:00:00Z")
    #expect(try england.adding(workingTime: .seconds(3_600), to: late) == at("2026-12-31T17:00:00Z"))
    #expect(throws: tooLate) { try england.adding(workingTime: .seconds(3_601), to: late) }
    #expect(throws: tooLate) { try england.adding(workingTime: .zero, to: at("2026-12-31T17:00:00Z")) }
    #expect(throws: tooLate) { try england.adding(workingTime: .seconds(Int64.max), to: late) }
    let early = try at("2025-01-02T10:00:00Z")
    #expect(try england.adding(workingTime: .seconds(-3_600), to: early) == at("2025-01-02T09:00:00Z"))
    #expect(throws: tooEarly) { try england.adding(workingTime: .seconds(-3_601), to: early) }
    #expect(throws: tooEarly) { try england.adding(workingTime: .seconds(Int64.min), to: early) }
  }

  @Test func `a start outside the years is refused even where the end lies inside`() throws {
    #expect(throws: tooLate) { try england.dueInstant(of: .workingDays(-5), from: at("2027-01-04T10:00:00Z")) }
    #expect(throws: tooEarly) { try england.dueInstant(of: .workingHours(5), from: at("2024-12-31T10:00:00Z")) }
    #expect(throws: tooLate) {
      try england.workingTime(from: at("2026-12-31T10:00:00Z"), to: at("2027-01-01T10:00:00Z"))
    }
    #expect(throws: tooEarly) { try england.isWorkingDay(day("2024-12-31")) }
    #expect(throws: tooLate) {
      try england.receiptDate(of: at("2026-12-31T17:30:00Z"), under: .nextWorkingDay(cutOff: TimeOfDay("17:00")))
    }
  }

  @Test func `the refusal says which years are missing and what to do`() {
    #expect(tooLate.message.contains("to the end of 2026"))
    #expect(tooLate.remedy.contains("bank holidays of 2027"))
    #expect(tooEarly.remedy.contains("bank holidays of 2024"))
    #expect(england.coversFrom.description == "2025-01-01" && england.coversThrough.description == "2026-12-31")
  }
}
