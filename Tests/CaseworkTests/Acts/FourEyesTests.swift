import Casework
import JSON
import Testing
import WorkflowFiles

@Suite struct FourEyesTests {
  private let paper = """
    parties: { clerk: { title: Clerk, staff: true }, head: { title: Head, staff: true }, buyer: { title: Buyer } }
    initial: drafting
    states:
      drafting: { on: { draft: { by: [clerk, head, buyer], target: approval } } }
      approval:
        on:
          approve: { by: [head], not-by: [draft], target: done }
          back: { by: [head], target: drafting }
      done: { type: final }
    """

  private func send(_ event: String, _ role: String, _ name: String?, in play: inout Play) -> String? {
    play.refusal(of: event, in: role, by: name)
  }

  @Test func `who drafted may not approve, in whatever role, and a colleague may`() throws {
    var play = try Play(paper)
    #expect(send("draft", "clerk", "okafor", in: &play) == nil)
    #expect(
      send("approve", "head", "Okafor", in: &play)
        == "whoever did \"draft\" in this case can't do \"approve\" as well; let a colleague do it")
    #expect(try play.reread() == play.simulation.case)
    #expect(send("approve", "head", "lee", in: &play) == nil)
    #expect(play.states == ["done"])
  }

  @Test func `everybody who ever drafted in the case is kept from approving`() throws {
    var play = try Play(paper)
    for person in ["okafor", "lee"] {
      #expect(send("draft", "clerk", person, in: &play) == nil)
      if person == "okafor" { #expect(send("back", "head", "lee", in: &play) == nil) }
    }
    for person in ["okafor", "lee"] { #expect(send("approve", "head", person, in: &play) != nil) }
    #expect(send("approve", "head", "kim", in: &play) == nil)
  }

  @Test func `somebody without a name is refused at both ends, and told to say who it is`() throws {
    var play = try Play(paper)
    #expect(send("draft", "clerk", nil, in: &play)?.contains("--as") == true)
    // Whoever is none of the scheme's own people is nobody's colleague.
    #expect(send("draft", "buyer", nil, in: &play) == nil)
    #expect(send("approve", "head", nil, in: &play)?.contains("--as") == true)
    #expect(send("approve", "head", "lee", in: &play) == nil)
  }

  @Test func `an event in not-by that nobody sends is an error, with what was probably meant`() throws {
    let text = "workflow: w\ncalendar: office\n" + paper.replacing("[draft]", with: "[drafd]")
    let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text, messages: []))
    let found = WorkflowCheck.findings(of: reading).filter {
      // The paper has no deadlines: that is told as well, elsewhere.
      $0.severity == .error && $0.code != .waitsForever
    }
    #expect(found.map(\.code) == [.unknownEvent])
    #expect(found.first?.remedy == "did you mean \"draft\"?")
  }

  @Test func `the target of reopen has to be there, and somebody has to be able to do it`() throws {
    for (line, code) in [
      ("reopen: { target: nowhere, by: [head] }", DiagnosticCode.unknownState),
      ("reopen: { target: drafting }", .missingKey), ("reopen: { by: [head] }", .missingKey),
    ] {
      let text = "workflow: w\ncalendar: office\n\(line)\n" + paper
      let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text, messages: []))
      #expect(reading.findings.filter { $0.severity == .error }.map(\.code) == [code])
    }
  }
}
