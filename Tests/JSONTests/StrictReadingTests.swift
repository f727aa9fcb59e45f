import JSON
import Testing

@Suite("JSON is read strictly") struct StrictReadingTests {
  @Test(arguments: [
    "", " ", "[1,]", "{\"a\":1,}", "[,1]", "[1 2]", "{a:1}", "{'a':1}", "'a'", "[1", "{\"a\"", "{\"a\":", "{\"a\":1",
    "]", "}", ",", ":", "1 2", "{}{}", "[1]]", "tru", "truex", "True", "nul", "NaN", "Infinity", "-Infinity",
    "undefined",
    "//x\n1", "/*x*/1", "[1]//", "+1", ".5", "1.", "01", "-01", "00", "-", "--1", "1e", "1e+", "1.e1", "0x10", "1_000",
    "1,000", "\"", "\"a", "\"\\", "\"\\u", "\"\\u12\"", "\"\\uZZZZ\"", "\"\\x41\"", "\"\\'\"", "\"\n\"", "\"\t\"",
    "\"\u{0}\"", "\u{0}", "1\u{0}", "\u{FEFF}1", "\u{A0}1", "\u{B}1", "{\"a\":1 \"b\":2}", "{\"a\" 1}", "{1:2}",
    "{\"a\"}",
    "{,}", "[}", "{]",
  ])
  func `what RFC 8259 does not allow is refused`(text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
  }

  @Test func `white space may stand around every token`() throws {
    let value = try JSONValue(parsing: "\r\n\t { \"a\" : [ 1 , true ] , \"b\" : { } } \n")
    #expect(value == ["a": [1, true], "b": [:]])
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 1), ([0x22, 0x41, 0xC3, 0x22], 2), ([0x22, 0xC0, 0x80, 0x22], 1),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1), ([0x22, 0xC3, 0xA9, 0xE2, 0x82, 0x22], 3),
      ([0x22, 0xE0, 0x80, 0x80, 0x22], 1),
      ([0x22, 0x5C, 0x6E, 0x80, 0x22], 3), ([0x80], 0),
    ] as [([UInt8], Int)])
  func `invalid UTF-8 is refused with its offset`(bytes: [UInt8], offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
    #expect(error?.offset == offset)
  }

  @Test(arguments: [#""\uD800""#, #""\uDC00""#, #""\uD800\uD800""#, #""\uD83Dx""#, #""\uD83D\n""#, #""\uD83D\u0041""#])
  func `half a surrogate pair is refused`(text: String) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.message.contains("surrogate") == true)
    #expect(error?.offset == 1)
  }

  @Test func `a member that stands twice is refused at its second place`() {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\"a\": 1,\n \"b\": 2, \"a\": 3}") }
    #expect(error?.line == 2)
    #expect(error?.column == 10)
    #expect(error?.message == "the member “a” is there twice; a name may stand once")
  }

  @Test func `a doubled member is found among many, also when one is spelled with an escape`() {
    let members = (0..<5_000).map { "\"member number \($0)\":\($0)" }.joined(separator: ",")
    #expect(throws: JSONError.self) { try JSONValue(parsing: "{\(members),\"\\u006dember number 77\":1}") }
    #expect(throws: Never.self) { try JSONValue(parsing: "{\(members)}") }
  }

  @Test func `names that only look alike are different members`() throws {
    let value = try JSONValue(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(value["\u{E9}"] == 1)
    #expect(value["e\u{301}"] == 2)
  }

  @Test func `a place is counted in lines and characters`() {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "[\n  \"é😀\", x]") }
    #expect(error.map { [$0.line, $0.column, $0.offset] } == [2, 9, 14])
    #expect(error?.description == "2:9: expected a value, found “x”")
  }

  @Test func `an error never repeats a value`() {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\"supplier\":\"Acme Ltd\" \"x\"}") }
    #expect(error?.message.contains("Acme") == false)
  }
}
