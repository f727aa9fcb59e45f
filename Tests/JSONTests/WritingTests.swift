import JSON
import Testing

@Suite("JSON is written minimally and reads back the same") struct WritingTests {
  @Test func `members are written in the order they were read`() throws {
    let text = #"{"zebra":1,"apple":{"y":null,"x":[true,false,"",{}]},"mango":[]}"#
    #expect(try JSONValue(parsing: text).serialized() == text)
  }

  @Test func `only quotes, backslashes and control characters are escaped`() throws {
    let value: JSONValue = .string("a\"b\\c/d\u{8}\u{9}\u{A}\u{C}\u{D}\u{1}\u{1F}\u{7F}é\u{2028}😀")
    let text = #""a\"b\\c/d\b\t\n\f\r\u0001\u001f"# + "\u{7F}é\u{2028}😀\""
    #expect(value.serialized() == text)
    #expect(try JSONValue(parsing: text) == value)
  }

  @Test func `every escape that may be read is understood`() throws {
    let value = try JSONValue(parsing: #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD83D\uDE00\u0000 end""#)
    #expect(value == .string("\"\\/\u{8}\u{C}\n\r\tAé€😀\u{0} end"))
  }

  @Test func `bytes of any collection are read`() throws {
    let bytes = Array("x{\"a\":1}".utf8)
    #expect(try JSONValue(parsing: bytes.dropFirst()) == ["a": 1])
    #expect(try JSONValue(parsing: AnyCollection(bytes.dropFirst())) == ["a": 1])
    #expect(try JSONValue(parsing: Substring("[1]").utf8) == [1])
  }
}
