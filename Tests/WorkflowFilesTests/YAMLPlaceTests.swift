import Testing
import WorkflowFiles

@Suite("A problem inside of text has a place in the file") struct YAMLPlaceTests {
  /// Looks for the word `HERE` both in the scalar's text and in the file.
  private func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let (root, findings) = read(text)
    #expect(findings.isEmpty, sourceLocation: sourceLocation)
    let scalar = try #require(root?["x"]?.text, sourceLocation: sourceLocation)
    let inText = try #require(offset(of: "HERE", in: scalar), sourceLocation: sourceLocation)
    let inFile = try #require(offset(of: "HERE", in: text), sourceLocation: sourceLocation)
    let expected = SourceText(file: "w.yaml", bytes: Array(text.utf8)).place(at: inFile)
    #expect(root?["x"]?.place(atTextOffset: inText) == expected, sourceLocation: sourceLocation)
  }

  private func offset(of word: String, in text: String) -> Int? {
    let text = Array(text.utf8)
    let word = Array(word.utf8)
    return text.indices.first { text[$0...].starts(with: word) }
  }

  @Test func `in plain text`() throws {
    try check("x: HERE")
    try check("é: 1\nx:   data.é  == HERE + 1 # no")
    try check("{x: a HERE}")
  }

  @Test func `in single quotes`() throws {
    try check("x: 'HERE'")
    try check("x: 'it''s ''HERE'''")
    try check("x: 'a\n    b ''c''\n\n  HERE'")
  }

  @Test func `in double quotes`() throws {
    try check(#"x: "HERE""#)
    try check(#"x: "\"é\" \u00e9\x41\U0001F600\t\n \L HERE""#)
    try check("x: \"a\n    b\\\n   c \\\"HERE\"")
    try check(#"{"x":"a \/ HERE"}"#)
  }

  @Test func `in a literal block`() throws {
    try check("x: |\n  HERE\n")
    try check("x: |-   # why\n    one\n\n      two\n    HERE && x")
    try check("y:\n  - 1\nx: |2\n    HERE\n")
    try check("x: |\r\n  a\r\n   HERE\r\n")
    try check("x: |+\n\n\n  a\n  é HERE\n\n")
  }

  @Test func `in folded text`() throws {
    try check("x: >\n  one\n  two\n\n  three HERE\n")
    try check("x: >-\n  one\n    more\n  HERE\n")
    try check("x: one\n   two\n\n   three HERE")
  }

  @Test func `an offset at or beyond the end is at the end`() throws {
    let node = try #require(read("x: 'ab'").root?["x"])
    #expect(node.place(atTextOffset: 2).column == 7)
    #expect(node.place(atTextOffset: 99).column <= 8)
  }

  @Test func `what is no text has only its own place`() {
    #expect(read("x: [1]").root?["x"]?.place(atTextOffset: 1).column == 4)
  }
}
