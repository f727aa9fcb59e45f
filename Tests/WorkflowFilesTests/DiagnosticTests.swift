import JSON
import Testing
import WorkflowFiles

@Suite("Findings are collected, ordered and bounded") struct DiagnosticTests {
  private func place(_ line: Int, _ column: Int = 1, file: String = "w.yaml") -> SourcePlace {
    SourcePlace(file: file, line: line, column: column)
  }

  @Test func `a finding reads as file, line, column, severity, code and message, with the remedy below`() {
    let finding = Diagnostic(
      .unknownKey, .warning, at: place(41, 9), "a state has no key \"x\"", remedy: "take it out",
      trace: ["accept", "close"])
    #expect(
      finding.description == """
        w.yaml:41:9: warning unknown-key: a state has no key "x"
          take it out
          path: accept, close
        """)
  }

  @Test func `a finding is one line of JSON with stable keys`() {
    let finding = Diagnostic(.unknownKey, .error, at: place(4, 2), "m", remedy: "r", trace: ["e"])
    let line = #"{"file":"w.yaml","line":4,"column":2,"severity":"error","code":"unknown-key","#
    #expect(finding.json.serialized() == line + #""message":"m","remedy":"r","trace":["e"]}"#)
    let bare = Diagnostic(.moreFindings, .note, at: place(1), "m", remedy: nil)
    #expect(bare.json["remedy"] == nil)
    #expect(bare.json["trace"] == nil)
  }

  @Test func `findings are ordered by file and place, and by discovery at one place`() {
    let diagnostics = Diagnostics()
    diagnostics.error(.wrongType, at: place(2), "c", remedy: "r")
    diagnostics.note(.wrongType, at: place(1, 9), "b")
    diagnostics.warning(.wrongType, at: place(1, 2), "a", remedy: "r")
    diagnostics.error(.wrongType, at: place(2), "d", remedy: "r")
    diagnostics.error(.wrongType, at: place(1, file: "a.yaml"), "first", remedy: "r")
    #expect(diagnostics.findings.map(\.message) == ["first", "a", "b", "c", "d"])
  }

  @Test func `only errors make a file unusable`() {
    let diagnostics = Diagnostics()
    diagnostics.warning(.wrongType, at: place(1), "a", remedy: "r")
    #expect(!diagnostics.hasErrors)
    diagnostics.error(.wrongType, at: place(1), "a", remedy: "r")
    #expect(diagnostics.hasErrors)
  }

  @Test func `the same finding is reported once`() {
    let diagnostics = Diagnostics()
    for _ in 0..<3 { diagnostics.error(.wrongType, at: place(1), "a", remedy: "r") }
    #expect(diagnostics.findings.count == 1)
  }

  @Test func `findings beyond the limit are counted, and their words never made`() {
    let diagnostics = Diagnostics(limit: 3)
    var made = 0
    func message() -> String {
      made += 1
      return "m"
    }
    for line in 1...5 { diagnostics.error(.wrongType, at: place(line), message(), remedy: "r") }
    #expect(diagnostics.findings.count == 4)
    #expect(diagnostics.findings.last?.message == "and 2 more")
    #expect(diagnostics.findings.last?.severity == .note)
    #expect(made == 3)
  }

  @Test func `codes are kebab-case and each its own`() {
    let codes = DiagnosticCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.allSatisfy { $0 == "-" || $0.isNumber || ($0.isLowercase && $0.isASCII) } })
  }

  @Test func `text from a file can't steer a terminal through a message`() {
    #expect("a\u{1B}[2Jb\u{202E}c\n".inQuotes == "\"a\\u{1b}[2Jb\\u{202e}c\\u{a}\"")
    #expect(String(repeating: "x", count: 61).inQuotes == "\"" + String(repeating: "x", count: 60) + "…\"")
    #expect(["a"].inQuotes(joinedBy: "or") == "\"a\"")
    #expect(["a", "b", "c"].inQuotes(joinedBy: "or") == "\"a\", \"b\" or \"c\"")
  }

  @Test(arguments: [
    ("verfy", "verify"), ("verifiy", "verify"), ("evrify", "verify"), ("Verify", "verify"), ("on-done", "onDone"),
    ("case_manager", "case-manager"), ("tagret", "target"), ("gaurd", "guard"), ("wihtin", "within"),
  ])
  func `a mistyped word finds what was meant`(word: String, meant: String) {
    #expect(didYouMean(word, ["on", "onDone", "verify", "case-manager", "target", "guard", "within"]) == meant)
  }

  @Test(arguments: ["xy", "od", "completely", "", "guardianship", String(repeating: "verify", count: 1_000)])
  func `a word that is far from all finds none`(word: String) {
    #expect(didYouMean(word, ["on", "onDone", "verify", "case-manager", "target", "guard", "within"]) == nil)
  }
}
