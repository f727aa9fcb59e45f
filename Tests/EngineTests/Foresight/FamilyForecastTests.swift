import Analysis
import CaseKit
import Casework
import CivilTime
import Engine
import MemoryStore
import TestKit
import Testing

/// A case that waits for a case that it has started is forecast with it.
@Suite struct FamilyForecastTests {
  private static func household(_ workflows: [String]) async throws -> (Household, MemoryStore) {
    let memory = MemoryStore(now: Instant(seconds: 0))
    return (try await Household(of: workflows, in: memory) { memory.now = $0 }, memory)
  }

  @Test func `what is forecast of cases that start cases is what happens when everybody is silent`() async throws {
    var dice = SplitMix(state: 11)
    var all = Household.Compared()
    for _ in 1...150 {
      var (household, _) = try await Self.household(Household.workflows(&dice))
      all += try await household.check(&dice)
    }
    #expect(all.steps > 150 && all.reports > 30 && all.starts > 40 && all.closed > 60 && all.pasts > 25, "\(all)")
  }

  private static let parent = """
    workflow: concern
    title: Concern
    calendar: england-and-wales
    initial: followed
    states:
      followed:
        entry: [start: { workflow: follow-up, id: report }]
        on: { done.case.report: closed }
        after: { 6 months: closed }
      closed: { type: final }
    """

  private static let child = """
    workflow: follow-up
    title: Follow-up
    calendar: england-and-wales
    initial: waiting
    states:
      waiting: { after: { 10 working days: over } }
      over: { type: final }
    """

  @Test func `a silent case that ends sooner than its parent's bound moves the parent, which is told`() async throws {
    var (household, _) = try await Self.household([Self.parent, Self.child])
    // Nobody has opened the other case yet: it is started on the way.
    let early = try await household.sight().forecast
    // Monday 2 March at ten, and ten working days: Monday 16 March at five.
    #expect(early.forecast.closesAt?.rfc3339 == "2026-03-16T17:00:00Z")
    #expect(
      early.forecast.steps.map(\.timer) == ["start", "done.case.report"] && early.forecast.kin.allSatisfy(\.isForeseen))
    #expect(early.lines.contains { $0.hasSuffix("start: opens a case of follow-up") })
    try await household.settle()
    try await household.move(to: household.now.advanced(by: .seconds(3_600)))
    let view = try await household.sight().forecast
    #expect(view.forecast.closesAt?.rfc3339 == "2026-03-16T17:00:00Z")
    let reference = try #require(view.forecast.kin.first).reference
    #expect(
      view.lines.contains {
        $0.hasSuffix("done.case.report: leads to closed, and the case ends, as it ends with \(reference) (follow-up)")
      }, "\(view.lines)")
    let step = try #require(view.json["steps"]?.arrayValue?.first)
    #expect(step["cause"] == "report" && step["case"]?.stringValue == reference.description)
    #expect(step["workflow"] == "follow-up")
  }

  @Test func `workflows that start one another for ever are forecast, and so far`() async throws {
    let circle = """
      workflow: mirror
      title: Mirror
      calendar: england-and-wales
      initial: a
      states:
        a: { entry: [start: { workflow: mirror, id: one }, start: { workflow: mirror, id: two }], after: { 1 day: a } }
      """
    var (household, _) = try await Self.household([circle])
    guard case .goesOn = try await household.sight().forecast.forecast.end else {
      Issue.record("it comes to an end")
      return
    }
    // Ten generations, one after the other: the eleventh starts none, and closes.
    (household, _) = try await Self.household([Household.line])
    var dice = SplitMix(state: 3)
    #expect(try await household.check(&dice).closed == 1)
  }

  @Test func `a case that waits for one in which nothing runs is said to wait for that one`() async throws {
    let idle = """
      workflow: follow-up
      title: Follow-up
      calendar: england-and-wales
      parties: { desk: { title: Desk, staff: true } }
      initial: waiting
      states: { waiting: { on: { done: { by: [desk], target: over } } }, over: { type: final } }
      """
    let patient = Self.parent.split(separator: "\n").filter { !$0.contains("6 months") }.joined(separator: "\n")
    var (household, _) = try await Self.household([patient, idle])
    try await household.settle()
    try await household.move(to: household.now.advanced(by: .seconds(60)))
    let view = try await household.sight().forecast
    guard case .waits(.startedCase(let id)) = view.forecast.end else {
      Issue.record("\(view.forecast.end)")
      return
    }
    #expect(try #require(view.lines.last).contains(CaseReference(of: id).description))
  }

  @Test func `a start that is refused is foretold, and the case waits for its own deadline`() async throws {
    let strict = Self.child.replacing(
      "initial: waiting", with: "data: { why: { type: string, title: Why, required: true } }\ninitial: waiting")
    let (household, _) = try await Self.household([Self.parent, strict])
    let forecast = try await household.sight().forecast.forecast
    #expect(forecast.stalls.map(\.timer) == ["start of follow-up"] && forecast.kin.isEmpty)
    #expect(forecast.closesAt?.rfc3339 == "2026-09-02T09:00:00Z")
  }
}
