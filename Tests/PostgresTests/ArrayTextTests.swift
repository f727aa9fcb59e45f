import Testing

@testable import Postgres

struct ArrayTextTests {
  private static func encoded(_ elements: [String?]) -> String {
    var bytes: [UInt8] = []
    ArrayText.append(elements, to: &bytes) { ArrayText.appendQuoted($0.utf8, to: &$1) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decoded(_ text: String) -> [String?]? {
    Array(text.utf8).withUnsafeBytes { ArrayText.elements(of: $0) }?
      .map { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test(
    arguments: [
      ([], "{}"), ([nil], "{NULL}"), (["NULL"], #"{"NULL"}"#), ([""], #"{""}"#), (["a,b", "{c}"], #"{"a,b","{c}"}"#),
      ([#"say "hi""#], #"{"say \"hi\""}"#), ([#"back\slash"#], #"{"back\\slash"}"#),
    ] as [([String?], String)])
  func `text elements are quoted so that they stay text`(elements: [String?], text: String) {
    #expect(Self.encoded(elements) == text)
  }

  @Test func `what is written is read back`() {
    let elements: [String?] = ["", nil, "NULL", "{}", "\\", "\"", ",", " a ", "\n", "Großbritannien 🏛", "\\\"x"]
    #expect(Self.decoded(Self.encoded(elements)) == elements)
  }

  @Test func `bare elements and NULL are read as PostgreSQL writes them`() {
    #expect(Self.decoded("{1,NULL,abc}") == ["1", nil, "abc"])
  }

  @Test(arguments: ["", "{", "}", "{a", "{a,}", "{,a}", "{{a},{b}}", "{\"a}", "{\"a\\", "{a}b", "[0:1]={a,b}"])
  func `what is no array of one dimension is refused`(text: String) {
    #expect(Self.decoded(text) == nil)
  }
}
