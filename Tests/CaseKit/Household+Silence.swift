import Analysis
import Casework
import CivilTime
import Engine
package import TestKit
import Testing

extension Household {
  /// What a comparison saw, to tell that it was worth something.
  package struct Compared: Sendable {
    package var steps = 0
    package var reports = 0
    package var starts = 0
    package var closed = 0
    package var pasts = 0

    package init() {}

    package static func += (left: inout Compared, right: Compared) {
      left.steps += right.steps
      left.reports += right.reports
      left.starts += right.starts
      left.closed += right.closed
      left.pasts += right.pasts
    }
  }

  /// Lets people do this and that, forecasts the first case, lets everybody be silent, and compares what happens with
  /// what was forecast: of that case, and of every case below it.
  ///
  /// - Parameter acts: how many things happen before; any number where nothing is said.
  package mutating func check(_ dice: inout SplitMix, after acts: Int? = nil) async throws -> Compared {
    for _ in 0..<(acts ?? Int.random(in: 0...6, using: &dice)) { try await act(&dice) }
    let before = Dictionary(uniqueKeysWithValues: try await cases().map { ($0.id, $0.revision) })
    let start = now
    let forecast = try await sight().forecast.forecast
    let known = before[root] ?? 0
    while try await journal(root).count < known + forecast.steps.count {
      try await settle()
      guard try await journal(root).count < known + forecast.steps.count, try await awaitNext() else { break }
    }
    try await settle()
    // A case that waits for ever is forecast with all that its own cases still do.
    if case .waits = forecast.end { while try await awaitNext() {} }
    let happened = try await journal(root).filter { $0.revision > known }
    #expect(happened.prefix(forecast.steps.count).elementsEqual(forecast.steps.map(\.update.entry)))
    for (one, other) in zip(forecast.steps, happened) { #expect(one.update.entry == other, "\(other.name)") }
    var family: [CaseRecord] = [try await record(root)]
    for kin in forecast.kin {
      let entries = try await journal(kin.id).filter { $0.revision > before[kin.id] ?? 0 }
      #expect(entries.prefix(kin.entries.count).elementsEqual(kin.entries), "\(kin.workflow.name)")
      family.append(try await record(kin.id))
      #expect(kin.closesAt == nil || family.last?.closedAt == kin.closesAt)
    }
    switch forecast.end {
    case .closes(let at): #expect(family[0].closedAt == at)
    case .waits: #expect(family.allSatisfy { $0.nextDue == nil } && family[0].closedAt == nil)
    case .goesOn(let next): #expect(family[0].closedAt == nil && next >= forecast.steps.last?.at ?? start)
    case .refused(_, let reason): Issue.record("\(reason)")
    }
    var compared = Compared()
    compared.steps = forecast.steps.count
    compared.reports = forecast.steps.count { if case .report = $0.cause { $0.update.isAccepted } else { false } }
    compared.starts = forecast.steps.count { if case .start = $0.cause { true } else { false } }
    compared.closed = family[0].closedAt == nil ? 0 : 1
    compared.pasts = try await checkPast(of: forecast, at: start)
    return compared
  }

  /// Looked back at, the same was to be expected. What happened at the very instant belongs to the past by then.
  private func checkPast(of forecast: Forecast, at start: Instant) async throws -> Int {
    let instants = forecast.steps.prefix(1).map(\.at) + forecast.kin.compactMap { $0.entries.first?.at }
    guard !instants.isEmpty, instants.allSatisfy({ $0 > start }) else { return 0 }
    let past = try await sight(asOf: start).forecast.forecast
    #expect(past.steps.map(\.update.entry) == forecast.steps.map(\.update.entry))
    #expect(past.closesAt == forecast.closesAt)
    return 1
  }

  /// Anything that may happen before everybody falls silent.
  private mutating func act(_ dice: inout SplitMix) async throws {
    switch Int.random(in: 0..<5, using: &dice) {
    case 0, 1:
      let open = try await cases().filter { $0.closedAt == nil }.map(\.id)
      if let one = open.randomElement(using: &dice) { try await send("push", to: one) }
    case 2: try await settle()
    case 3:
      try await settle()
      try await move(to: now.advanced(by: .seconds(Int.random(in: 1...90_000, using: &dice))))
    case _: _ = try await awaitNext()
    }
  }

  /// Each case starts the next, of its own kind, until that is refused, and closes once the next has.
  package static let line = """
    workflow: line
    title: Line
    calendar: england-and-wales
    initial: a
    states:
      a: { entry: [start: { workflow: line }], on: { done.case.line: b }, after: { 30 days: b } }
      b: { after: { 1 hour: z } }
      z: { type: final }
    """

  /// Workflows of which each may start those after it, and waits for their ends, for a time, or for both.
  package static func workflows(_ dice: inout SplitMix) -> [String] {
    let count = Int.random(in: 2...4, using: &dice)
    return (0..<count).map { workflow($0, of: count, &dice) }
  }

  private static func workflow(_ number: Int, of count: Int, _ dice: inout SplitMix) -> String {
    let last = Int.random(in: 2...5, using: &dice)
    var states = ""
    for state in 0..<last {
      func onwards() -> String {
        let next = Int.random(in: state + 1...last, using: &dice)
        return next == last ? "over" : "s\(next)"
      }
      var (entry, on) = ("", ["push: { by: [desk], target: \(onwards()) }"])
      if number + 1 < count, Int.random(in: 0..<3, using: &dice) > 0 {
        let starts = (0..<Int.random(in: 1...2, using: &dice)).map { place in
          "start: { workflow: w\(Int.random(in: number + 1..<count, using: &dice)), id: c\(state)-\(place) }"
        }
        entry = "    entry: [\(starts.joined(separator: ", "))]\n"
        on.append(
          "done.case.c\(state)-0: { target: \(onwards()), actions: [assign: { heard: event.data.result }] }")
        if starts.count > 1 { on.append("done.case.c\(state)-1: { target: \(onwards()) }") }
      }
      // Most wait for a time, be it beside a case that they have started.
      let unit = ["working days", "days", "hours", "weeks"].randomElement(using: &dice) ?? "days"
      let after =
        Int.random(in: 0..<(entry.isEmpty ? 10 : 3), using: &dice) > 0
        ? "    after: { \(Int.random(in: 1...9, using: &dice)) \(unit): \(onwards()) }\n" : ""
      states += "  s\(state):\n\(entry)    on: { \(on.joined(separator: ", ")) }\n\(after)"
    }
    return """
      workflow: w\(number)
      title: W\(number)
      calendar: england-and-wales
      data: { heard: { type: string, title: Heard, initial: "''" } }
      parties: { desk: { title: Desk, staff: true } }
      initial: s0
      states:
      \(states)  over: { type: final, data: { result: "'w\(number) ' + data.heard" } }
      """
  }
}
