import Testing

@testable import CivilTime

struct ZoneRulesTests {
  private func offset(_ zone: String, _ text: String) throws -> Int {
    let rules = try #require(ZoneRules.named(zone))
    return rules.offset(at: try #require(Instant(rfc3339: text)))
  }

  private func instant(_ zone: String, _ date: String, _ time: String) throws -> String {
    let rules = try #require(ZoneRules.named(zone))
    let time = try #require(TimeOfDay(time))
    return rules.instant(of: try #require(CivilDate(iso8601: date)), secondOfDay: time.secondsFromMidnight).rfc3339
  }

  @Test func `London changes its clocks on the last Sundays of March and October`() throws {
    #expect(try offset("Europe/London", "2026-03-29T00:59:59Z") == 0)
    #expect(try offset("Europe/London", "2026-03-29T01:00:00Z") == 3_600)
    #expect(try offset("Europe/London", "2026-10-25T00:59:59Z") == 3_600)
    #expect(try offset("Europe/London", "2026-10-25T01:00:00Z") == 0)
  }

  @Test func `London kept summer time through the winters of 1968 to 1971`() throws {
    #expect(try offset("Europe/London", "1969-01-15T12:00:00Z") == 3_600)
    #expect(try offset("Europe/London", "1971-11-15T12:00:00Z") == 0)
  }

  @Test(arguments: [
    ("America/Los_Angeles", "2026-01-15T12:00:00Z", -28_800), ("America/Los_Angeles", "2026-07-15T12:00:00Z", -25_200),
    ("Asia/Kathmandu", "2026-01-15T12:00:00Z", 20_700), ("Asia/Kathmandu", "1980-01-15T12:00:00Z", 19_800),
    ("Australia/Sydney", "2026-01-15T12:00:00Z", 39_600), ("Australia/Sydney", "2026-07-15T12:00:00Z", 36_000),
    ("America/St_Johns", "2026-01-15T12:00:00Z", -12_600), ("America/St_Johns", "2026-07-15T12:00:00Z", -9_000),
  ])
  func `zones all over the world have their offsets`(zone: String, at: String, offset expected: Int) throws {
    #expect(try offset(zone, at) == expected)
  }

  @Test func `a time in the spring gap moves forward by the gap`() throws {
    #expect(try instant("Europe/London", "2026-03-29", "00:59") == "2026-03-29T00:59:00Z")
    #expect(try instant("Europe/London", "2026-03-29", "01:00") == "2026-03-29T01:00:00Z")
    #expect(try instant("Europe/London", "2026-03-29", "01:30") == "2026-03-29T01:30:00Z")
    #expect(try instant("Europe/London", "2026-03-29", "02:00") == "2026-03-29T01:00:00Z")
    #expect(try instant("America/St_Johns", "2026-03-08", "02:15") == "2026-03-08T05:45:00Z")
  }

  @Test func `a repeated time is its first occurrence`() throws {
    #expect(try instant("Europe/London", "2026-10-25", "00:59") == "2026-10-24T23:59:00Z")
    #expect(try instant("Europe/London", "2026-10-25", "01:30") == "2026-10-25T00:30:00Z")
    #expect(try instant("Europe/London", "2026-10-25", "02:00") == "2026-10-25T02:00:00Z")
    #expect(try instant("Australia/Sydney", "2026-04-05", "02:30") == "2026-04-04T15:30:00Z")
  }

  @Test func `the last rule goes on for ever`() throws {
    #expect(try offset("Europe/London", "2499-07-01T12:00:00Z") == 3_600)
    #expect(try offset("Europe/London", "2500-07-01T12:00:00Z") == 3_600)
    #expect(try offset("Europe/London", "9999-07-01T12:00:00Z") == 3_600)
    #expect(try offset("Europe/London", "9999-12-31T12:00:00Z") == 0)
    #expect(try offset("Australia/Sydney", "9999-12-31T12:00:00Z") == 39_600)
  }

  @Test func `every hour of every year comes back from the wall clock`() throws {
    for name in ["Europe/London", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"] {
      let zone = try #require(ZoneRules.named(name))
      var seconds: Int64 = -2_300_000_000
      while seconds < 20_000_000_000 {
        let instant = Instant(seconds: seconds)
        let (date, secondOfDay) = zone.civil(at: instant)
        let back = zone.instant(of: date, secondOfDay: secondOfDay)
        // Only the second pass through a repeated hour comes back earlier.
        if back != instant {
          #expect(back < instant && zone.civil(at: back) == (date, secondOfDay), "\(name) \(instant)")
        }
        seconds += 86_400 * 3 + 1_800
      }
    }
  }

  @Test func `fixed offsets and UTC need no table`() throws {
    #expect(try offset("+05:30", "2026-07-01T00:00:00Z") == 19_800)
    #expect(try offset("-08:00", "2026-07-01T00:00:00Z") == -28_800)
    #expect(try offset("UTC", "2026-07-01T00:00:00Z") == 0)
    #expect(try instant("+05:30", "2026-07-01", "05:30") == "2026-07-01T00:00:00Z")
  }

  @Test(arguments: ["", "Europe/Lundon", "+5:30", "+05:30x", "+24:00", "+00:60", "BST", "GMT+1", "Europe"])
  func `a zone nobody has is refused`(name: String) {
    #expect(ZoneRules.named(name) == nil)
  }
}
