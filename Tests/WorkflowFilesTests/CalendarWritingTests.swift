import CivilTime
import TestKit
import Testing
import WorkflowFiles
import WorkingTime

@Suite struct CalendarWritingTests {
  private func read(_ text: String) throws -> WorkingCalendar {
    let diagnostics = Diagnostics()
    let file = CalendarFile(reading: Array(text.utf8), file: "c.json", diagnostics: diagnostics)
    #expect(diagnostics.findings.isEmpty, "\(diagnostics.findings.map(\.description))")
    guard case .calendars(let calendars)? = file else { throw Unreadable() }
    return try #require(calendars.first)
  }

  private struct Unreadable: Error {}

  @Test(arguments: ["england-and-wales", "scotland", "northern-ireland"])
  func `a calendar that is written and read again is the same calendar`(_ name: String) throws {
    let calendar = try read(try Checkout.text(of: "Workflows/calendars/\(name).json"))
    #expect(try read(calendar.fileText) == calendar)
    #expect(try read(calendar.fileText).fileText == calendar.fileText)
  }

  @Test func `zone, hours and titles of any kind survive`() throws {
    let calendar = try read(
      """
      {"division": "x \\"y\\"", "zone": "Europe/Paris", "hours": {"monday": "08:30-12:00", "saturday": "10:00-24:00"},
       "events": [{"title": "Fête «\\u2028»", "date": "2026-07-14"}], "years": [2025, 2027]}
      """)
    #expect(try read(calendar.fileText) == calendar)
  }

  @Test func `missing years come from another version, and its own years stay as they are`() throws {
    let old = try read(
      #"{"division": "x", "years": [2020, 2022], "events": [{"title": "A", "date": "2020-05-04"}, "#
        + #"{"title": "B", "date": "2022-05-02"}]}"#)
    let new = try read(#"{"division": "x", "years": [2022, 2023], "events": [{"title": "C", "date": "2022-05-03"}]}"#)
    let filled = try #require(new.filled(from: old))
    #expect(filled.years == 2020...2023)
    #expect(filled.holidays.map(\.title) == ["A", "C"])
    let apart = try read(#"{"division": "x", "years": [2025, 2026], "events": []}"#)
    #expect(apart.filled(from: old) == nil)
  }
}
