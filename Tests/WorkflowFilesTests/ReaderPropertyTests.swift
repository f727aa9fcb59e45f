import Casework
import Testing
import WorkflowFiles

@Suite("Properties are read as they are written") struct ReaderPropertyTests {
  private static func workflow(_ properties: String) -> WorkflowReading {
    let text = """
      workflow: complaint
      \(properties)
      data:
        consent: { type: bool, initial: "false" }
      parties:
        prime: { title: Prime, email: "'prime@example.org'" }
        clerk: { title: Clerk, staff: true }
      states:
        asked:
          owner: clerk
          entry: [notify: { to: prime, template: letter }]
          within: 5 working days
          otherwise: closed
          on:
            answer: { by: [clerk], form: [consent], target: closed }
        closed: { type: final }
      """
    return WorkflowReader.read(
      WorkflowSource(
        file: "w.yaml", text: text,
        messages: [MessageFile(file: "letter.mustache", name: "letter", text: "Subject: A\n\nDear all.\n")]))
  }

  /// The properties in words.
  private func words(_ properties: String) throws -> [String] {
    let reading = Self.workflow(properties)
    let errors = reading.findings.filter { $0.severity == .error }.map(\.description)
    return try #require(reading.workflow, "\(errors)").properties.map(\.description)
  }

  @Test(arguments: [
    ("{ notified: letter, before: answer }", "never the message \"letter\" is sent before \"answer\" is taken"),
    (
      "{ notified: { to: prime }, after: closed }", "never a message is sent to \"prime\" after \"closed\" is entered"
    ),
    (
      "{ notified: { to: [prime, clerk], template: letter }, unless: data.consent }",
      "never the message \"letter\" is sent to \"prime\" or \"clerk\", unless data.consent"
    ),
    (
      "{ named: { party: prime, to: clerk }, while: \"!data.consent\" }",
      "never a message tells \"clerk\" who \"prime\" is, while !data.consent"
    ),
    ("{ named: { party: prime } }", "never a message tells somebody who \"prime\" is"),
    (
      "{ entered: [asked, closed], after: { ended: true } }",
      "never \"asked\" or \"closed\" is entered after the case ends"
    ),
    ("{ taken: { event: answer, by: clerk } }", "never \"answer\" is taken by \"clerk\""),
    (
      "{ taken: { event: answer, by-sender-of: answer } }",
      "never \"answer\" is taken by who sent \"answer\""
    ),
    ("{ published: true, before: { taken: answer } }", "never a result is put forward before \"answer\" is taken"),
    ("{ holds: data.consent, in: asked }", "never data.consent in \"asked\""),
  ]) func `what must never be`(text: String, words: String) throws {
    #expect(try self.words("never: \(text)") == [words])
    #expect(try self.words("never: [\(text), \(text)]") == [words, words])
  }

  @Test(arguments: [
    (
      "{ eventually: closed, within: 5 working days }",
      "always \"closed\" is entered within 5 working days after the opening, even if nobody acts"
    ),
    (
      "{ eventually: { ended: true }, after: answer, within: 1 working day, even-if: people delay it }",
      "always the case ends within 1 working days after \"answer\" is taken, even if people delay it"
    ),
    (
      "{ notified: letter, when: { entered: closed }, unless: data.consent }",
      "always the message \"letter\" is sent when \"closed\" is entered, unless data.consent"
    ),
    ("{ holds: \"!data.consent\", in: asked }", "always !data.consent in \"asked\""),
  ]) func `what must always be`(text: String, words: String) throws {
    #expect(try self.words("always: \(text)") == [words])
  }

  @Test func `each has its place and its reason`() throws {
    let reading = Self.workflow("never:\n  - published: true\n    because: Nobody asked for it.\n  - { ended: true }")
    #expect(reading.places.properties.map(\.line) == [3, 5])
    #expect(reading.workflow?.properties.map(\.reason) == ["Nobody asked for it.", nil])
  }
}
