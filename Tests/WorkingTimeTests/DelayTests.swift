import Testing
import WorkingTime

struct DelayTests {
  @Test(arguments: [
    ("10 working days", Delay.workingDays(10), "10 working days"), ("1 working day", .workingDays(1), "1 working day"),
    ("1 working days", .workingDays(1), "1 working day"), ("0 working days", .workingDays(0), "0 working days"),
    ("4 working hours", .workingHours(4), "4 working hours"),
    ("90 working minutes", .workingMinutes(90), "90 working minutes"),
    ("3 months", .months(3), "3 months"), ("1 month", .months(1), "1 month"), ("2 weeks", .weeks(2), "2 weeks"),
    ("5 days", .days(5), "5 days"), ("48 hours", .elapsed(.seconds(172_800)), "48 hours"),
    ("90 minutes", .elapsed(.seconds(5_400)), "90 minutes"), ("60 minutes", .elapsed(.seconds(3_600)), "1 hour"),
    ("1 second", .elapsed(.seconds(1)), "1 second"), ("0 ms", .elapsed(.zero), "0 seconds"),
    ("100 ms", .elapsed(.milliseconds(100)), "100 milliseconds"),
    ("1 millisecond", .elapsed(.milliseconds(1)), "1 millisecond"),
    ("1500 milliseconds", .elapsed(.milliseconds(1_500)), "1500 milliseconds"), ("  7   days ", .days(7), "7 days"),
    ("3 working days, clear", .workingDays(3, counting: .clear), "3 working days, clear"),
    ("30 working days, beginning-with", .workingDays(30, counting: .beginningWith), "30 working days, beginning-with"),
    ("P1M", .months(1), "1 month"), ("P1Y6M", .months(18), "18 months"), ("P2W", .weeks(2), "2 weeks"),
    ("P1W3D", .days(10), "10 days"), ("P30D", .days(30), "30 days"), ("P0D", .days(0), "0 days"),
    ("PT4H", .elapsed(.seconds(14_400)), "4 hours"), ("PT1H30M", .elapsed(.seconds(5_400)), "90 minutes"),
    ("PT0.5S", .elapsed(.milliseconds(500)), "500 milliseconds"), ("PT1,5H", .elapsed(.seconds(5_400)), "90 minutes"),
    ("PT0S", .elapsed(.zero), "0 seconds"), ("PT0.000000001S", .elapsed(.nanoseconds(1)), "PT0.000000001S"),
    ("P1DT12H", .mixed(months: 0, days: 1, elapsed: .seconds(43_200)), "P1DT43200S"),
    ("P1Y2M10DT2H30M0.25S", .mixed(months: 14, days: 10, elapsed: .milliseconds(9_000_250)), "P14M10DT9000.25S"),
  ])
  func `a delay is read, and what is printed reads back as the same delay`(
    text: String, delay: Delay, printed: String
  ) throws {
    #expect(try Delay(parsing: text) == delay)
    #expect(delay.description == printed)
    #expect(try Delay(parsing: printed) == delay)
  }

  @Test(arguments: [
    ("", "the delay is empty", "10 working days"), ("   ", "the delay is empty", "10 working days"),
    ("10", "has no unit", "10 working days"), ("-5 days", "can't be negative", "write \"5 days\""),
    ("- days", "can't be negative", "10 working days"), ("1.5 hours", "not a whole number", "90 minutes"),
    ("ten days", "\"ten\" is not a number", "10 working days"), ("days", "\"days\" is not a number", "write a number"),
    ("10 workingdays", "no unit \"workingdays\"", "did you mean \"10 working days\"?"),
    ("10 workng days", "no unit", "did you mean \"10 working days\"?"),
    ("3 Months", "no unit \"Months\"", "did you mean \"3 months\"?"), ("5 dys", "no unit", "did you mean \"5 days\"?"),
    ("20 business days", "no unit", "did you mean \"20 working days\"?"), ("2 years", "no unit", "\"24 months\""),
    ("10 s", "no unit", "did you mean \"10 seconds\"?"), ("5 fortnights", "no unit \"fortnights\"", "write one of"),
    ("10ms", "not a number and a unit", "did you mean \"10 ms\"?"),
    ("5days", "not a number", "did you mean \"5 days\"?"),
    ("5 days, clear", "says how working days are counted", "5 working days, clear"),
    ("5 working days, exact", "no counting rule \"exact\"", "following, beginning-with, clear"),
    ("99999999999999999999 days", "longer than 1000 years", ""), ("400000 days", "longer than 1000 years", ""),
    ("12001 months", "longer than 1000 years", ""), ("P1001Y", "longer than 1000 years", ""),
    ("PT99999999999999999999S", "longer than 1000 years", ""), ("-P1D", "no sign", "write \"P1D\""),
    ("P", "not an ISO 8601 duration", "P3M"), ("PT", "not an ISO", ""), ("P1", "not an ISO", ""),
    ("P1H", "not an ISO", ""),
    ("P1DT", "not an ISO", ""), ("P1D1M", "not an ISO", ""), ("PT0.5H3M", "not an ISO", ""),
    ("P0.5D", "not an ISO", ""),
    ("PT1.1234567891S", "not an ISO", ""), ("P1M1M", "not an ISO", ""), ("PT1HT1M", "not an ISO", ""),
    ("P1D x", "not a number", ""),
  ])
  func `what is no delay is refused with what to write instead`(text: String, message: String, remedy: String) throws {
    let error = try #require(throws: DelayError.self) { try Delay(parsing: text) }
    #expect(error.message.contains(message), "\(error)")
    #expect(error.remedy.contains(remedy) || remedy.isEmpty, "\(error)")
  }

  @Test func `a thousand years are the most in every unit`() throws {
    #expect(try Delay(parsing: "12000 months") == .months(12_000))
    #expect(try Delay(parsing: "366000 working days") == .workingDays(366_000))
    #expect(throws: DelayError.self) { try Delay(parsing: "366001 working days") }
    #expect(throws: DelayError.self) { try Delay(parsing: "9223372036854775807 hours") }
  }
}
