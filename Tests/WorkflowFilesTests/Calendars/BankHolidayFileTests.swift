import CivilTime
import Testing
import WorkflowFiles
import WorkingTime

struct BankHolidayFileTests {
  /// What came of a file: its calendars, and its findings line by line.
  private func read(_ text: String) -> (calendars: [WorkingCalendar], findings: [String]) {
    let diagnostics = Diagnostics()
    let set = CalendarSet(reading: [("calendars/x.json", Array(text.utf8))], diagnostics: diagnostics)
    return (set.names.compactMap { set[$0] }, diagnostics.findings.map(\.description))
  }

  private func division(_ events: String, _ more: String = "") -> String {
    #"{"division": "here", \#(more)"events": [\#(events)]}"#
  }

  private let newYear = #"{"title": "New Year", "date": "2026-01-01", "notes": "", "bunting": true}"#

  @Test func `GOV.UK's file gives a calendar for each division`() throws {
    let (calendars, findings) = read(
      """
      {
        "england-and-wales": {"division": "england-and-wales", "events": [\(newYear)]},
        "scotland": {"division": "scotland", "events": [\(newYear),
          {"title": "2nd January", "date": "2027-01-04", "notes": "Substitute day", "bunting": true, "new": [1]}]},
        "northern-ireland": {"division": "northern-ireland", "events": [\(newYear)]}
      }
      """)
    #expect(findings.isEmpty)
    #expect(calendars.map(\.name) == ["england-and-wales", "northern-ireland", "scotland"])
    #expect(calendars[2].years == 2026...2027)
    #expect(calendars[2].holidays.map(\.title) == ["New Year", "2nd January"])
    #expect(calendars[2].zone.identifier == "Europe/London" && calendars[2].hours == .standard)
  }

  @Test func `a missing division is told, and an empty one`() {
    let (calendars, findings) = read(
      #"{"england-and-wales": {"division": "england-and-wales", "events": [\#(newYear)]}, "scotland": {"events": []}}"#)
    #expect(calendars.map(\.name) == ["england-and-wales"])
    #expect(findings.count == 2)
    #expect(findings.first?.contains(#"lacks the division "northern-ireland""#) == true)
    #expect(findings.last?.contains("lists no bank holidays") == true)
  }

  @Test func `zone, hours and years may be a calendar's own`() throws {
    let (calendars, findings) = read(
      division(
        newYear,
        #""zone": "Asia/Kathmandu", "hours": {"sunday": "10:00-17:00", "friday": "10:00-15:00"}, "#
          + #""years": [2025, 2027], "#
      ))
    #expect(findings.isEmpty)
    let calendar = try #require(calendars.first)
    #expect(calendar.zone.identifier == "Asia/Kathmandu" && calendar.years == 2025...2027)
    #expect(calendar.hours.span(onWeekday: 7)?.text == "10:00-17:00" && calendar.hours.span(onWeekday: 1) == nil)
  }

  @Test(arguments: [
    (#"{"title": "A", "date": "2026-02-30"}"#, #"x.json:1:"#, #""2026-02-30" is no date"#, "2026-04-03"),
    (#"{"title": "A", "date": "03/04/2026"}"#, "x.json:1:", "is no date", "2026-04-03"),
    (#"{"title": "A"}"#, "x.json:1:", #"lacks the key "date""#, "add"),
    (#"{"date": "2026-04-03"}"#, "x.json:1:", #"lacks the key "title""#, "add"),
    (
      #"{"title": "A", "date": "2026-04-03"}, {"title": "B", "date": "2026-04-03"}"#, "x.json:1:",
      "2026-04-03 stands twice", "keep one"
    ),
    (
      #"{"title": "A", "date": "2024-04-03"}, {"title": "B", "date": "2026-04-03"}"#, "x.json:1:1",
      "no bank holidays in 2025", "years"
    ),
    (
      #"{"title": "A", "date": "0206-04-03"}, {"title": "B", "date": "2026-04-03"}"#, "x.json:1:1", "from 206 to 2026",
      "mistyped"
    ),
    ("7", "x.json:1:", "expected a mapping", "write"),
    ("", "x.json:1:1", "lists no bank holidays", "years"),
  ])
  func `a malformed event is told with its place and what to do`(
    events: String, place: String, message: String, remedy: String
  ) throws {
    let (calendars, findings) = read(division(events))
    let finding = try #require(findings.first)
    #expect(finding.contains(place) && finding.contains(message) && finding.contains(remedy), "\(findings)")
    #expect(findings.count == 1 && finding.contains(": error "))
    #expect(calendars.isEmpty)
  }

  @Test func `one event that can't be read takes its whole calendar with it`() {
    let (calendars, findings) = read(division(newYear + #", {"title": "A", "date": "2026-02-30"}"#))
    #expect(calendars.isEmpty && findings.count == 1)
  }

  @Test(arguments: [
    (#""zone": "Europe/Lundon", "#, "no time zone"), (#""hours": {}, "#, "opens on no day"),
    (#""hours": {"monday": "17:00-09:00"}, "#, "are no office hours"),
    (#""hours": {"munday": "09:00-17:00"}, "#, "munday"),
    (#""years": [2027, 2028], "#, "lies outside 2027 to 2028"), (#""years": [2026], "#, "first and the last year"),
    (#""years": 2026, "#, "expected a list"), (#""years": [1, 2026], "#, "first and the last year"),
  ])
  func `a malformed addition is refused`(more: String, message: String) {
    let (calendars, findings) = read(division(newYear, more))
    #expect(calendars.isEmpty && findings.contains { $0.contains(message) && $0.contains(": error ") }, "\(findings)")
  }

  @Test func `an unknown key is passed over with a warning`() {
    let (calendars, findings) = read(division(newYear, #""houres": {"monday": "09:00-12:00"}, "#))
    #expect(calendars.count == 1 && findings.count == 1)
    #expect(findings[0].contains(": warning unknown-key") && findings[0].contains(#"did you mean "hours"?"#))
  }

  @Test func `a division must be called what it stands under`() {
    let (calendars, findings) = read(#"{"wales": {"division": "england", "events": [\#(newYear)]}}"#)
    #expect(calendars.isEmpty && findings.contains { $0.contains(#"called "wales" above and "england" here"#) })
  }

  @Test(arguments: ["", "[]", "12", "{"])
  func `what is no object is refused`(text: String) {
    let (calendars, findings) = read(text)
    #expect(calendars.isEmpty && findings.contains { $0.contains(": error ") })
  }
}
