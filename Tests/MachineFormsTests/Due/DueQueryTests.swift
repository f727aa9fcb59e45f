import JSON
import MachineForms
import Testing

struct DueQueryTests {
  private func query(_ delay: String, _ start: String, counting: String? = nil) throws -> DueQuery {
    let calendars = try DueCalendarsFile(parsing: dueCalendars).calendars
    return try DueQuery(delay, from: start, calendar: "england-and-wales", counting: counting, among: calendars)
  }

  @Test func `the date comes first, then each skipped day with its reason`() throws {
    #expect(
      try query("2 working days", "2026-04-01T10:00:00Z").answer().lines == [
        "2026-04-07 Tuesday 17:00 Europe/London (2026-04-07T16:00:00Z)",
        "  skipped 2026-04-03 Friday: bank holiday", "  skipped 2026-04-04 Saturday: weekend",
        "  skipped 2026-04-05 Sunday: weekend", "  skipped 2026-04-06 Monday: bank holiday",
      ])
  }

  @Test func `programs get the same as JSON`() throws {
    #expect(
      try query("1 working day", "2026-01-10T10:00:00Z", counting: "beginning-with").answer().json.serialized() == """
        {"delay":"1 working day","from":"2026-01-10T10:00:00Z","calendar":"england-and-wales",\
        "count":"beginning-with","date":"2026-01-12","instant":"2026-01-12T17:00:00Z",\
        "skipped":[{"date":"2026-01-10","reason":"weekend"},{"date":"2026-01-11","reason":"weekend"}]}
        """)
  }

  @Test func `a minus counts backwards, and a date is the start of its day`() throws {
    #expect(try query("-1 working day", "2026-04-07").answer().deadline.date.description == "2026-04-02")
    #expect(try query("-1 month", "2026-03-31").answer().deadline.date.description == "2026-02-28")
  }

  @Test(arguments: [
    ("10", "2026-01-05T09:00:00Z", nil, "has no unit"), ("10 days", "yesterday", nil, "is no instant"),
    ("10 days", "2026-01-05T09:00:00Z", "exact", "no counting rule"),
    ("--1 days", "2026-01-05", nil, "can't be negative"),
  ])
  func `a question that can't be read says why`(delay: String, start: String, counting: String?, message: String) throws
  {
    let error = try #require(throws: DueError.self) { try query(delay, start, counting: counting) }
    #expect(error.message.contains(message))
  }

  @Test func `past the calendar's years there is no answer`() throws {
    let error = try #require(throws: DueError.self) { try query("1 working day", "2026-12-31T09:00:00Z").answer() }
    #expect(error.remedy.contains("bank holidays of 2027"))
  }
}
