import Casework
import JSON
import Testing
import WorkingTime

@Suite struct ExtensionTests {
  private func more(_ delay: Delay, of state: String? = nil, by approver: String = "lee") -> CaseAct {
    .extend(DeadlineExtension(of: state, by: delay, reason: "the files are large", approver: approver))
  }

  @Test func `a deadline gets more time, its coming reminders move with it, and both dates are told`() throws {
    var play = try Play(ActTests.desk)
    #expect(try play.timers == ["a.remind.1 2026-03-09T17:00:00Z", "a.within 2026-03-16T17:00:00Z"])
    try play.act(more(.workingDays(5)))
    #expect(try play.timers == ["a.remind.1 2026-03-16T17:00:00Z", "a.within 2026-03-23T17:00:00Z"])
    #expect(play.entries.map(\.kind) == [.extended])
    #expect(
      play.entries.first?.payload["extended"]
        == [
          ["timer": "a.within", "from": "2026-03-16T17:00:00Z", "to": "2026-03-23T17:00:00Z"],
          ["timer": "a.remind.1", "from": "2026-03-09T17:00:00Z", "to": "2026-03-16T17:00:00Z"],
        ])
    let budgets = play.simulation.case.timers.map(\.budget)
    #expect(budgets.map(\.length) == [.workingDays(10), .workingDays(5)])
    #expect(budgets.allSatisfy { $0.extensions == [.workingDays(5)] })
    #expect(try play.reread() == play.simulation.case)
  }

  @Test func `a reminder that has come stays gone`() throws {
    var play = try Play(ActTests.desk)
    try play.at("2026-03-10T09:00:00Z")
    try play.act(more(.weeks(1), of: "a"))
    #expect(try play.timers == ["a.within 2026-03-23T17:00:00Z"])
  }

  @Test func `a pause gives back its time to an extended deadline as to any other`() throws {
    var play = try Play(ActTests.desk)
    try play.act(more(.workingDays(5)))
    try play.pause()
    try play.at("2026-03-04T10:00:00Z")
    try play.resume()
    #expect(try play.timers == ["a.remind.1 2026-03-18T17:00:00Z", "a.within 2026-03-25T17:00:00Z"])
  }

  @Test func `an extension needs a reason, a named sender and somebody else who approves it`() throws {
    var play = try Play(ActTests.desk)
    #expect(play.refusal(of: more(.workingDays(5), by: "OKAFOR"))?.contains("let a colleague") == true)
    #expect(play.refusal(of: more(.workingDays(5)), by: nil)?.contains("--as") == true)
    #expect(play.refusal(of: more(.workingDays(0)))?.contains("more than nothing") == true)
    #expect(play.refusal(of: more(.workingDays(5), of: "b")) == "no such deadline runs; those that do: a")
    try play.act(.declareInterest(person: "lee", reason: "kin"))
    #expect(play.refusal(of: more(.workingDays(5)))?.contains("declared interest") == true)
    try play.send("end")
    #expect(play.refusal(of: more(.workingDays(5), by: "kim")) == "the case is closed")
  }
}
