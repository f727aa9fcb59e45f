import Testing
import WorkflowFiles

@Suite("What is wrong in an expression is told where it is") struct ReaderExpressionTests {
  private func guarded(_ lines: String) -> String {
    findings(
      """
      workflow: w
      data: {nation: {type: string}, n: {type: int}}
      parties: {desk: {staff: true}}
      states:
        triage: {on: {x: {guard: \(lines), target: triage}}}
      """)
  }

  @Test func `the place is that of the character in the file, however the text is written`() {
    #expect(
      guarded("data.natoin == 'x'").hasPrefix("w.yaml:5:28: error unknown-field: there is no \"data.natoin\" here"))
    #expect(guarded("\"data.n == 1 && data.natoin == 'x'\"").hasPrefix("w.yaml:5:44: error unknown-field"))
    #expect(guarded("'data.nation == ''é'' && data.natoin == ''x'''").hasPrefix("w.yaml:5:53: error unknown-field"))
    let folded = findings(
      """
      workflow: w
      data: {n: {type: int}}
      states:
        a:
          always:
            - guard: >-
                data.n == 1 &&
                data.m == 2
              target: a
      """)
    #expect(folded.hasPrefix("w.yaml:8:11: error unknown-field"), "\(folded)")
  }

  @Test func `every kind of mistake has a code of its own`() {
    #expect(guarded("data.n ==").hasPrefix("w.yaml:5:37: error expression-syntax"))
    #expect(guarded("nation == 'x'").hasPrefix("w.yaml:5:28: error unknown-name"))
    #expect(guarded("soon(data.n)").hasPrefix("w.yaml:5:28: error unknown-function"))
    #expect(guarded("data.n == 'x'").hasPrefix("w.yaml:5:35: error expression-type"))
    #expect(guarded("data.nation.matches('(')").contains("error expression-constant"))
  }

  @Test func `a field that may be empty is spoken of in plain words`() {
    #expect(
      guarded("data.n").hasPrefix("w.yaml:5:28: error expression-type: this is int or null, and bool is needed here"))
  }

  @Test func `states and parties that an expression names are looked up`() {
    #expect(guarded("inState('triage') && 'desk' in party") == "")
    #expect(
      guarded("inState('traige') || \"'dsk' in party\"".replacing("\"", with: "")) == """
        w.yaml:5:36: error unknown-state: no state "traige"
          did you mean "triage"?
        w.yaml:5:49: error unknown-party: no party "dsk"
          did you mean "desk"?
        """)
  }

  @Test func `true, numbers and null need no quotes`() {
    #expect(guarded("true") == "")
    #expect(
      findings("workflow: w\ndata: {n: {type: int, initial: 3}}\nstates: {a: {exit: [assign: {n: null}, log: 1]}}")
        == "")
  }

  @Test func `every expression is known with its place`() {
    let reading = reading(
      """
      workflow: w
      data: {n: {type: int, initial: 3}}
      states: {a: {always: {guard: data.n > 3, target: a}}}
      """, messages: ["m": "Subject: {{ data.n }}\n\n{{#data.n == 1}}one{{/}}"])
    #expect(reading.places.expressions.map(\.expression.source) == ["3", "data.n > 3", "data.n", "data.n == 1"])
    #expect(
      reading.places.expressions.map(\.place.description) == [
        "w.yaml:2:32", "w.yaml:3:30", "m.mustache:1:13", "m.mustache:3:4",
      ])
  }
}
