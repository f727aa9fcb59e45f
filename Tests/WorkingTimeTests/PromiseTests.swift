import CivilTime
import Testing
import WorkingTime

@Suite struct PromiseTests {
  private let lengths: [Delay] = [.workingDays(10), .workingHours(12), .days(5), .elapsed(.seconds(200_000))]

  /// England with one holiday more, which falls into many a count.
  private let changed = WorkingCalendar(
    name: england.name, years: england.years,
    holidays: england.holidays + holidays([("2025-06-03", "Coronation"), ("2026-05-08", "VE Day")]))

  @Test func `a budget that is held to an instant ends there, whatever the calendar says`() throws {
    var budget = Budget(anchor: try at("2026-05-01T10:00:00Z"), length: .workingDays(5))
    let promised = try #require(try budget.fireInstant(england))
    #expect(try budget.fireInstant(changed) == at("2026-05-12T16:00:00Z"))
    budget.hold(to: promised)
    #expect(try budget.fireInstant(changed) == promised)
    #expect(try budget.remaining(at: promised, changed) == .zero)
  }

  @Test func `pausing and resuming at once leaves a promised instant, even on a day that is closed now`() throws {
    var budget = Budget(anchor: try at("2026-05-01T10:00:00Z"), length: .workingDays(4))
    budget.hold(to: try at("2026-05-08T16:00:00Z"))
    for moment in ["2026-05-01T10:00:00Z", "2026-05-05T12:00:00Z", "2026-05-08T15:59:00Z"] {
      try budget.pause(at: at(moment), changed)
      #expect(try budget.isPaused && budget.fireInstant(changed) == nil)
      budget.resume(at: try at(moment))
      #expect(try budget.fireInstant(changed) == at("2026-05-08T16:00:00Z"))
    }
  }

  @Test func `a pause moves a promised instant by what passed in it, however often`() throws {
    var dice = Dice(seed: 11)
    for _ in 0..<300 {
      for length in lengths {
        var budget = Budget(anchor: dice.instant(), length: length)
        budget.hold(to: try #require(try budget.fireInstant(england)))
        for _ in 0..<3 {
          let due = try #require(try budget.fireInstant(changed))
          let start = budget.runningSince ?? budget.anchor
          guard due > start else { continue }
          let paused = start.advanced(bySeconds: Int64.random(in: 0..<due.seconds - start.seconds, using: &dice))
          let resumed = paused.advanced(bySeconds: Int64.random(in: 0...300_000, using: &dice))
          try budget.pause(at: paused, changed)
          let left = try budget.remaining(at: resumed, changed)
          budget.resume(at: resumed)
          let moved = try #require(try budget.fireInstant(changed))
          switch length.measure {
          case .clock: #expect(due.duration(to: moved) == paused.duration(to: resumed))
          case .officeHours:
            #expect(try changed.workingTime(from: due, to: moved) == changed.workingTime(from: paused, to: resumed))
          }
          #expect(try budget.remaining(at: resumed, changed) == left)
        }
      }
    }
  }

  @Test func `a restart ends a promise, and what stands still is held to nothing`() throws {
    var budget = Budget(anchor: try at("2026-05-01T10:00:00Z"), length: .workingDays(1))
    budget.hold(to: try at("2026-06-01T10:00:00Z"))
    budget.restart(at: try at("2026-05-07T10:00:00Z"))
    #expect(try budget.fireInstant(changed) == at("2026-05-11T16:00:00Z"))
    try budget.pause(at: at("2026-05-07T11:00:00Z"), changed)
    budget.hold(to: try at("2026-06-01T10:00:00Z"))
    #expect(budget.promise == nil)
  }
}
