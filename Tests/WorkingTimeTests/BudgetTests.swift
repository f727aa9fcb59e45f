import CivilTime
import Testing
import WorkingTime

struct BudgetTests {
  private let lengths: [Delay] = [
    .elapsed(.seconds(200_000)), .elapsed(.milliseconds(1_500)), .days(5), .weeks(2), .months(1),
    .mixed(months: 0, days: 1, elapsed: .seconds(60)), .workingHours(12), .workingMinutes(0), .workingMinutes(95),
    .workingDays(10), .workingDays(1), .workingDays(0), .workingDays(3, counting: .clear),
    .workingDays(5, counting: .beginningWith),
  ]

  @Test func `a budget that was never paused fires at its deadline`() throws {
    var dice = Dice(seed: 1)
    for _ in 0..<100 {
      let start = dice.instant()
      for length in lengths {
        #expect(
          try Budget(anchor: start, length: length).fireInstant(england) == england.dueInstant(of: length, from: start))
      }
    }
  }

  @Test func `while it is paused it has no instant to fire at, and what is left stays`() throws {
    var budget = Budget(anchor: try at("2026-01-05T10:00:00Z"), length: .elapsed(.seconds(7_200)))
    try budget.pause(at: at("2026-01-05T10:30:00Z"), england)
    #expect(try budget.isPaused && budget.fireInstant(england) == nil)
    #expect(try budget.remaining(at: at("2026-01-08T00:00:00Z"), england) == .seconds(5_400))
    budget.resume(at: try at("2026-01-08T00:00:01Z"))
    #expect(try budget.fireInstant(england) == at("2026-01-08T01:30:01Z"))
  }

  @Test func `pausing and resuming at once changes nothing`() throws {
    var dice = Dice(seed: 2)
    for _ in 0..<300 {
      let start = dice.instant()
      for length in lengths {
        let plain = Budget(anchor: start, length: length)
        var budget = plain
        for _ in 0..<3 {
          let moment = start.advanced(bySeconds: Int64.random(in: 0...1_500_000, using: &dice))
          if let since = budget.runningSince, moment < since { continue }
          try budget.pause(at: moment, england)
          budget.resume(at: moment)
        }
        #expect(try budget.fireInstant(england) == plain.fireInstant(england), "\(length) \(start)")
      }
    }
  }

  @Test func `a pause gives back exactly the time that passed in it`() throws {
    var dice = Dice(seed: 4)
    for _ in 0..<300 {
      let start = dice.instant()
      for length in lengths {
        var budget = Budget(anchor: start, length: length)
        let due = try #require(try budget.fireInstant(england))
        guard due > start else { continue }
        let paused = start.advanced(bySeconds: Int64.random(in: 0..<max(1, due.seconds - start.seconds), using: &dice))
        let resumed = paused.advanced(bySeconds: Int64.random(in: 0...900_000, using: &dice))
        let left = try budget.remaining(at: paused, england)
        try budget.pause(at: paused, england)
        #expect(try budget.remaining(at: resumed, england) == left)
        budget.resume(at: resumed)
        let moved = try #require(try budget.fireInstant(england))
        #expect(moved >= due)
        switch length.measure {
        case .clock: #expect(due.duration(to: moved) == paused.duration(to: resumed))
        case .officeHours:
          let lost = try england.workingTime(from: paused, to: resumed)
          #expect(try england.workingTime(from: due, to: moved) == lost, "\(length) \(start) \(paused) \(resumed)")
        }
      }
    }
  }

  @Test func `several pauses add up, in whatever pieces they come`() throws {
    let start = try at("2026-01-05T10:00:00Z")
    for length in [Delay.workingDays(5), .workingHours(20), .elapsed(.seconds(500_000)), .months(1)] {
      var once = Budget(anchor: start, length: length)
      try once.pause(at: at("2026-01-06T10:00:00Z"), england)
      once.resume(at: try at("2026-01-06T16:00:00Z"))
      var often = Budget(anchor: start, length: length)
      for hour in 10..<16 {
        try often.pause(at: at("2026-01-06T\(hour):00:00Z"), england)
        try often.pause(at: at("2026-01-06T\(hour):30:00Z"), england)
        often.resume(at: try at("2026-01-06T\(hour + 1):00:00Z"))
        often.resume(at: try at("2026-01-06T\(hour + 1):00:00Z"))
      }
      #expect(try once.fireInstant(england) == often.fireInstant(england))
    }
  }

  @Test func `a pause over a weekend moves no working day`() throws {
    let start = try at("2026-01-05T10:00:00Z")
    for length in [Delay.workingDays(10), .workingHours(60)] {
      var budget = Budget(anchor: start, length: length)
      let due = try budget.fireInstant(england)
      try budget.pause(at: at("2026-01-09T17:00:00Z"), england)
      budget.resume(at: try at("2026-01-12T09:00:00Z"))
      #expect(try budget.fireInstant(england) == due)
    }
  }

  @Test func `a paused morning moves a deadline in working days by that morning`() throws {
    var budget = Budget(anchor: try at("2026-01-05T10:00:00Z"), length: .workingDays(3))
    try budget.pause(at: at("2026-01-06T09:00:00Z"), england)
    budget.resume(at: try at("2026-01-06T12:00:00Z"))
    #expect(try budget.fireInstant(england) == at("2026-01-09T12:00:00Z"))
    try budget.pause(at: at("2026-01-06T12:00:00Z"), england)
    budget.resume(at: try at("2026-01-06T17:00:00Z"))
    #expect(try budget.fireInstant(england) == at("2026-01-09T17:00:00Z"))
  }

  @Test func `what fell due before a pause keeps its true due date`() throws {
    for length in [Delay.workingDays(1), .elapsed(.seconds(3_600)), .days(1)] {
      var budget = Budget(anchor: try at("2026-01-05T10:00:00Z"), length: length)
      let due = try #require(try budget.fireInstant(england))
      try budget.pause(at: due, england)
      #expect(!budget.isPaused)
      budget.resume(at: due.advanced(bySeconds: 86_400))
      #expect(try budget.fireInstant(england) == due)
      #expect(try budget.remaining(at: due.advanced(bySeconds: 86_400), england) == .zero)
    }
  }

  @Test func `a clock that went back takes nothing away`() throws {
    var budget = Budget(anchor: try at("2026-01-05T10:00:00Z"), length: .elapsed(.seconds(3_600)))
    try budget.pause(at: at("2026-01-05T09:00:00Z"), england)
    #expect(budget.consumed == .zero)
    #expect(try budget.remaining(at: at("2026-01-05T09:00:00Z"), england) == .seconds(3_600))
  }

  @Test func `a restart begins afresh`() throws {
    var budget = Budget(anchor: try at("2026-01-05T10:00:00Z"), length: .workingDays(2))
    try budget.pause(at: at("2026-01-06T10:00:00Z"), england)
    budget.restart(at: try at("2026-01-12T10:00:00Z"))
    #expect(try budget.fireInstant(england) == at("2026-01-14T17:00:00Z"))
  }

  @Test func `a stored budget is the same budget`() throws {
    var budget = Budget(anchor: try at("2026-01-05T10:00:00Z"), length: .workingDays(2), counting: .clear)
    try budget.pause(at: at("2026-01-06T10:00:00Z"), england)
    let stored = Budget(
      anchor: budget.anchor, length: budget.length, counting: budget.counting, consumed: budget.consumed,
      runningSince: budget.runningSince)
    #expect(stored == budget && stored.consumed == .seconds(8 * 3_600))
  }

  @Test func `a pause past the calendar's years is refused`() throws {
    var budget = Budget(anchor: try at("2026-12-30T10:00:00Z"), length: .workingDays(1))
    try budget.pause(at: at("2026-12-31T10:00:00Z"), england)
    budget.resume(at: try at("2027-01-02T10:00:00Z"))
    #expect(throws: CalendarError.afterLastYear(calendar: "england-and-wales", lastYear: 2026)) {
      try budget.fireInstant(england)
    }
  }
}
