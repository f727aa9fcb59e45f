import Casework
import CivilTime
import JSON
import MachineForms
import Testing
import WorkflowFiles
import WorkingTime

@Suite struct SimulateSessionTests {
  private let text = """
    workflow: tiny
    title: Tiny
    calendar: office
    longest-pause: 1 days
    data: { word: { type: string, max-length: 5, initial: "'none'" }, count: { type: int, initial: "0" } }
    parties: { desk: { title: Desk, staff: true } }
    initial: a
    states:
      a:
        owner: desk
        entry: [notify: { to: desk, template: hello }, log: "'began'", raise: began]
        after: { 2 hours: b }
        on:
          say: { by: [desk], form: [word], actions: [assign: { count: data.count + 1 }] }
          fail: { actions: [assign: { count: "1 / data.count" }] }
          error.execution: { actions: [log: "'failed'"] }
      b: { type: final }
    """

  private func session(enforcesRoles: Bool = false) throws -> SimulateSession {
    let hello = MessageFile(file: "hello.mustache", name: "hello", text: "Subject: Hello\n\nBy {{ due }}.\n")
    let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text, messages: [hello]))
    let facts = Facts(
      now: try #require(Instant(rfc3339: "2026-01-05T09:00:00Z")),
      calendar: WorkingCalendar(name: "office", years: 2026...2026, holidays: []), directory: Directory(),
      enforcesRoles: enforcesRoles)
    return try SimulateSession(of: try #require(reading.workflow), data: [:], facts: facts, showsTrace: false)
  }

  @Test func `the start is answered with where the case stands, what was said and which timers run`() throws {
    let opening = try session().opening()
    #expect(opening["input"] == ["start": "2026-01-05T09:00:00Z"])
    #expect(opening["now"] == "2026-01-05T09:00:00Z")
    #expect(opening["configuration"] == ["a"])
    #expect(opening["log"] == ["began"])
    #expect(opening["raised"] == ["began"])
    #expect(opening["timers"] == [["id": "a.after 2 hours", "due": "2026-01-05T11:00:00Z"]])
    #expect(
      opening["messages"] == [["to": "desk", "template": "hello", "subject": "Hello", "body": "By .\n"]])
    #expect(opening["data"] == ["word": "none", "count": 0])
    #expect(opening["accepted"] == true)
    #expect(opening["done"] == false)
    #expect(opening["trace"] == nil)
  }

  @Test func `data that don't fit are an answer, and the case stands as it stood`() throws {
    var session = try session()
    let refused = try session.answer(line: #"{"event": "say", "data": {"word": "far too long"}}"#)
    #expect(refused["accepted"] == false)
    #expect(refused["refused"] == "word must be 5 characters or fewer")
    #expect(refused["data"] == ["word": "none", "count": 0])
    let said = try session.answer(line: #"{"event": "say", "data": {"word": "yes"}}"#)
    #expect(said["data"] == ["word": "yes", "count": 1])
  }

  @Test func `a fault is told, and the workflow hears of it`() throws {
    var session = try session()
    let answer = try session.answer(line: #"{"event": "fail"}"#)
    #expect(answer["log"] == ["failed"])
    #expect(answer["faults"]?.arrayValue?.count == 1)
    #expect(answer["accepted"] == true)
  }

  @Test func `roles count only where they are enforced`() throws {
    var open = try session()
    #expect(try open.answer(line: #"{"event": "say", "data": {}}"#)["accepted"] == true)
    var strict = try session(enforcesRoles: true)
    #expect(try strict.answer(line: #"{"event": "say", "data": {}}"#)["accepted"] == false)
    #expect(try strict.answer(line: #"{"event": "say", "by": "desk", "data": {}}"#)["accepted"] == true)
  }

  @Test func `time passes by delays and to instants, stands still in a pause, and never goes back`() throws {
    var session = try session()
    #expect(try session.answer(line: #"{"advance": "1 hour"}"#)["now"] == "2026-01-05T10:00:00Z")
    #expect(
      try session.answer(line: #"{"pause": true}"#)["timers"] == [["id": "pause", "due": "2026-01-06T10:00:00Z"]])
    #expect(try session.answer(line: #"{"at": "2026-01-05T20:00:00Z"}"#)["done"] == false)
    #expect(
      try session.answer(line: #"{"resume": true}"#)["timers"]
        == [["id": "a.after 2 hours", "due": "2026-01-05T21:00:00Z"]])
    let back = try session.answer(line: #"{"at": "2026-01-01T00:00:00Z"}"#)
    #expect(back["accepted"] == false)
    #expect(back["refused"]?.stringValue?.contains("can't be turned back") == true)
    #expect(try session.answer(line: #"{"advance": "1 day"}"#)["done"] == true)
  }

  @Test(arguments: [
    "", "not json", "[]", "{}", "\"go\"", #"{"advance": "5"}"#, #"{"advance": 5}"#, #"{"at": "tomorrow"}"#,
    #"{"event": 5}"#, #"{"event": "a", "event": "b"}"#,
  ])
  func `a line that can't be read is refused with what it should be`(_ line: String) throws {
    var session = try session()
    let problem = #expect(throws: SimulateProblem.self) { try session.answer(line: line) }
    #expect(problem?.description.isEmpty == false)
    #expect(try session.answer(line: #"{"event": "say", "data": {}}"#)["accepted"] == true)
  }

  @Test func `a line may say who it is and take up a closed case`() throws {
    let text = """
      workflow: pair
      title: Pair
      calendar: office
      parties: { desk: { title: Desk, staff: true }, head: { title: Head, staff: true } }
      reopen: { target: drafting, by: [head] }
      initial: drafting
      states:
        drafting: { on: { submit: { by: [desk], target: checking } } }
        checking: { on: { approve: { by: [desk], not-by: [submit], target: done } } }
        done: { type: final }
      """
    let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text, messages: []))
    let facts = Facts(
      now: try #require(Instant(rfc3339: "2026-01-05T09:00:00Z")),
      calendar: WorkingCalendar(name: "office", years: 2026...2026, holidays: []), directory: Directory(),
      enforcesRoles: true)
    var session = try SimulateSession(
      of: try #require(reading.workflow), data: [:], facts: facts, showsTrace: false)
    func accepts(_ line: String) throws -> Bool { try session.answer(line: line)["accepted"] == true }
    #expect(try accepts(#"{"event": "submit", "by": "desk", "person": "amy"}"#))
    #expect(try !accepts(#"{"event": "approve", "by": "desk", "person": "amy"}"#))
    #expect(try accepts(#"{"event": "approve", "by": "desk", "person": "ben"}"#))
    #expect(try !accepts(#"{"reopen": "New evidence", "by": "desk", "person": "ben"}"#))
    let reopened = try session.answer(line: #"{"reopen": "New evidence", "by": "head", "person": "cat"}"#)
    #expect(reopened["accepted"] == true && reopened["leaves"] == ["drafting"] && reopened["done"] == false)
  }
}
