import JSON
import Testing

@Suite("JSON has limits") struct LimitTests {
  private func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  @Test func `nesting is read to the limit and refused one beyond`() throws {
    #expect(throws: Never.self) { try JSONValue(parsing: nested(128)) }
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: nested(129)) }
    #expect(error?.offset == 128)
    #expect(throws: JSONError.self) { try JSONValue(parsing: "{\"a\":[]}", limits: JSONLimits(depth: 1)) }
    #expect(throws: Never.self) { try JSONValue(parsing: "1", limits: JSONLimits(depth: 0)) }
  }

  @Test func `no limit that is asked for lets a deep text exhaust the stack`() throws {
    let limits = JSONLimits(depth: .max)
    #expect(limits.depth == JSONLimits.deepest)
    let deep = try JSONValue(parsing: nested(JSONLimits.deepest), limits: limits)
    #expect(deep.serialized() == nested(JSONLimits.deepest))
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 1_000_000), limits: limits) }
    #expect(throws: JSONError.self) {
      try JSONValue(parsing: String(repeating: "{\"a\":", count: 1_000_000), limits: limits)
    }
  }

  @Test func `a text is read to the size limit and refused one byte beyond`() {
    #expect(throws: Never.self) { try JSONValue(parsing: "[1,2]", limits: JSONLimits(bytes: 5)) }
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "[1,2] ", limits: JSONLimits(bytes: 5)) }
    #expect(error?.message == "the text has 6 bytes; at most 5 are read")
  }
}
