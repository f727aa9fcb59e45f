import Casework
import CivilTime
import Expression
import JSON
import Testing

@Suite struct KeptValueTests {
  private static let values: [Value] = [
    .null, .bool(true), .int(.min), .uint(.max), .double(0.1), .double(-0.0), .double(.infinity), .double(3),
    .decimal(Decimal("12.30")!), .string("ünïcode \u{0} \"$\""), .bytes([0, 255, 1]), .list([.int(1), .uint(1)]),
    .map(MapValue([(Value.string("a"), Value.int(1))])), .map(MapValue([(Value.int(1), Value.string("x"))])),
    .map(MapValue([(Value.string("$date"), Value.string("x"))])), .timestamp(Instant(seconds: 5, nanoseconds: 7)),
    .duration(.seconds(-3) - .nanoseconds(5)), .date(CivilDate(year: 2026, month: 2, day: 28)!),
    .optional(nil), .optional(.int(3)), .opaque(Opaque(typeName: "delay", words: [0, 10])),
    .type(TypeValue(name: "int")),
  ]

  @Test(arguments: values) func `a kept value is the same value when it is read back`(value: Value) throws {
    let text = value.exactJSON.serialized()
    #expect(Value(exact: try JSONValue(parsing: text)) == value)
  }

  @Test(arguments: ["{\"$date\":\"x\"}", "{\"$what\":1}", "1.5", "{\"$bytes\":\"a\"}", "{\"$uint\":\"-1\"}"])
  func `what was not written by this program is not read as if it were`(text: String) throws {
    #expect(Value(exact: try JSONValue(parsing: text)) == nil)
  }
}
