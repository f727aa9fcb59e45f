import JSON
import MachineForms
import Testing

struct EvaluateBatchTests {
  private func answer(_ line: String) throws -> JSONValue {
    try JSONValue(parsing: EvaluateBatch().answer(line: line))
  }

  @Test func `a line is answered with the value and its type`() throws {
    let answered = try answer(#"{"id": "a", "expr": "[1, 2u, 'x', 1.5, b'hi', null, true]"}"#)
    #expect(answered["id"] == "a")
    #expect(answered["type"] == "list(dyn)")
    let values = try #require(answered["value"]?["v"]?.arrayValue)
    #expect(values[0] == ["t": "int", "v": "1"])
    #expect(values[1] == ["t": "uint", "v": "2"])
    #expect(values[3] == ["t": "double", "v": "1.5"])
    #expect(values[4] == ["t": "bytes", "v": "aGk="])
    #expect(values[5] == ["t": "null"])
    #expect(values[6] == ["t": "bool", "v": true])
  }

  @Test func `every kind of value goes in and comes out the same`() throws {
    let values = [
      #"{"t":"null"}"#, #"{"t":"bool","v":true}"#, #"{"t":"int","v":"-9223372036854775808"}"#,
      #"{"t":"uint","v":"18446744073709551615"}"#, #"{"t":"double","v":"NaN"}"#, #"{"t":"double","v":"-Infinity"}"#,
      #"{"t":"string","v":"é\u0000🐱"}"#, #"{"t":"bytes","v":"AP8="}"#, #"{"t":"decimal","v":"12.30"}"#,
      #"{"t":"date","v":"2026-01-05"}"#, #"{"t":"type","v":"int"}"#,
      #"{"t":"timestamp","seconds":"1234567890","nanos":5}"#, #"{"t":"duration","seconds":"-1","nanos":-500000000}"#,
      #"{"t":"list","v":[{"t":"int","v":"1"}]}"#, #"{"t":"map","v":[[{"t":"int","v":"1"},{"t":"null"}]]}"#,
    ]
    for value in values {
      let answered = try answer(#"{"id":1,"expr":"x","bindings":{"x":\#(value)}}"#)
      #expect(answered["value"] == (try JSONValue(parsing: value)), "\(answered.serialized())")
    }
  }

  @Test func `check_only answers the type and runs nothing`() throws {
    let answered = try answer(#"{"id": 7, "expr": "[1 / 0]", "check_only": true}"#)
    #expect(answered == ["id": 7, "type": "list(int)"])
  }

  @Test func `declared types are read in the spelling that they are printed in`() throws {
    for type in [
      "dyn", "null", "list(int)", "map(string, list(double))", "wrapper(bool)", "optional_type(uint)", "timestamp",
      "type(int)", "tuple(int, bytes)", "decimal", "date",
    ] {
      let line = #"{"expr": "x", "check_only": true, "type_env": [{"name": "x", "type": "\#(type)"}]}"#
      #expect(try answer(line)["type"] == .string(type))
    }
  }

  @Test func `declared functions are checked`() throws {
    let declared =
      #""type_env": [{"name": "f", "overloads": [{"params": ["param(T)", "list(param(T))"], "result": "param(T)"}]}]"#
    #expect(try answer(#"{"expr": "f(1, [2])", "check_only": true, \#(declared)}"#)["type"] == "int")
    #expect(try answer(#"{"expr": "f(1, 2)", "check_only": true, \#(declared)}"#)["error"] != nil)
  }

  @Test func `a variable without a value is only missed when it is read`() throws {
    let declared = #""type_env": [{"name": "x", "type": "bool"}]"#
    #expect(try answer(#"{"expr": "x || true", \#(declared)}"#)["value"] == ["t": "bool", "v": true])
    #expect(try answer(#"{"expr": "x || false", \#(declared)}"#)["error"] != nil)
  }

  @Test(arguments: [
    "", "nonsense", "[]", "{}", #"{"expr": 1}"#, #"{"expr": "1 +"}"#,
    #"{"expr": "x", "bindings": {"x": {"t": "int"}}}"#,
    #"{"expr": "x", "bindings": {"x": {"t": "what", "v": 1}}}"#,
    #"{"expr": "1", "type_env": [{"name": "x", "type": "list("}]}"#,
    #"{"expr": "1", "type_env": [{"type": "int"}]}"#, #"{"expr": "1 / 0"}"#,
    #"{"expr": "x", "bindings": {"x": {"t": "timestamp", "seconds": "1", "nanos": -5}}}"#,
    #"{"expr": "x", "bindings": {"x": {"t": "timestamp", "seconds": "9223372036854775807"}}}"#,
    #"{"expr": "x", "bindings": {"x": {"t": "duration", "seconds": "-9223372036854775808"}}}"#,
  ])
  func `what can't be answered is refused in words`(line: String) throws {
    let answered = try answer(line)
    #expect(answered["error"]?.stringValue?.isEmpty == false)
    #expect(answered["value"] == nil)
    #expect(answered.objectValue?.keys.first == "id")
  }
}

struct EvaluateQueryTests {
  private func answer(_ expression: String, _ data: String? = nil) throws -> String {
    try EvaluateQuery(expression: expression, data: data).answer()
  }

  @Test func `an expression is answered in plain JSON`() throws {
    #expect(try answer("1 + 1") == "2")
    #expect(try answer("data.value > 5 && has(data.note)", #"{"value": 6, "note": null}"#) == "true")
    #expect(try answer("[1.5, 'a', null, {'k': true}]") == #"[1.5,"a",null,{"k":true}]"#)
    #expect(try answer("timestamp(0)") == #""1970-01-01T00:00:00Z""#)
    #expect(try answer("decimal('12.30')") == #""12.30""#)
    #expect(try answer("duration('90s')") == #""90s""#)
    #expect(try answer("{1: 2}") == #"{"1":2}"#)
  }

  @Test func `what can't be answered says why`() {
    #expect(throws: EvaluateError.self) { try answer("1 +") }
    #expect(throws: EvaluateError.self) { try answer("1 / 0") }
    #expect(throws: EvaluateError.self) { try answer("data.missing", "{}") }
    #expect(throws: EvaluateError.self) { try answer("1", "[1]") }
    #expect(throws: EvaluateError.self) { try answer("1", "{") }
  }
}
