import CivilTime
import Testing

struct InstantTests {
  @Test(arguments: [
    ("2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z"),
    ("2026-07-01T09:00:00.250+01:00", "2026-07-01T08:00:00.25Z"),
    ("2026-07-01T09:00:00.000000001-05:30", "2026-07-01T14:30:00.000000001Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
    ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"),
    ("2024-02-29T12:00:00-00:00", "2024-02-29T12:00:00Z"),
    ("2026-01-05t09:00:00z", "2026-01-05T09:00:00Z"),
    ("2026-01-05T09:00:00.000Z", "2026-01-05T09:00:00Z"),
  ])
  func `an instant is read and written in RFC 3339`(text: String, printed: String) throws {
    let instant = try #require(Instant(rfc3339: text))
    #expect(instant.rfc3339 == printed)
    #expect(Instant(rfc3339: printed) == instant)
  }

  @Test(arguments: [
    "", "2026-01-05", "2026-01-05T09:00Z", "2026-01-05T09:00:00", "2026-01-05 09:00:00Z", "2026-1-05T09:00:00Z",
    "2026-02-29T09:00:00Z", "2026-13-01T09:00:00Z", "2026-00-01T09:00:00Z", "2026-01-00T09:00:00Z",
    "2026-01-05T24:00:00Z", "2026-01-05T23:60:00Z", "2016-12-31T23:59:60Z", "2026-01-05T09:00:00.Z",
    "2026-01-05T09:00:00.1234567890Z", "2026-01-05T09:00:00+1:00", "2026-01-05T09:00:00+0100",
    "2026-01-05T09:00:00+24:00", "2026-01-05T09:00:00+01:60", "2026-01-05T09:00:00ZZ", " 2026-01-05T09:00:00Z",
    "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "+2026-01-05T09:00:00Z",
    "-2026-01-05T09:00:00Z", "2026-01-05T09:00:00,5Z", "２026-01-05T09:00:00Z",
  ])
  func `anything else is refused`(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test func `advancing and measuring undo each other across the second's edge`() throws {
    let start = Instant(seconds: -1, nanoseconds: 900_000_000)
    for duration in [
      Duration.nanoseconds(100_000_000), .nanoseconds(-950_000_000), .seconds(5), .milliseconds(-1), .zero,
      .seconds(-90_000),
    ] {
      let end = start.advanced(by: duration)
      #expect(start.duration(to: end) == duration)
      #expect(end.since(start) == duration)
      #expect(end.advanced(by: .zero - duration) == start)
    }
  }

  @Test func `instants are ordered by time`() {
    #expect(Instant(seconds: 1) < Instant(seconds: 1, nanoseconds: 1))
    #expect(Instant(seconds: -1, nanoseconds: 999_999_999) < Instant(seconds: 0))
  }

  @Test func `every instant that can be written reads back`() throws {
    var seconds = Instant.writable.lowerBound.seconds
    var nanoseconds: Int32 = 0
    while seconds <= Instant.writable.upperBound.seconds {
      let instant = Instant(seconds: seconds, nanoseconds: nanoseconds)
      #expect(Instant(rfc3339: instant.rfc3339) == instant)
      seconds += 31_556_952_007 / 700
      nanoseconds = (nanoseconds + 123_456_789) % 1_000_000_000
    }
  }
}
