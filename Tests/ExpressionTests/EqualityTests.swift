import Expression
import Testing

struct EqualityTests {
  @Test(arguments: [
    ("dyn(1) == 1.0", true), ("dyn(1u) == 1", true), ("dyn(1.5) == 1", false),
    ("dyn(-1) == 18446744073709551615u", false),
    ("0.0 / 0.0 == 0.0 / 0.0", false), ("[0.0 / 0.0] == [0.0 / 0.0]", false), ("0.0 == -0.0", true),
    ("null == null", true), ("dyn('a') == 1", false), ("dyn(null) == 0", false), ("[1, 2] == [1, 2, 3]", false),
    ("[1, [2]] == [1, [2]]", true), ("{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", true),
    ("{1: 'a'} == {dyn(1u): 'a'}", true),
    ("{'a': null} == {'b': null}", false), ("dyn([1]) == dyn([1.0])", true), ("type(1) == int", true),
    ("type(null) == null_type", true), ("type(type(1)) == type", true), ("type([]) == list", true),
    ("type(timestamp(0)) == google.protobuf.Timestamp", true), ("type(1) == type(1u)", false),
    ("optional.of(1) == optional.of(1)", true), ("optional.none() == optional.of(null)", false),
    ("'\\u00e9' == 'e\\u0301'", false), ("dyn(9223372036854775807) == 9223372036854775808.0", true),
    ("duration('60s') == duration('1m')", true), ("b'a' == b'a'", true), ("dyn(b'a') == 'a'", false),
  ])
  func `values are equal as CEL says`(source: String, expected: Bool) throws {
    #expect(try value(source) == .bool(expected))
    #expect(try value("!(\(source))") == .bool(!expected))
  }

  @Test(arguments: ["1 == 1.0", "1 == '1'", "[1] == ['a']", "'a' != 1", "{'a': 1} == {'a': 'b'}", "true == 1"])
  func `comparing values that can never be equal is refused`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
  }

  @Test(arguments: [
    ("1 < 2", true), ("dyn(1) < 1.5", true), ("dyn(1u) > -1", true), ("'a' < 'b'", true), ("'a' < 'AB'", false),
    ("'' < 'a'", true), ("'\\uffff' < '\\U00010000'", true), ("b'a' < b'ab'", true), ("false < true", true),
    ("0.0 / 0.0 < 1.0", false), ("0.0 / 0.0 >= 1.0", false), ("timestamp(1) > timestamp(0)", true),
    ("duration('1s') <= duration('1s')", true), ("1 < 1.5", true), ("1u <= 1", true),
    ("dyn(9223372036854775808.0) > 9223372036854775807", false),
  ])
  func `values are ordered as CEL says`(source: String, expected: Bool) throws {
    #expect(try value(source) == .bool(expected))
  }

  @Test(arguments: ["'a' < 1", "[1] < [2]", "{} < {}", "type(1) < type(2)", "optional.of(1) < optional.of(2)"])
  func `what has no order has none`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
    #expect(try fault(source, checked: false).kind == .noSuchOverload)
  }

  @Test(arguments: [
    ("2 in [1, 2]", true), ("dyn(2.0) in [1, 2]", true), ("'b' in {'a': 1}", false), ("dyn(1u) in {1: 'a'}", true),
    ("dyn(1.0) in {1: 'a'}", true), ("dyn(1.5) in {1: 'a'}", false), ("dyn(b'') in {1: 2}", false),
    ("null in [null]", true),
  ])
  func `membership uses the same equality`(source: String, expected: Bool) throws {
    #expect(try value(source) == .bool(expected))
  }

  @Test func `the host's own equality is exact`() {
    #expect(Value.int(1) != .double(1))
    #expect(Value.double(.nan) == .double(.nan))
    #expect(Value.string("\u{E9}") != .string("e\u{301}"))
    #expect(Value.int(1).equals(.double(1)))
    #expect(Set([Value.int(1), .uint(1), .double(1), .int(1)]).count == 3)
    #expect(Value.map(MapValue([("a", .int(1)), ("b", .null)])) == .map(MapValue([("b", .null), ("a", .int(1))])))
  }
}
