import CivilTime
import Testing
import WorkingTime

struct OfficeTimeTests {
  private func add(_ minutes: Int, _ start: String) throws -> String {
    try england.adding(workingTime: .seconds(minutes * 60), to: at(start)).rfc3339
  }

  @Test func `time outside office hours does not count`() throws {
    #expect(try add(60, "2026-01-05T16:30:00Z") == "2026-01-06T09:30:00Z")
    #expect(try add(60, "2026-01-09T16:30:00Z") == "2026-01-12T09:30:00Z")
    #expect(try add(60, "2026-01-10T12:00:00Z") == "2026-01-12T10:00:00Z")
    #expect(try add(60, "2026-04-02T15:30:00Z") == "2026-04-07T08:30:00Z")
    #expect(try add(15, "2026-01-05T03:00:00Z") == "2026-01-05T09:15:00Z")
  }

  @Test func `a span that ends exactly at closing ends that day`() throws {
    #expect(try add(480, "2026-01-05T09:00:00Z") == "2026-01-05T17:00:00Z")
    #expect(try add(960, "2026-01-03T12:00:00Z") == "2026-01-06T17:00:00Z")
    #expect(try add(481, "2026-01-05T09:00:00Z") == "2026-01-06T09:01:00Z")
    #expect(try add(480, "2026-01-05T17:00:00Z") == "2026-01-06T17:00:00Z")
  }

  @Test func `no time is the instant itself in office hours, else the next opening`() throws {
    #expect(try add(0, "2026-01-05T12:00:00Z") == "2026-01-05T12:00:00Z")
    #expect(try add(0, "2026-01-05T17:00:00Z") == "2026-01-06T09:00:00Z")
    #expect(try add(0, "2026-01-10T12:00:00Z") == "2026-01-12T09:00:00Z")
  }

  @Test func `counting backwards ends exactly at opening that day`() throws {
    #expect(try add(-480, "2026-01-05T17:00:00Z") == "2026-01-05T09:00:00Z")
    #expect(try add(-60, "2026-01-12T09:30:00Z") == "2026-01-09T16:30:00Z")
    #expect(try add(-60, "2026-01-10T12:00:00Z") == "2026-01-09T16:00:00Z")
  }

  @Test func `both clock changes leave eight office hours a day`() throws {
    #expect(try add(960, "2026-03-27T09:00:00Z") == "2026-03-30T16:00:00Z")
    #expect(try add(960, "2026-10-23T08:00:00Z") == "2026-10-26T17:00:00Z")
    let span = try england.workingTime(from: at("2026-03-27T09:00:00Z"), to: at("2026-03-30T16:00:00Z"))
    #expect(span == .seconds(16 * 3_600))
  }

  @Test func `an office open round the clock has 23 and 25 hours on the days of change`() throws {
    let span = try #require(OfficeHours.Span("00:00-24:00"))
    let hours = try #require(OfficeHours(Dictionary(uniqueKeysWithValues: (1...7).map { ($0, span) })))
    let always = WorkingCalendar(name: "always", hours: hours, years: 2026...2026, holidays: [])
    let spring = try always.workingTime(from: at("2026-03-29T00:00:00Z"), to: at("2026-03-29T23:00:00Z"))
    let autumn = try always.workingTime(from: at("2026-10-24T23:00:00Z"), to: at("2026-10-26T00:00:00Z"))
    #expect(spring == .seconds(23 * 3_600) && autumn == .seconds(25 * 3_600))
  }

  @Test func `hours may differ by weekday`() throws {
    let short = try #require(OfficeHours.Span("10:00-12:00"))
    let long = try #require(OfficeHours.Span("08:00-20:00"))
    let hours = try #require(OfficeHours([1: short, 3: long]))
    let calendar = WorkingCalendar(name: "part-time", hours: hours, years: 2026...2026, holidays: [])
    #expect(
      try calendar.adding(workingTime: .seconds(3 * 3_600), to: at("2026-01-05T00:00:00Z"))
        == at("2026-01-07T09:00:00Z"))
    #expect(
      try calendar.dueInstant(of: .workingDays(2), from: at("2026-01-05T00:00:00Z")) == at("2026-01-12T12:00:00Z"))
    let skipped = try calendar.deadline(of: .workingDays(1), from: at("2026-01-05T00:00:00Z")).skipped
    #expect(skipped.map(\.explanation) == ["closed on Tuesdays"])
  }

  @Test func `working time added is the working time between`() throws {
    var dice = Dice(seed: 3)
    for _ in 0..<3_000 {
      let start = dice.instant()
      let time =
        Duration.seconds(Int.random(in: 1...100_000, using: &dice)) + .nanoseconds(Int.random(in: 0...9, using: &dice))
      let end = try england.adding(workingTime: time, to: start)
      #expect(try england.workingTime(from: start, to: end) == time, "\(start) \(time)")
      #expect(try england.workingTime(from: end, to: start) == .zero - time)
      // Back again: no office time lies between the start and where this arrives.
      let back = try england.adding(workingTime: .zero - time, to: end)
      #expect(try england.workingTime(from: back, to: start) == .zero, "\(start) \(time)")
      if try england.isOpen(at: start) { #expect(back == start) }
    }
  }

  @Test func `the parts of a span add up to the whole`() throws {
    var dice = Dice(seed: 5)
    for _ in 0..<2_000 {
      let (a, b, c) = (dice.instant(), dice.instant(), dice.instant())
      let parts = try england.workingTime(from: a, to: b) + england.workingTime(from: b, to: c)
      #expect(try parts == england.workingTime(from: a, to: c))
    }
  }
}
