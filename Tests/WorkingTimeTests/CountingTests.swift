import CivilTime
import Testing
import WorkingTime

struct CountingTests {
  private func due(_ count: Int, _ rule: CountingRule, from start: String) throws -> String {
    try england.date(adding: count, workingDaysTo: day(start), counting: rule).description
  }

  // Easter 2026: Good Friday is 3 April, Easter Monday 6 April.
  @Test func `following: the day it starts is day 0, even a Saturday`() throws {
    #expect(try due(1, .following, from: "2026-04-01") == "2026-04-02")
    #expect(try due(2, .following, from: "2026-04-01") == "2026-04-07")
    #expect(try due(1, .following, from: "2026-04-04") == "2026-04-07")
    #expect(try due(20, .following, from: "2026-12-01") == "2026-12-31")
  }

  @Test func `beginning with: the day it starts is day 1, or the next working day`() throws {
    #expect(try due(1, .beginningWith, from: "2026-04-01") == "2026-04-01")
    #expect(try due(2, .beginningWith, from: "2026-04-01") == "2026-04-02")
    #expect(try due(3, .beginningWith, from: "2026-04-01") == "2026-04-07")
    #expect(try due(1, .beginningWith, from: "2026-04-04") == "2026-04-07")
    #expect(try due(2, .beginningWith, from: "2026-04-04") == "2026-04-08")
  }

  @Test func `clear days: neither the day it starts nor the day it ends is counted`() throws {
    #expect(try due(3, .clear, from: "2026-01-05") == "2026-01-09")
    #expect(try due(1, .clear, from: "2026-04-01") == "2026-04-07")
    #expect(try due(0, .clear, from: "2026-01-05") == "2026-01-06")
    #expect(try due(3, .clear, from: "2026-04-04") == "2026-04-10")
  }

  @Test func `no days are that day, or the next working one`() throws {
    #expect(try due(0, .following, from: "2026-04-01") == "2026-04-01")
    #expect(try due(0, .following, from: "2026-04-03") == "2026-04-07")
    #expect(try due(0, .beginningWith, from: "2026-04-03") == "2026-04-07")
  }

  @Test func `each rule counts backwards alike`() throws {
    #expect(try due(-1, .following, from: "2026-04-07") == "2026-04-02")
    #expect(try due(-1, .following, from: "2026-04-05") == "2026-04-02")
    #expect(try due(-1, .beginningWith, from: "2026-04-07") == "2026-04-07")
    #expect(try due(-1, .beginningWith, from: "2026-04-05") == "2026-04-02")
    #expect(try due(-3, .clear, from: "2026-01-09") == "2026-01-05")
  }

  @Test func `a deadline in working days falls at the end of the last day's office hours`() throws {
    let winter = try england.dueInstant(of: .workingDays(1), from: at("2026-03-26T11:00:00Z"))
    #expect(winter == (try at("2026-03-27T17:00:00Z")))
    let summer = try england.dueInstant(of: .workingDays(2), from: at("2026-03-26T11:00:00Z"))
    #expect(summer == (try at("2026-03-30T16:00:00Z")))
  }

  @Test func `the local date of the start counts, not its date in UTC`() throws {
    // 23:30 UTC is half past midnight of the next day in a London summer.
    let due = try england.dueInstant(of: .workingDays(1), from: at("2026-07-06T23:30:00Z"))
    #expect(due == (try at("2026-07-08T16:00:00Z")))
  }

  @Test func `a delay's own counting rule goes before the one around it`() throws {
    let own = Delay.workingDays(3, counting: .clear)
    let due = try england.dueInstant(of: own, from: at("2026-01-05T09:00:00Z"), counting: .beginningWith)
    #expect(due == (try at("2026-01-09T17:00:00Z")))
  }

  @Test func `working days between two dates are what counting following undoes`() throws {
    var dice = Dice(seed: 7)
    for _ in 0..<2_000 {
      let start = england.zone.civil(at: dice.instant()).date
      let count = Int.random(in: 1...40, using: &dice)
      let end = try england.date(adding: count, workingDaysTo: start)
      #expect(try england.workingDays(from: start, to: end) == count)
      #expect(try england.workingDays(from: end, to: start) == -count)
      // Going back by the same count reaches the start, or the last working day before it.
      let back = try england.date(adding: -count, workingDaysTo: end)
      #expect(try back == england.lastWorkingDay(onOrBefore: start))
    }
  }

  @Test func `a later start is never due earlier`() throws {
    var dice = Dice(seed: 11)
    for _ in 0..<1_000 {
      let start = dice.instant()
      let later = start.advanced(bySeconds: Int64.random(in: 0...400_000, using: &dice))
      for delay in [
        Delay.workingDays(10), .workingDays(3, counting: .clear), .workingDays(5, counting: .beginningWith),
        .workingHours(20), .months(1), .days(3), .elapsed(.seconds(90_000)),
      ] {
        // Clocks that go back let two instants share one local time; they are due together, give or take that hour.
        let first = try england.dueInstant(of: delay, from: start)
        let second = try england.dueInstant(of: delay, from: later)
        #expect(first <= second.advanced(bySeconds: delay.measure == .clock ? 3_600 : 0), "\(delay) \(start) \(later)")
      }
    }
  }
}
