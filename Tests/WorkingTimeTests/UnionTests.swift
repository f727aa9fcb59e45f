import CivilTime
import Testing
import WorkingTime

struct UnionTests {
  private func union() throws -> WorkingCalendar {
    try .union(named: "any-part-of-the-uk", of: [england, northernIreland])
  }

  @Test func `a holiday in any nation counts, and the reason names the nation`() throws {
    let union = try union()
    let deadline = try union.deadline(of: .workingDays(1), from: at("2026-03-16T10:00:00Z"))
    #expect(deadline.date.description == "2026-03-18")
    #expect(deadline.skipped.map(\.explanation) == ["St Patrick’s Day (northern-ireland)"])
    #expect(
      try england.deadline(of: .workingDays(1), from: at("2026-03-16T10:00:00Z")).date.description == "2026-03-17")
  }

  @Test func `a holiday of all nations has its plain title`() throws {
    #expect(try union().reasonClosed(on: day("2026-12-25")) == .holiday("Christmas Day"))
  }

  @Test func `different titles on one day are both told`() throws {
    let scotland = WorkingCalendar(
      name: "scotland", years: 2026...2026, holidays: holidays([("2026-03-17", "Local holiday")]))
    let union = try WorkingCalendar.union(named: "two", of: [northernIreland, scotland])
    #expect(
      try union.reasonClosed(on: day("2026-03-17"))
        == .holiday("Local holiday (scotland); St Patrick’s Day (northern-ireland)"))
  }

  @Test func `it covers the years that all of them cover`() throws {
    #expect(try union().years == 2026...2026)
    #expect(throws: CalendarError.beforeFirstYear(calendar: "any-part-of-the-uk", firstYear: 2026)) {
      try union().dueInstant(of: .workingDays(1), from: at("2025-12-31T10:00:00Z"))
    }
  }

  @Test func `calendars that can't be joined are refused`() throws {
    let nepal = WorkingCalendar(
      name: "nepal", zone: try #require(ZoneRules.named("Asia/Kathmandu")), years: 2026...2026, holidays: [])
    let old = WorkingCalendar(name: "old", years: 2020...2021, holidays: [])
    #expect(throws: CalendarUnionError.unlike(union: "x", first: "england-and-wales", second: "nepal")) {
      try WorkingCalendar.union(named: "x", of: [england, nepal])
    }
    #expect(throws: CalendarUnionError.noCommonYear(union: "x")) {
      try WorkingCalendar.union(named: "x", of: [england, old])
    }
    #expect(throws: CalendarUnionError.empty(union: "x")) { try WorkingCalendar.union(named: "x", of: []) }
  }

  @Test func `a calendar's text changes with anything that moves a date`() throws {
    let text = england.canonicalText
    #expect(text.hasPrefix("england-and-wales\nEurope/London\n1 09:00-17:00,2 09:00-17:00"))
    #expect(text.contains("2025-2026\n2025-01-01 New Year’s Day\n"))
    var more = england.holidays
    more.append(Holiday(try day("2026-06-15"), "World Cup"))
    let changed = WorkingCalendar(name: england.name, years: england.years, holidays: more)
    let same = WorkingCalendar(name: england.name, years: england.years, holidays: england.holidays.reversed())
    #expect(changed.canonicalText != text && changed != england)
    #expect(same.canonicalText == text && same == england)
  }
}
