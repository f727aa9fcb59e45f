import JSON
import Testing
import WorkflowFiles

@Suite("YAML means what YAML 1.2 says") struct YAMLMeaningTests {
  @Test(arguments: ["on", "off", "yes", "no", "y", "n", "True", "FALSE", "1:30", "2026-01-05", ".inf", "0b1", "1_000"])
  func `a word that only old YAML takes for something else is text`(word: String) throws {
    let node = try #require(read("x: \(word)").root?["x"])
    #expect(node.text == word)
    #expect(node.bool == nil)
    #expect(node.integer == nil)
    #expect(node.number == nil)
    #expect(node.json == .string(word))
  }

  @Test func `what nothing, truth and numbers are is asked of plain text only`() throws {
    let root = try #require(
      read(
        """
        nothing: [null, ~, Null, NULL, !!str null, "null", ""]
        truth: [true, false, "true"]
        whole: [12, -3, +4, 0o17, 0xff, 007, "12", 9223372036854775808, !!str 12]
        numbers: [1.50, -.5, +1., 1e3, 1.5E-3, 00.1, -0, "1.5", 1.5.1, e3, .]
        """
      ).root)
    #expect(root["nothing"]?.elements?.map(\.isNull) == [true, true, true, true, false, false, false])
    #expect(root["truth"]?.elements?.map(\.bool) == [true, false, nil])
    #expect(root["whole"]?.elements?.map(\.integer) == [12, -3, 4, 15, 255, 7, nil, nil, nil])
    #expect(
      root["numbers"]?.elements?.map(\.number)
        == ["1.50", "-0.5", "1", "1e3", "1.5e-3", "0.1", "-0", nil, nil, nil, nil])
  }

  @Test func `keys keep document order`() {
    let root = read("zebra: 1\napple: {y: 1, x: 2}\nmango: 3").root
    #expect(root?.pairs?.map(\.name) == ["zebra", "apple", "mango"])
    #expect(root?["apple"]?.pairs?.map(\.name) == ["y", "x"])
  }

  @Test func `every style of text is read and remembered`() {
    let root = read("a: plain\nb: 'it''s'\nc: \"\\u00e9\\n\"\nd: |\n  x\n   y\ne: >-\n  x\n  y\n").root
    let scalars = root?.pairs?.compactMap(\.value.scalar) ?? []
    #expect(scalars.map(\.text) == ["plain", "it's", "é\n", "x\n y\n", "x y"])
    #expect(scalars.map(\.style) == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded])
  }

  @Test func `an alias is the node that its anchor marks`() {
    let root = read("a: &x {b: 1}\nc: *x\nd: [*x, &x 2, *x]").root
    #expect(root?["a"] === root?["c"])
    #expect(root?["d"]?.elements?.map(\.json) == [["b": 1], 2, 2])
  }

  @Test func `a JSON file is a YAML file with the same value`() throws {
    let text = #"{"a":[1,-2.50,true,null,"x\/\"\u00e9\n"],"b":{"c":{},"d":[]},"e":"{{x}}, [y]: #z"}"#
    let (root, findings) = read(text)
    #expect(findings.isEmpty)
    #expect(root?.json == (try JSONValue(parsing: text)))
  }

  @Test func `a byte order mark before UTF-8 is passed over`() {
    let (root, findings) = read("\u{FEFF}a: 1")
    #expect(findings.isEmpty)
    #expect(root?.pairs?.first?.key.start == SourceText(file: "", bytes: []).mark(at: 0))
  }

  @Test func `a node knows its range in lines, characters and bytes`() throws {
    let root = try #require(read("é: 1\r\nüü: {ab: 😀cd, e: f}\r\n").root)
    let range = try #require(root["üü"]?["ab"]?.range)
    #expect([range.start.line, range.start.column, range.start.offset] == [2, 10, 18])
    #expect([range.end.line, range.end.column, range.end.offset] == [2, 13, 24])
    #expect(root["üü"]?["e"]?.place == SourcePlace(file: "w.yaml", line: 2, column: 18))
  }
}
