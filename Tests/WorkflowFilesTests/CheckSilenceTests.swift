import TestKit
import Testing
import WorkflowFiles

@Suite("What is right is left alone") struct CheckSilenceTests {
  private let head = """
    workflow: complaint
    form: [amount, urgent, nation]
    data:
      amount: { type: int, min: 0, required: true }
      urgent: { type: bool, required: true }
      nation: { type: string, one-of: [england, wales], required: true }
    parties:
      clerk: { staff: true }
      manager: { staff: true }
    states:
      received:
        entry:
          - log: "[data.amount, data.urgent, data.nation]"
        owner: manager
        on:
          close: { by: [clerk], target: closed }

    """

  private func findings(_ states: String) -> [String] {
    let text = head + states.split(separator: "\n").map { "  \($0)\n" }.joined() + "  closed: { type: final }\n"
    // How long cases last is told apart from that: see `PlantedFaultTests`.
    return WorkflowCheck.findings(of: WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text)))
      .filter { ![.waitsForever, .unboundedLoop].contains($0.code) }.map(\.description)
  }

  @Test(arguments: [
    // A narrower guard before a wider one, and a last transition without a guard.
    """
        decide:
          - { by: [clerk], guard: data.amount > 1000, target: closed }
          - { by: [clerk], guard: data.amount > 100, actions: [{ log: "'small'" }] }
          - { by: [clerk], target: closed }
    """,
    // Guards that leave nothing between them.
    """
        decide:
          - { by: [clerk], guard: "data.amount < 100", actions: [{ log: "'small'" }] }
          - { by: [clerk], guard: "data.amount >= 100", target: closed }
    """,
    // The same event for two roles.
    """
        decide:
          - { by: [clerk], guard: data.urgent, actions: [{ log: "'asked'" }] }
          - { by: [manager], target: closed }
    """,
    // What a guard asks of the directory can't be known here.
    """
        decide:
          - { by: [clerk], guard: "'manager' in party", actions: [{ log: "'asked'" }] }
          - { by: [clerk], guard: "'clerk' in party && data.urgent", target: closed }
    """,
    // One guard on an event is a condition.
    """
        decide: { by: [clerk], guard: data.urgent && data.amount > 10, target: closed }
    """,
    // Both lead to the same place.
    """
        decide:
          - { by: [clerk], guard: data.urgent, target: closed }
          - { by: [clerk], guard: data.amount > 10, target: closed }
          - { by: [clerk], actions: [{ log: "'neither'" }] }
    """,
  ])
  func `guards that do what they say`(transitions: String) {
    #expect(findings(transitions) == [])
  }

  @Test(arguments: [
    // A region that ends waits for the other, which the outer state's deadline bounds.
    """
        review: { by: [clerk], target: review }
    review:
      type: parallel
      onDone: closed
      within: 20 days
      otherwise: closed
      states:
        legal:
          states:
            reading: { on: { agree: { by: [clerk], target: agreed } } }
            agreed: { type: final }
        money:
          states:
            counting: { within: 5 days, otherwise: counted }
            counted: { type: final }
    """,
    // A way out that stands on an outer state, and a history to come back to.
    """
        open: { by: [clerk], target: open }
    open:
      on:
        sleep: { by: [clerk], target: asleep }
      states:
        back: { type: history, target: first }
        first: { always: { guard: data.urgent, target: second } }
        second: {}
    asleep: { on: { wake: { by: [clerk], target: back }, drop: { by: [clerk], target: closed } } }
    """,
    // A region that another region's transition ends.
    """
        race: { by: [clerk], target: race }
    race:
      type: parallel
      states:
        waiting: { states: { sitting: {} } }
        clock: { states: { ticking: { within: 5 days, otherwise: closed } } }
    """,
    // An eventless ring with a guard comes to rest.
    """
        count: { by: [clerk], target: counting }
    counting:
      always:
        - { guard: data.amount > 10, target: closed }
        - { target: adding }
    adding:
      entry:
        - assign: { amount: data.amount + 1 }
      always: counting
    """,
    // Events of the workflow's own making need no role.
    """
        chase: { by: [clerk], actions: [{ raise: chased }, { send: { event: late, id: late, delay: 3 days } }] }
        chased: { actions: [{ cancel: late }] }
        late: { target: closed }
        error.execution: { target: closed }
        "*": { actions: [{ log: event.name }] }
    """,
  ])
  func `states that can be reached and left`(states: String) {
    #expect(findings(states) == [])
  }

  @Test func `the shipped ladder has nothing wrong with it, and two things worth knowing`() throws {
    let folder = Checkout.root.appending(path: "Workflows/supply-chain-concern").path
    let source = try #require(WorkflowFolder.load(folder).source)
    let findings = WorkflowCheck.findings(of: WorkflowReader.read(source))
    #expect(findings.allSatisfy { $0.severity == .note })
    #expect(Set(findings.map(\.code)) == [.onlyPeopleRead, .guardsLeaveGap, .unboundedLoop])
  }

  @Test func `a reader's error brings about no further findings of what it left out`() {
    let text = """
      workflow: complaint
      states:
        received: { within: 5 days, otherwise: clsoed }
        closed: { type: final }
      """
    let findings = WorkflowCheck.findings(of: WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text)))
    #expect(findings.map(\.code) == [.unknownState])
  }
}
