import Analysis
import Casework
import CivilTime
import Engine
import JSON
import Testing

@Suite struct VersionEffectServiceTests {
  private static func ladder(_ days: Int, state: String = "a") -> String {
    """
    workflow: ladder
    title: Ladder
    calendar: office
    longest-pause: 30 days
    parties: { desk: { title: Desk, staff: true } }
    initial: \(state)
    states:
      \(state):
        owner: desk
        within: \(days) working days
        otherwise: b
        on: { go: { by: [desk], target: b } }
      b: { owner: desk, within: 4 working days, otherwise: c, on: { go: { by: [desk], target: c } } }
      c: { type: final }
    """
  }

  /// Two versions in the store, and what the second means for cases of the first.
  private func effect(
    in scheme: Scheme, _ text: String
  ) async throws -> (summary: VersionEffectSummary, effects: [VersionEffect], old: Workflow, new: Workflow) {
    let library = Library(reader: scheme.reader)
    let before = try #require(try await scheme.store.transaction { try $0.currentVersion(of: "ladder") })
    let after = try await scheme.deploy(text)
    let (old, new) = try await scheme.store.transaction { transaction in
      (try library.workflow(before, transaction), try library.workflow(after, transaction))
    }
    var effects: [VersionEffect] = []
    let summary = try await VersionEffectService(store: scheme.store, library: library)
      .effect(from: old, to: new, Difference(from: old, to: new)) { effects.append($0) }
    return (summary, effects, old, new)
  }

  @Test func `cases that stand in a changed step are counted, and their dates told from when to when`() async throws {
    let scheme = try await Scheme(Self.ladder(5))
    for number in 1...3 { try await scheme.open(number, of: "ladder") }
    try await scheme.send("go", to: 3)
    let (summary, effects, _, _) = try await effect(in: scheme, Self.ladder(3))
    #expect(summary.cases == 3 && summary.touched == 2 && summary.standing == ["a": 2])
    #expect(summary.earlier == 2 && summary.later == 0 && summary.overdue == 0 && summary.refused == 0)
    #expect(effects.map(\.record.id) == [Scheme.caseID(1), Scheme.caseID(2)])
    let shift = try #require(effects.first?.shifts.first)
    #expect(shift.timer == "a.within")
    #expect(try shift.before == .at("2026-01-12T17:00:00Z"))
    #expect(try shift.after == .at("2026-01-08T17:00:00Z"))
    #expect(try await scheme.journal().count == 1)
  }

  @Test func `a date that has passed already would be overdue at once, and a paused case has no date that moves`()
    async throws
  {
    let scheme = try await Scheme(Self.ladder(5))
    for number in 1...2 { try await scheme.open(number, of: "ladder") }
    try await scheme.ask(.pause(reason: "Papers."), of: 2)
    try await scheme.pass(.hours(4 * 24))
    let (summary, effects, _, _) = try await effect(in: scheme, Self.ladder(3))
    #expect(summary.overdue == 1 && summary.touched == 2 && summary.moved == 1)
    #expect(effects.map(\.isOverdueAtOnce) == [true, false])
  }

  @Test func `what it says is what a migration then does`() async throws {
    let scheme = try await Scheme(Self.ladder(5))
    for number in 1...2 { try await scheme.open(number, of: "ladder") }
    try await scheme.pass(.hours(24))
    let (_, effects, old, new) = try await effect(in: scheme, Self.ladder(4))
    let plan = try MigrationPlan(from: old, to: new, policy: .reDerive)
    _ = try await MigrationService(store: scheme.store, library: Library(reader: scheme.reader))
      .migrate(plan, by: Actor(role: "operator"), isDryRun: false) { _ in }
    #expect(effects.count == 2)
    for (number, effect) in zip(1...2, effects) {
      #expect(try await scheme.record(number).nextDue == effect.shifts.first?.after)
    }
  }

  @Test func `a case whose step is gone could not go on, and is counted by that step`() async throws {
    let scheme = try await Scheme(Self.ladder(5))
    try await scheme.open(of: "ladder")
    let gone = """
      workflow: ladder
      title: Ladder
      calendar: office
      parties: { desk: { title: Desk, staff: true } }
      initial: b
      states:
        b: { owner: desk, within: 4 working days, otherwise: c, on: { go: { by: [desk], target: c } } }
        c: { type: final }
      """
    let (summary, effects, _, _) = try await effect(in: scheme, gone)
    #expect(summary.refused == 1 && summary.touched == 1 && effects.first?.refusal != nil)
    #expect(summary.gone == ["a": 1] && effects.first?.goneStates == ["a"])
  }

  @Test func `a step that only has another name is not gone`() async throws {
    let scheme = try await Scheme(Self.ladder(5))
    try await scheme.open(of: "ladder")
    let (summary, _, _, _) = try await effect(in: scheme, Self.ladder(5, state: "first"))
    #expect(summary.cases == 1 && summary.gone.isEmpty && summary.refused == 0)
  }
}
