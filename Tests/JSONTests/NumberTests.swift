import JSON
import Testing

@Suite("JSON numbers keep every digit") struct NumberTests {
  @Test(
    arguments: [
      ("0", 0), ("-1", -1), ("9223372036854775807", .max), ("-9223372036854775808", .min), ("120", 120),
    ] as [(String, Int64)])
  func `an integer that fits 64 bits is an integer`(text: String, integer: Int64) throws {
    #expect(try JSONValue(parsing: text) == .integer(integer))
    #expect(JSONValue.integer(integer).serialized() == text)
  }

  @Test(arguments: [
    "-0", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "123456789012345678901234567890",
    "0.10",
    "1.0", "-0.0", "1e3", "1E+3", "1e-3", "0e0", "1.5e300", "1e400",
  ])
  func `any other number is kept as it was written`(text: String) throws {
    let value = try JSONValue(parsing: text)
    #expect(value == .number(text))
    #expect(value.serialized() == text)
    #expect(value.integerValue == nil)
    #expect(value.numberLiteral == text)
  }

  @Test func `a number can be asked for as a double, if it is one`() throws {
    #expect(try JSONValue(parsing: "1.5e2").doubleValue == 150)
    #expect(try JSONValue(parsing: "-0").doubleValue?.sign == .minus)
    #expect(try JSONValue(parsing: "7").doubleValue == 7)
    #expect(try JSONValue(parsing: "1e400").doubleValue == nil)
    #expect(JSONValue(Double.nan) == nil)
    #expect(JSONValue(Double.infinity) == nil)
    #expect(JSONValue(1e-7)?.serialized() == "1e-07")
  }

  @Test func `only what JSON writes as a number becomes one`() {
    #expect(JSONValue(number: "1.50") == .number("1.50"))
    #expect(JSONValue(number: "12") == .integer(12))
    for text in ["", " 1", "1 ", "abc", "\"1\"", "[1]", "1,2", "0x1", "-", "1\n"] {
      #expect(JSONValue(number: text) == nil, "\(text)")
    }
  }
}
