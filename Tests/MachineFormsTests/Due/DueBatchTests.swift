import Foundation
import JSON
import MachineForms
import Testing

/// A small calendar in the form that sets of cases come with.
let dueCalendars = """
  {"timezone": "Europe/London", "office_hours": ["09:00", "17:00"], "years": [2026, 2026],
   "weekday_bank_holidays": {"england-and-wales": ["2026-01-01", "2026-04-03", "2026-04-06", "2026-12-25"]}}
  """

struct DueBatchTests {
  /// The answer to a line; `here` stands for the calendar's name.
  private func answer(_ line: String) throws -> String {
    let line = line.replacingOccurrences(of: "here", with: "england-and-wales")
    return DueBatch(calendars: try DueCalendarsFile(parsing: dueCalendars).calendars).answer(line: line)
  }

  @Test func `working days give every date that the two conventions and the day's ends make`() throws {
    let line = """
      {"id":"a","op":"add_working_days","calendar":"england-and-wales","start":"2026-03-28T10:00:00.5Z","days":5}
      """
    #expect(
      try answer(line) == """
        {"id":"a","date":"2026-04-07","close_of_day":"2026-04-07T16:00:00Z","end_of_date":"2026-04-07T23:00:00Z",\
        "same_local_time":"2026-04-07T09:00:00.5Z","date_rolled_first":"2026-04-08"}
        """)
  }

  @Test(arguments: [
    (
      #"{"id":1,"op":"add_working_time","calendar":"here","start":"2026-01-05T16:00:00Z","minutes":90}"#,
      #"{"id":1,"instant":"2026-01-06T09:30:00Z"}"#
    ),
    (
      #"{"id":1,"op":"add_working_time","calendar":"here","start":"2026-01-06T09:30:00Z","minutes":-90}"#,
      #"{"id":1,"instant":"2026-01-05T16:00:00Z"}"#
    ),
    (
      #"{"op":"working_time_between","calendar":"here","start":"2026-01-05T16:00:00Z","end":"2026-01-06T09:30:00Z"}"#,
      #"{"id":null,"minutes":90}"#
    ),
    (
      #"{"op":"working_time_between","calendar":"here","start":"2026-01-06T09:30:00Z","end":"2026-01-05T16:00:00Z"}"#,
      #"{"id":null,"minutes":-90}"#
    ),
    (
      #"{"op":"working_time_between","calendar":"here","start":"2026-01-05T16:00:30Z","end":"2026-01-05T16:02:00Z"}"#,
      #"{"id":null,"minutes":1,"seconds":30}"#
    ),
    (
      #"{"op":"add_calendar","timezone":"Europe/London","start":"2026-01-31T10:00:00Z","amount":1,"unit":"months"}"#,
      #"{"id":null,"instant":"2026-02-28T10:00:00Z"}"#
    ),
    (
      #"{"op":"add_calendar","timezone":"Australia/Sydney","start":"2026-04-03T22:00:00Z","amount":2,"unit":"days"}"#,
      #"{"id":null,"instant":"2026-04-05T23:00:00Z"}"#
    ),
    (
      #"{"id":1,"op":"add_calendar","start":"2026-03-28T12:00:00Z","amount":-24,"unit":"hours"}"#,
      #"{"id":1,"instant":"2026-03-27T12:00:00Z"}"#
    ),
  ])
  func `each operation answers with its field`(line: String, expected: String) throws {
    #expect(try answer(line) == expected)
  }

  @Test(arguments: [
    ("", "not JSON"), ("[]", "not an object"), ("{}", #"\"op\" is missing"#), (#"{"op":"add"}"#, "no operation"),
    (#"{"op":7}"#, #"\"op\" is not a text"#),
    (
      #"{"op":"add_working_days","calendar":"wales","start":"2026-01-05T09:00:00Z","days":1}"#,
      "write one of england-and-wales"
    ),
    (#"{"op":"add_working_days","calendar":"here","start":"2026-01-05","days":1}"#, "is no instant"),
    (
      #"{"op":"add_working_days","calendar":"here","start":"2026-01-05T09:00:00Z","days":1.5}"#,
      "not a whole number"
    ),
    (
      #"{"op":"add_working_days","calendar":"here","start":"2026-01-05T09:00:00Z"}"#,
      #"\"days\" is missing"#
    ),
    (
      #"{"op":"add_working_days","calendar":"here","start":"2026-12-30T09:00:00Z","days":2}"#,
      "to the end of 2026"
    ),
    (
      #"{"op":"add_working_time","calendar":"here","start":"2026-01-05T09:00:00Z","minutes":9223372036854775807}"#,
      "outside the years"
    ),
    (
      #"{"op":"working_time_between","calendar":"here","start":"2025-12-31T09:00:00Z","end":"2026-01-05T09:00:00Z"}"#,
      "from the start of 2026"
    ),
    (
      #"{"op":"add_calendar","timezone":"Mars/Olympus","start":"2026-01-05T09:00:00Z","amount":1,"unit":"days"}"#,
      "no time zone"
    ),
    (#"{"op":"add_calendar","start":"2026-01-05T09:00:00Z","amount":1,"unit":"moons"}"#, "no unit"),
    (
      #"{"op":"add_calendar","start":"2026-01-05T09:00:00Z","amount":9223372036854775807,"unit":"weeks"}"#,
      "outside the years"
    ),
  ])
  func `what can't be answered says why`(line: String, message: String) throws {
    let answer = try answer(line)
    #expect(answer.hasPrefix(#"{"id":null,"error":""#) && answer.contains(message), "\(answer)")
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"years":[2026,2025],"weekday_bank_holidays":{}}"#,
    #"{"years":[2026],"weekday_bank_holidays":{}}"#,
    #"{"years":[2026,2026],"weekday_bank_holidays":{"x":["2027-01-01"]}}"#,
    #"{"years":[2026,2026],"weekday_bank_holidays":{"x":"2026-01-01"}}"#,
    #"{"years":[2026,2026],"office_hours":["17:00","09:00"],"weekday_bank_holidays":{}}"#,
    #"{"years":[2026,2026],"timezone":"Nowhere","weekday_bank_holidays":{}}"#,
    #"{"years":[1,9999],"weekday_bank_holidays":{}}"#,
  ])
  func `a malformed file of calendars is refused`(text: String) {
    #expect(throws: DueError.self) { try DueCalendarsFile(parsing: text) }
  }
}
