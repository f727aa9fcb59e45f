import Analysis
import Casework
import Expression
import Testing

@testable import WorkflowFiles

@Suite("Guards are decided by trying, and rightly") struct CheckGuardTests {
  private static let guards = [
    "data.amount > 10", "data.amount >= 10 && data.amount < 20", "!(data.amount == 10)", "data.urgent",
    "data.urgent ? data.amount > 15 : data.nation == 'wales'", "data.nation in ['england', 'wales']",
    "data.nation != 'wales' || data.amount != 10", "has(data.day)", "data.day > date('2026-01-01')",
    "data.day == null || data.urgent", "data.price < decimal('10.5')", "data.price >= decimal('10.50') && data.urgent",
    "data.nation > 'f'", "data.nation.startsWith('w')", "data.size > 1.5 && data.size < 1.75", "data.urgent == true",
    "false || data.amount <= 20", "!data.urgent && !(data.nation == 'scotland' || data.price > decimal('1'))",
    "10 < data.amount", "data.free == 'x'", "data.free != 'x' && data.free != 'y'",
    "true ? data.urgent : data.amount > 3",
  ]

  private static let text = """
    workflow: guards
    form: [amount, urgent, nation]
    data:
      amount: { type: int, min: 0, max: 30, required: true }
      urgent: { type: bool, required: true }
      nation: { type: string, one-of: [england, scotland, wales], required: true }
      day: { type: date }
      price: { type: decimal, initial: "decimal('3')" }
      size: { type: double }
      free: { type: string }
    states:
      received: { within: 5 days, otherwise: closed }
      closed: { type: final }
    """

  private let workflow: Workflow
  private let environment: Environment

  init() throws {
    workflow = try #require(WorkflowReader.read(WorkflowSource(file: "w.yaml", text: Self.text)).workflow)
    environment = CaseScope.scope(fields: workflow.chart.fields).environment
  }

  /// Many data, drawn without regard to any guard.
  private func draws(_ count: Int) -> [[Value]] {
    var random = Draws(state: 7)
    func pick(_ values: [Value]) -> Value { values[Int(random.next() >> 33) % values.count] }
    func decimal(_ text: String) -> Value { Decimal(text).map(Value.decimal) ?? .null }
    return (0..<count).map { _ in
      [
        pick((0...30).map { .int($0) }), pick([.bool(true), .bool(false)]),
        pick(["england", "scotland", "wales"].map { .string($0) }),
        pick([.null, .date(.init(dayNumber: 20_000)), .date(.init(dayNumber: 20_454)), .date(.init(dayNumber: 20_455))]
        ),
        pick(["0.5", "1", "10.4", "10.5", "11"].map(decimal)), pick([.null, .double(1), .double(1.6), .double(1.75)]),
        pick([.null, .string("x"), .string("y"), .string("z")]),
      ]
    }
  }

  private func holds(_ guards: Expression, _ data: [Value]) -> Bool {
    let rest = Array(repeating: Value.null, count: environment.variables.count - data.count)
    return (try? guards.test(PlainActivation(data + rest))) ?? false
  }

  @Test func `an example makes the real guards come out as it says, and none is missed that chance finds`() throws {
    let guards = try Self.guards.map { try environment.compile($0, expecting: .bool) }
    let reader = GuardReader(workflow)
    let draws = draws(150)
    for one in guards {
      for other in guards {
        let space = GuardSpace([one, other], reader)
        let found = space.example { $0 == [.yes, .no] }
        if let found {
          var data = draws[0]
          for example in found { data[example.field] = example.value }
          #expect(holds(one, data) && !holds(other, data), "\(one.source) | \(other.source)")
        }
        let implies = space.always { $0[0] != .yes || $0[1] == .yes }
        for data in draws where holds(one, data) && !holds(other, data) {
          #expect(!implies, "\(one.source) | \(other.source)")
        }
      }
    }
  }

  @Test func `what can't be known decides nothing`() throws {
    let guards = try ["'clerk' in party", "!('clerk' in party)", "data.amount == size(data.free)"]
      .map { try environment.compile($0, expecting: .bool) }
    let reader = GuardReader(workflow)
    for one in guards {
      #expect(GuardSpace([one], reader).example { $0 == [.yes] } == nil)
      #expect(!GuardSpace([one], reader).always { $0 == [.yes] })
      #expect(!GuardSpace([one], reader).always { $0 != [.yes] })
    }
    // And yet the same question has the same answer twice.
    #expect(GuardSpace([guards[0], guards[0]], reader).always { $0[0] != .yes || $0[1] == .yes })
    #expect(GuardSpace([guards[0], guards[1]], reader).always { $0 != [.yes, .yes] })
  }

  @Test func `more combinations than can be tried still give examples, and no promises`() throws {
    let names = (0..<18).map { "flag\($0)" }
    let text = """
      workflow: flags
      data:
      \(names.map { "  \($0): { type: bool, required: true }" }.joined(separator: "\n"))
      states:
        received: { within: 5 days, otherwise: closed }
        closed: { type: final }
      """
    let workflow = try #require(WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text)).workflow)
    let environment = CaseScope.scope(fields: workflow.chart.fields).environment
    let any = try environment.compile(names.map { "data.\($0)" }.joined(separator: " || "))
    let space = GuardSpace([any], GuardReader(workflow))
    #expect(space.example { $0 == [.yes] } != nil)
    #expect(!space.always { $0 == [.yes] || $0 == [.no] })
  }
}

/// A small generator, so that every run draws the same.
private struct Draws: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state
  }
}
