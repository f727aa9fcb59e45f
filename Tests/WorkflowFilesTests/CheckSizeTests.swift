import Testing
import WorkflowFiles

@Suite("Large workflows are checked as well") struct CheckSizeTests {
  /// A chain of states, each with choices by guards, a deadline and a way back.
  private func chain(_ count: Int) -> String {
    var text = """
      workflow: chain
      form: [amount, nation]
      data:
        amount: { type: int, min: 0, required: true }
        nation: { type: string, one-of: [england, scotland, wales], required: true }
      parties:
        clerk: { staff: true }
      states:

      """
    for number in 0..<count {
      let next = number + 1 == count ? "closed" : "step-\(number + 1)"
      text += """
          step-\(number):
            owner: clerk
            on:
              go:
                - { by: [clerk], guard: "data.amount > \(number) && data.nation == 'wales'", target: closed }
                - { by: [clerk], guard: "data.amount > \(number + 3)", target: step-\(max(0, number - 1)) }
                - { by: [clerk], target: \(next) }
            within: 5 working days
            otherwise: \(next)

        """
    }
    return text + "  closed: { type: final }\n"
  }

  @Test func `five hundred states, each with guards that overlap`() {
    let findings = WorkflowCheck.findings(
      of: WorkflowReader.read(WorkflowSource(file: "w.yaml", text: chain(500))))
    #expect(findings.count == 201)
    #expect(findings.count { $0.code == .overlappingGuards } >= 199)
    #expect(findings.last?.message.hasPrefix("and 30") == true)
  }

  @Test func `five hundred states that nothing leads to are told one by one, and no further than anyone reads`() {
    let states = (0..<500).map { "  lost-\($0): { within: 5 days, otherwise: closed }\n" }.joined()
    let text = "workflow: lost\nstates:\n  received: { within: 5 days, otherwise: closed }\n" + states
    let findings = WorkflowCheck.findings(
      of: WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text + "  closed: { type: final }\n")))
    #expect(findings.count == 200)
    #expect(findings.allSatisfy { $0.code == .unreachableState })
  }
}
