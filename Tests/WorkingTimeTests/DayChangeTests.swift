import CivilTime
import Testing
import WorkingTime

@Suite struct DayChangeTests {
  private func changed(_ list: [Holiday], hours: OfficeHours = .standard) -> WorkingCalendar {
    WorkingCalendar(name: england.name, hours: hours, years: england.years, holidays: list)
  }

  private func explanations(_ other: WorkingCalendar, _ first: String, _ last: String) throws -> [String] {
    england.changes(in: other, from: try day(first), through: try day(last)).map(\.explanation)
  }

  @Test func `a new holiday and one that was taken away are named with their days`() throws {
    let other = changed(
      england.holidays.filter { $0.date.description != "2026-05-25" } + holidays([("2026-05-08", "VE Day")]))
    #expect(
      try explanations(other, "2026-05-01", "2026-05-31") == [
        "Friday 8 May 2026 is no working day now: VE Day",
        "Monday 25 May 2026 is a working day now; it was not before: Spring bank holiday",
      ])
    #expect(try explanations(other, "2026-05-09", "2026-05-24").isEmpty)
  }

  @Test func `another title, or a holiday on a weekend, changes nothing that counts`() throws {
    let other = changed(
      england.holidays.map { $0.title == "Good Friday" ? Holiday($0.date, "Friday") : $0 }
        + holidays([("2026-05-09", "A Saturday")]))
    #expect(try explanations(other, "2025-01-01", "2026-12-31").isEmpty)
  }

  @Test func `other office hours are a change of every day that has them`() throws {
    let span = try #require(OfficeHours.Span("09:00-16:00"))
    let hours = try #require(OfficeHours([1: .init("09:00-17:00"), 2: span].compactMapValues { $0 }))
    let found = try explanations(changed(england.holidays, hours: hours), "2026-06-01", "2026-06-03")
    #expect(
      found == [
        "the office is open 09:00-16:00 on Tuesday 2 June 2026, not 09:00-17:00",
        "Wednesday 3 June 2026 is no working day now: closed on Wednesdays",
      ])
  }

  @Test func `days that one of them does not cover are left out`() throws {
    let shorter = WorkingCalendar(name: england.name, years: 2026...2026, holidays: [])
    let found = england.changes(in: shorter, from: try day("2024-06-01"), through: try day("2026-01-02"))
    #expect(found.map(\.date.description) == ["2026-01-01"])
  }
}
