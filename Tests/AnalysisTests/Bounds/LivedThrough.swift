import Casework
import CivilTime
import JSON
import Statechart
import Testing
import WorkingTime

/// What cases of a small workflow do, found by living through all of them: real cases, real deadlines, and people who act
/// in the morning and in the evening of every working day, or never.
struct LivedThrough {
  /// What a case is at one time of one day; two that agree in it go on alike.
  private struct Key: Hashable {
    let record: SessionRecordKey
    let timers: [String]
    let isEvening: Bool
  }

  private struct SessionRecordKey: Hashable {
    let configuration: StateSet
    let history: [Int: StateSet]
    let data: [String]
    let isDone: Bool
  }

  private struct Place {
    let simulation: Simulation
    let isEvening: Bool
    var next: [(place: Int, days: Int, isSilent: Bool)] = []
  }

  /// More places than this and the workflow is left out.
  static let limit = 1_500

  private var places: [Place] = []
  private var numbers: [Key: Int] = [:]
  private let workflow: Workflow
  private var starts: [Int] = []
  let isWhole: Bool

  static let calendar = WorkingCalendar(name: "office", years: 2026...2045, holidays: [])

  init(_ workflow: Workflow, _ small: SmallWorkflow) throws {
    self.workflow = workflow
    var openings: [JSONObject] = [[:]]
    for flag in small.flags {
      openings = openings.flatMap { object in
        [true, false].map { value in
          var object = object
          object[flag] = .bool(value)
          return object
        }
      }
    }
    var isWhole = true
    var found = Self.Walk(workflow: workflow)
    for opening in openings {
      let facts = try Facts(
        now: #require(Instant(rfc3339: "2026-03-02T10:00:00Z")), calendar: Self.calendar, directory: Directory(),
        enforcesRoles: false)
      let simulation = try Simulation(
        of: workflow, opening: opening, as: Written.id, by: Actor(role: nil), facts: facts)
      found.starts.append(try found.number(simulation, isEvening: false))
    }
    var next = 0
    while next < found.places.count {
      guard found.places.count <= Self.limit else {
        isWhole = false
        break
      }
      try found.expand(next, events: small.events)
      next += 1
    }
    self.isWhole = isWhole
    places = found.places
    starts = found.starts
  }

  private struct Walk {
    let workflow: Workflow
    var places: [Place] = []
    var numbers: [Key: Int] = [:]
    var starts: [Int] = []

    mutating func number(_ simulation: Simulation, isEvening: Bool) throws -> Int {
      let session = simulation.case.session
      let today = LivedThrough.calendar.zone.civil(at: simulation.facts.now).date
      let timers = try simulation.timers().map { timer, due in
        let day = LivedThrough.calendar.zone.civil(at: due).date
        return "\(workflow.timerName(timer)) \(try LivedThrough.calendar.workingDays(from: today, to: day))"
      }
      let record = SessionRecordKey(
        configuration: session.configuration, history: session.history, data: session.data.map { "\($0)" },
        isDone: session.isDone)
      let key = Key(record: record, timers: timers, isEvening: isEvening && !session.isDone)
      if let known = numbers[key] { return known }
      numbers[key] = places.count
      places.append(Place(simulation: simulation, isEvening: isEvening))
      return places.count - 1
    }

    mutating func expand(_ number: Int, events: [String]) throws {
      let (simulation, isEvening) = (places[number].simulation, places[number].isEvening)
      guard !simulation.case.session.isDone else { return }
      var later = simulation
      let today = LivedThrough.calendar.zone.civil(at: simulation.facts.now).date
      if isEvening {
        let tomorrow = try LivedThrough.calendar.date(adding: 1, workingDaysTo: today)
        try later.advance(to: #require(Instant(rfc3339: "\(tomorrow)T10:00:00Z")))
      } else {
        try later.advance(to: #require(Instant(rfc3339: "\(today)T18:00:00Z")))
      }
      // Who stands still, with nothing that could fire, need not wait day after day.
      let target = try self.number(later, isEvening: !isEvening)
      places[number].next.append((target, isEvening ? 1 : 0, true))
      for event in events {
        var sent = simulation
        try sent.send(event, data: nil, by: Actor(role: "desk"))
        let target = try self.number(sent, isEvening: isEvening)
        if target != number { places[number].next.append((target, 0, false)) }
      }
    }
  }

  // MARK: Answers

  /// Days until a case ends if nobody acts, at worst; nil where it never does.
  var silentDays: Int? {
    var worst = 0
    for start in starts {
      var (place, days, seen) = (start, 0, Set<Int>())
      while !places[place].simulation.case.session.isDone {
        guard seen.insert(place).inserted, let next = places[place].next.first(where: \.isSilent) else { return nil }
        days += next.days
        place = next.place
      }
      worst = max(worst, days)
    }
    return worst
  }

  /// The states from which silence never ends.
  var waitsForever: Set<String> {
    var endless: [Int: Bool] = [:]
    for start in places.indices {
      var (place, way) = (start, [Int]())
      var seen: Set<Int> = []
      var result: Bool?
      while result == nil {
        if let known = endless[place] {
          result = known
        } else if places[place].simulation.case.session.isDone {
          result = false
        } else if seen.insert(place).inserted, let next = places[place].next.first(where: \.isSilent) {
          way.append(place)
          place = next.place
        } else {
          result = true
        }
      }
      for place in way { endless[place] = result }
    }
    var states: Set<String> = []
    for (place, isEndless) in endless where isEndless { states.formUnion(leaves(place)) }
    return states
  }

  private func leaves(_ place: Int) -> [String] {
    let chart = workflow.chart
    let active = places[place].simulation.case.session.configuration.filter { chart.states[$0].isAtomic }
    let open = active.filter { chart.states[$0].kind != .final }
    return (open.isEmpty ? active : open).map { chart.states[$0].id }
  }

  /// Days until a case ends at the latest, whatever people do; nil where they, or silence, can keep it for ever.
  var worstDays: Int? {
    // Longest paths by repeated relaxation: a path with more edges than there are places goes in circles that last.
    var longest = Array(repeating: Int.min, count: places.count)
    for start in starts { longest[start] = 0 }
    for round in 0...places.count {
      var changed = false
      for place in places.indices where longest[place] > Int.min {
        for next in places[place].next where longest[place] + next.days > longest[next.place] {
          longest[next.place] = longest[place] + next.days
          changed = true
          if longest[next.place] > places.count { return nil }
        }
      }
      if !changed { break }
      if round == places.count { return nil }
    }
    let ended = places.indices.filter { places[$0].simulation.case.session.isDone && longest[$0] > Int.min }
    return ended.map { longest[$0] }.max()
  }
}
