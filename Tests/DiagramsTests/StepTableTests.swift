import Diagrams
import Testing

@Suite struct StepTableTests {
  @Test func `the table tells each step's owner, period, reminders and ways on, in full words`() throws {
    let table = StepTable(Moves(try Sketch.workflow(Sketch.ladder)), zone: Sketch.zone)
    let asked = try #require(table.rows.first { $0.title == "Asked" })
    #expect(asked.groups == ["Open"])
    #expect(asked.owner == "Buyer")
    #expect(asked.period == "5 working days if “Central government” is yes, otherwise 10 working days")
    #expect(asked.reminders == ["after 2 working days", "after 4 working days"])
    #expect(asked.ways.map(\.event).prefix(2) == ["Answer", "Refuse"])
    #expect(asked.ways.last?.event == "after \(asked.period ?? ""), silence")
    #expect(asked.ways.allSatisfy { $0.targets == ["Chosen"] })
  }

  @Test func `what stays in its step is in the table though no picture shows it`() throws {
    let text = StepTable(Moves(try Sketch.workflow(Sketch.ladder)), zone: Sketch.zone).text
    #expect(text.contains("- Note (Desk) -> stays"))
    #expect(text.contains("if “Central government” is yes -> Answered"))
    #expect(text.contains("otherwise -> Looked at"))
  }

  @Test func `every state of every shipped workflow has its row`() throws {
    for name in try Sketch.shipped {
      let workflow = try Sketch.shipped(name)
      let rows = StepTable(Moves(workflow), zone: Sketch.zone).rows
      #expect(rows.count == workflow.chart.states.dropFirst().filter { !$0.isHistory }.count)
    }
  }
}
