import Testing
import WorkflowFiles

@Suite("A workflow may only be so large") struct ReaderLimitTests {
  @Test(arguments: [0, 1])
  func `as many states as the limit, and not one more`(over: Int) {
    let states = (1...(WorkflowLimits.states + over)).map { "  s\($0):" }.joined(separator: "\n")
    let reading = reading("workflow: w\nstates:\n\(states)\n")
    #expect(reading.findings.map(\.code) == (over == 0 ? [] : [.tooManyStates]))
    #expect(reading.draft?.chart.states.count == WorkflowLimits.states + 1)
  }

  @Test(arguments: [0, 1])
  func `states within each other as deep as the limit, and not one more`(over: Int) {
    let depth = WorkflowLimits.depth + over
    let states =
      (1..<depth).map { "{s\($0): {states: " }.joined() + "{s: {}}" + String(repeating: "}}", count: depth - 1)
    #expect(reading("workflow: w\nstates: \(states)\n").findings.map(\.code) == (over == 0 ? [] : [.statesTooDeep]))
  }

  @Test(arguments: [0, 1])
  func `as many transitions as the limit, and not one more`(over: Int) {
    let list = [String](repeating: "a", count: WorkflowLimits.transitions + over).joined(separator: ",")
    #expect(
      reading("workflow: w\nstates: {a: {on: {x: [\(list)]}}}\n").findings.map(\.code)
        == (over == 0 ? [] : [.tooManyTransitions]))
  }

  @Test(arguments: [0, 1])
  func `as many expressions as the limit, and not one more`(over: Int) {
    let list = [String](repeating: "log: 1", count: WorkflowLimits.expressions + over).joined(separator: ",")
    #expect(
      reading("workflow: w\nstates: {a: {entry: [\(list)]}}\n").findings.map(\.code)
        == (over == 0 ? [] : [.tooManyExpressions]))
  }

  @Test(arguments: [0, 1])
  func `as many fields as the limit, and not one more`(over: Int) {
    let fields = (1...(WorkflowLimits.fields + over)).map { "  f\($0): {type: int}" }.joined(separator: "\n")
    #expect(
      reading("workflow: w\nstates: {a: }\ndata:\n\(fields)\n").findings.map(\.code)
        == (over == 0 ? [] : [.tooManyFields]))
  }
}
