import CivilTime
import Testing
import WorkingTime

struct SkippedDayTests {
  private func skipped(_ delay: Delay, _ start: String, _ rule: CountingRule = .following) throws -> [String] {
    try england.deadline(of: delay, from: at(start), counting: rule).skipped.map { "\($0.date) \($0.explanation)" }
  }

  @Test func `each day that did not count has its reason`() throws {
    #expect(
      try skipped(.workingDays(2), "2026-04-01T10:00:00Z") == [
        "2026-04-03 Good Friday", "2026-04-04 weekend", "2026-04-05 weekend", "2026-04-06 Easter Monday",
      ])
    #expect(try skipped(.workingDays(1), "2026-04-01T10:00:00Z").isEmpty)
  }

  @Test func `the day it starts is named only where it would have counted`() throws {
    #expect(try skipped(.workingDays(1), "2026-01-10T10:00:00Z") == ["2026-01-11 weekend"])
    #expect(
      try skipped(.workingDays(1), "2026-01-10T10:00:00Z", .beginningWith) == [
        "2026-01-10 weekend", "2026-01-11 weekend",
      ])
    #expect(try skipped(.workingDays(0), "2026-01-11T10:00:00Z") == ["2026-01-11 weekend"])
    #expect(try skipped(.workingHours(1), "2026-01-11T10:00:00Z") == ["2026-01-11 weekend"])
  }

  @Test func `backwards they come in the order they were passed`() throws {
    let deadline = try england.deadline(of: .workingDays(1), before: at("2026-04-07T10:00:00Z"))
    #expect(deadline.date.description == "2026-04-02")
    #expect(deadline.skipped.map(\.date.day) == [6, 5, 4, 3])
  }

  @Test func `skipped and counted days make up the whole span`() throws {
    var dice = Dice(seed: 13)
    for _ in 0..<500 {
      let start = dice.instant()
      let count = Int.random(in: 1...40, using: &dice)
      let deadline = try england.deadline(of: .workingDays(count), from: start)
      let first = england.zone.civil(at: start).date
      #expect(deadline.date.dayNumber - first.dayNumber == count + deadline.skipped.count)
      #expect(try deadline.instant == england.dueInstant(of: .workingDays(count), from: start))
    }
  }
}
