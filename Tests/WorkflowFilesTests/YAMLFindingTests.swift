import Testing
import WorkflowFiles

@Suite("What is wrong with a YAML file is said with place and remedy") struct YAMLFindingTests {
  @Test(arguments: [
    (
      "", "1:1", "empty-file", "the file is empty",
      "write something into it, or remove it"
    ),
    (
      "# nothing\n", "1:1", "empty-file", "the file is empty",
      "write something into it, or remove it"
    ),
    (
      "a: 1\nb: 2\na: 3", "3:1", "duplicate-key", "the key \"a\" is there twice, first in line 1",
      "give one of them another name, or take it out"
    ),
    (
      "a:\n\tb: 1", "2:1", "tab-in-indentation", "a tab stands where spaces set a line in",
      "put spaces there, two for each level; most editors can do that by themselves"
    ),
    (
      "a: |\n  x\n\ty", "3:1", "tab-in-indentation", "a tab stands where spaces set a line in",
      "put spaces there, two for each level; most editors can do that by themselves"
    ),
    (
      "a: !money 12", "1:4", "unknown-tag", "the tag \"!money\" has no meaning here",
      "take it out; what a value is follows from its key. Text that begins with \"!\" stands in quotes"
    ),
    (
      "a: !!int \"12\"", "1:4", "unknown-tag", "the tag \"!!int\" has no meaning here",
      "take it out; what a value is follows from its key. Text that begins with \"!\" stands in quotes"
    ),
    (
      "x: &x {a: 1}\ny:\n  <<: *x\n", "3:3", "merge-key", "\"<<\" can't merge mappings; it is not part of YAML 1.2",
      "write the keys out, or let an alias stand for the whole value"
    ),
    (
      "a: 1\n---\nb: 2", "2:1", "several-documents", "a second document begins here",
      "move it into a file of its own, and take the line \"---\" or \"...\" before it out"
    ),
    (
      "a: 1\n...\nb: 2", "3:1", "several-documents", "a second document begins here",
      "move it into a file of its own, and take the line \"---\" or \"...\" before it out"
    ),
    (
      "%TAG ! x\n---\na: 1", "1:1", "yaml-directive", "a file may begin with \"%YAML 1.2\" and no other directive",
      "take the line out"
    ),
    (
      "title: {{ data.x }}", "1:9", "key-not-text", "a key must be text, found a mapping",
      "put quotes around text that begins with \"{\" or \"[\""
    ),
    (
      "?\n: 1", "1:2", "key-not-text", "a key is missing before \":\"",
      "write a key, or put the text in quotes"
    ),
    (
      "first: &first 1\nb: *frist", "2:4", "unknown-alias", "nothing before this is marked \"&frist\"",
      "did you mean \"*first\"?"
    ),
    (
      "a: *none", "1:4", "unknown-alias", "nothing before this is marked \"&none\"",
      "mark a value with \"&none\" first, or put quotes around text that begins with \"*\""
    ),
    (
      "a: &a [1, *a]", "1:11", "recursive-alias", "\"*a\" stands inside of what it names",
      "write out what is meant; a value can't contain itself"
    ),
    (
      "a: \u{7}", "1:4", "control-character", "a control character can't stand in a file",
      "take it out, or write it as an escape in double quotes"
    ),
    (
      "é: \u{85}\u{9F}", "1:5", "control-character", "a control character can't stand in a file",
      "take it out, or write it as an escape in double quotes"
    ),
  ])
  func `a mistake has its place, its code, its words and its remedy`(
    text: String, place: String, code: String, message: String, remedy: String
  ) {
    let found = read(text).findings
    #expect(found.map(\.description) == ["w.yaml:\(place): error \(code): \(message)\n  \(remedy)"])
  }

  @Test(arguments: [
    ("a: b: c", "1:5", "a \":\" can't stand here"),
    ("a: 1\nb\nc: 2", "2:1", "this line has no \":\" after its key"),
    ("a: \"x\nb: 1", "1:4", "the text that begins with this quote is not closed"),
    ("a: 'x", "1:4", "the text that begins with this quote is not closed"),
    ("a: [1, 2\nb: 3", "2:2", "the list that begins with \"[\" in line 1 goes wrong here"),
    ("a: {b: 1", "1:9", "the mapping that begins with \"{\" in line 1 goes wrong here"),
    ("a: \"\\q\"", "1:5", "a backslash can't stand before this in double quotes"),
    ("a: \"\\uD83D\\uDE00\"", "1:5", "this escape stands for no character"),
    ("a: \"\\u12\"", "1:5", "an escape such as \\u00e9 lacks its digits"),
    ("a: @x", "1:4", "text can't begin with \"@\""),
    ("a: `x`", "1:4", "text can't begin with \"`\""),
    ("a: %x", "1:4", "text can't begin with \"%\""),
    ("a: [1,,2]", "1:7", "a value is missing here"),
    ("a: |x\n  y", "1:5", "after \"|\" or \">\" the line must end"),
    ("a: & x", "1:4", "a name of letters and digits must follow \"&\" or \"*\""),
    ("a:\n  - 1\n b: 2", "3:2", "this does not fit the mapping that begins in line 1"),
    ("a: 1\n- 2", "2:1", "this does not fit the mapping that begins in line 1"),
    ("- 1\na: 2", "2:1", "this does not fit the list that begins in line 1"),
    ("a: - 1", "1:4", "a new entry can't begin here"),
    ("[a] b", "1:5", "the file's value has ended before this"),
    ("{a:,b: 1}", "1:3", "a \":\" here has no space after it"),
    ("a: \"x\n---\ny\"", "2:1", "\"---\" or \"...\" stands inside of text in quotes"),
  ])
  func `a syntax error is said in plain words`(text: String, place: String, message: String) {
    let found = read(text).findings
    #expect(found.map(\.code) == [.syntax])
    #expect(found.first.map { "\($0.place.line):\($0.place.column)" } == place)
    #expect(found.first?.message == message)
    #expect(found.first?.remedy?.isEmpty == false)
  }

  @Test func `what stands before a syntax error is reported with it, and kept`() {
    let (root, findings) = read("a: 1\na: 2\nb: {c: [x]}\nd: !odd y\ne: [1, \"open")
    #expect(findings.map(\.code) == [.duplicateKey, .unknownTag, .syntax])
    #expect(findings.map(\.place.line) == [2, 4, 5])
    #expect(root?.isCut == true)
    #expect(root?["b"]?.isCut == false)
    #expect(root?["e"]?.isCut == true)
    #expect(root?["e"]?.elements?.count == 1)
  }

  @Test func `a file that is no UTF-8 is refused with the place`() {
    for (bytes, place) in [
      (Array("ab: ".utf8) + [0xE9], "1:5"), ([0x61, 0x0A, 0xC3, 0xA9, 0xED, 0xA0, 0x80], "2:2"), ([0xC3], "1:1"),
      ([0xFF, 0xFE, 0x61, 0x00], "1:1"), ([0xFE, 0xFF, 0x00, 0x61], "1:1"),
    ] as [([UInt8], String)] {
      let diagnostics = Diagnostics()
      let document = YAMLDocument(reading: bytes, file: "w.yaml", diagnostics: diagnostics)
      #expect(document.root == nil)
      #expect(diagnostics.findings.map(\.code) == [.notUTF8])
      #expect(diagnostics.findings.first.map { "\($0.place.line):\($0.place.column)" } == place)
    }
  }

  @Test(arguments: [
    "---\na: 1\n", "a: 1\n...\n", "%YAML 1.2\n---\na: 1\n...\n# end\n\n", "# x\n\n--- # y\na: 1\n",
    "!!map {a: !!str 1}",
  ])
  func `one document may be marked as such`(text: String) {
    #expect(codes(text) == [])
  }
}
