import CivilTime
import TestKit
import Testing
import WorkflowFiles
import WorkingTime

struct CalendarSetTests {
  private func read(_ files: [String: String]) -> (set: CalendarSet, findings: [String]) {
    let diagnostics = Diagnostics()
    let set = CalendarSet(reading: files.map { ($0, Array($1.utf8)) }, diagnostics: diagnostics)
    return (set, diagnostics.findings.map(\.description))
  }

  private func division(_ name: String, _ date: String) -> String {
    #"{"division": "\#(name)", "events": [{"title": "Holiday", "date": "\#(date)"}]}"#
  }

  @Test func `a union joins calendars of other files`() throws {
    let (set, findings) = read([
      "a.json": #"{"name": "both", "union-of": ["north", "south"]}"#, "b.json": division("north", "2026-03-17"),
      "c.yaml": "division: south\nevents:\n  - { title: Feast, date: 2026-03-18 }\n",
    ])
    #expect(findings.isEmpty && set.names == ["both", "north", "south"])
    let holidays = try #require(set["both"]).holidays
    #expect(holidays.map(\.title) == ["Holiday (north)", "Feast (south)"])
  }

  @Test func `what a union can't join is told`() {
    let (set, findings) = read([
      "a.json": #"{"name": "both", "union-of": ["nort", "south"]}"#, "b.json": division("north", "2026-03-17"),
      "c.json": #"{"name": "all", "union-of": ["both"]}"#, "d.json": #"{"name": "none", "union-of": []}"#,
      "e.json": division("south", "2031-03-17"), "f.json": #"{"name": "years", "union-of": ["north", "south"]}"#,
      "g.json": #"{"name": "x", "union-of": ["north"], "zone": "UTC"}"#, "h.json": division("north", "2026-03-17"),
    ])
    #expect(set.names == ["north", "south", "x"])
    let text = findings.joined(separator: "\n")
    #expect(text.contains(#"no calendar "nort" to join"#) && text.contains(#"did you mean "north"?"#))
    #expect(text.contains("a union can't join another union") && text.contains("joins no calendars"))
    #expect(text.contains("no year is covered") && text.contains(#"has no key "zone""#))
    #expect(text.contains(#"another file has the calendar "north" too"#))
  }

  @Test func `the shipped calendars cover 2012 to 2028 and know the late holiday of 2026`() throws {
    let diagnostics = Diagnostics()
    let paths = try Checkout.files(below: "Workflows/calendars")
    let files = try paths.map { (name: $0, bytes: Array(try Checkout.text(of: $0).utf8)) }
    let set = CalendarSet(reading: files, diagnostics: diagnostics)
    #expect(diagnostics.findings.isEmpty)
    #expect(set.names == ["any-part-of-the-uk", "england-and-wales", "northern-ireland", "scotland"])
    #expect(set.calendars.values.allSatisfy { $0.years == 2012...2028 })
    #expect(set.names.compactMap { set[$0]?.holidays.count } == [226, 140, 174, 158])
    let anywhere = try #require(set["any-part-of-the-uk"])
    let june = try #require(CivilDate(iso8601: "2026-06-15"))
    #expect(try anywhere.reasonClosed(on: june) == .holiday("World Cup bank holiday (scotland)"))
    #expect(try #require(set["england-and-wales"]).isWorkingDay(june))
  }
}
