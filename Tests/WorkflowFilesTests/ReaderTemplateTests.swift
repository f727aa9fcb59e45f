import Casework
import Testing
import WorkflowFiles

@Suite("Messages are read with their places") struct ReaderTemplateTests {
  private let text = "workflow: w\ndata: {n: {type: int}, b: {type: bool}}\nstates: {a: {}}\n"

  private func findings(_ message: String) -> String {
    WorkflowFilesTests.findings(text, messages: ["m": message]).replacing("m.mustache:", with: "")
  }

  private func template(_ message: String) throws -> MessageTemplate {
    try #require(try workflow(text, messages: ["m": message]).templates["m"])
  }

  /// A template's pieces in short: text in bars, expressions as they are.
  private func words(_ pieces: [MessageTemplate.Piece]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): "|\(text)|"
      case .insert(let expression): expression.source
      case .section(let condition, let shownWhen, let inner):
        "\(shownWhen ? "#" : "^")\(condition.source)(\(words(inner)))"
      }
    }.joined(separator: " ")
  }

  @Test func `headers come first, then an empty line, then the text as it stands`() throws {
    let template = try template("Subject: Case {{ case.reference }}\n\nDear all,\n\n  {{data.n}}\n")
    #expect(words(template.subject) == "|Case | case.reference")
    #expect(words(template.body) == "|Dear all,\n\n  | data.n |\n|")
  }

  @Test func `sections nest, and keep their line breaks`() throws {
    let template = try template(
      "Subject: S\n\n{{#data.b}}\nyes {{^data.n == 1}}no{{/data.n == 1}}\n{{/}}{{! Not sent: }}end")
    #expect(words(template.body) == "#data.b(|\nyes | ^data.n == 1(|no|) |\n|) |end|")
  }

  @Test func `the end of a tag is not looked for within texts and maps`() throws {
    let body = #"{{ 'a}}b' }}{{ "}}" + r'\' + '\'}}' }}{{ {'k': {'l': '}}'}}['k'] }}{{ """}}"}}""" }}}}"#
    let template = try template("Subject: S\n\n" + body)
    #expect(
      words(template.body) == #"'a}}b' "}}" + r'\' + '\'}}' {'k': {'l': '}}'}}['k'] """}}"}}""" |}}|"#)
  }

  @Test func `lines may end as other systems end them`() throws {
    let template = try template("Subject: S\r\n\r\none\r\n{{ data.n }}\r\n")
    #expect(words(template.subject) == "|S|")
    #expect(words(template.body) == "|one\n| data.n |\n|")
  }

  @Test func `a problem in an expression has its line and column in the message`() {
    #expect(
      findings("Subject: S\n\nIt is é {{ data.m }}") == """
        3:12: error unknown-field: there is no "data.m" here
          declare it under "data", or mend its name
        """)
    #expect(findings("Subject: {{ 1 + }}\n\n").hasPrefix("1:16: error expression-syntax"))
    #expect(findings("Subject: S\n\n{{#data.n}}x{{/}}").hasPrefix("3:4: error expression-type: this is int or null"))
  }

  @Test func `sections that do not fit together are reported`() {
    #expect(findings("Subject: S\n\n{{#data.b}}x").hasPrefix("3:1: error template-syntax: this section is not closed"))
    #expect(findings("Subject: S\n\nx{{/}}").hasPrefix("3:2: error template-syntax: nothing is open"))
    #expect(
      findings("Subject: S\n\n{{#data.b}}x{{/data.n}}").hasPrefix("3:13: error template-syntax: this closes a section"))
    #expect(findings("Subject: S\n\nx {{ data.n").hasPrefix("3:3: error template-syntax: this \"{{\" is not closed"))
    #expect(findings("Subject: S\n\n{{ }}{{> x }}").hasPrefix("3:1: error template-syntax: this tag is empty"))
    #expect(
      findings("Subject: S\n\n{{> x }}").hasPrefix("3:1: error template-syntax: a tag can't begin with this sign"))
  }

  @Test func `a message has a subject, and no header that nobody knows`() {
    #expect(findings("Hello\n").hasPrefix("1:1: error missing-subject"))
    #expect(findings("").hasPrefix("1:1: error missing-subject"))
    #expect(findings("Subject:\n\nx").hasPrefix("1:1: error missing-subject"))
    #expect(
      findings("subject: x\n\n").contains(
        "1:1: error unknown-header: no header \"subject\"\n  did you mean \"Subject\"?"))
    #expect(findings("Subject: x\nCc: y\n\n").hasPrefix("2:1: error unknown-header: no header \"Cc\""))
    #expect(findings("Subject: x\nSubject: y\n\n").hasPrefix("2:1: error duplicate-key: a second subject"))
    #expect(findings("Subject: x\nHello you\n").hasPrefix("2:1: error unknown-header: this is no header"))
  }

  @Test func `a message too long or not in UTF-8 is refused`() {
    let long = MessageFile(
      file: "m.mustache", name: "m", text: "Subject: s\n\n" + String(repeating: "x", count: WorkflowLimits.messageBytes)
    )
    let garbled = MessageFile(file: "g.mustache", name: "g", bytes: [0x53, 0xFF])
    let source = WorkflowSource(file: "w.yaml", text: text, messages: [long, garbled])
    #expect(WorkflowReader.read(source).findings.map(\.code) == [.notUTF8, .fileTooLarge])
  }

  @Test(arguments: [0, 1])
  func `sections nest as deep as the limit`(over: Int) {
    let depth = WorkflowLimits.sectionDepth + over
    let message =
      "Subject: s\n\n" + String(repeating: "{{#data.b}}", count: depth) + String(repeating: "{{/}}", count: depth)
    #expect(findings(message).contains("nested more than") == (over > 0))
  }
}
