import Expression
import Testing

struct OperatorTests {
  @Test(arguments: [
    ("1 + 2 * 3", Value.int(7)), ("(1 + 2) * 3", .int(9)), ("7 / 2", .int(3)), ("-7 / 2", .int(-3)),
    ("-7 % 3", .int(-1)),
    ("7 % -3", .int(1)), ("10 - 3 - 2", .int(5)), ("7u / 2u", .uint(3)), ("1.5 * 2.0", .double(3)), ("--5", .int(5)),
    ("!!true", .bool(true)), ("'a' + 'b'", .string("ab")), ("b'a' + b'b'", .bytes([97, 98])),
    ("[1] + [2]", .list([.int(1), .int(2)])), ("1 - -1", .int(2)), ("1.0 / 0.0", .double(.infinity)),
    ("-9223372036854775808 % -2", .int(0)), ("true ? 1 : 2", .int(1)), ("false ? 1 : true ? 2 : 3", .int(2)),
    ("1 < 2 == true", .bool(true)), ("2 in [1, 2] && true", .bool(true)),
  ])
  func `operators bind and answer as CEL says`(source: String, expected: Value) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    "9223372036854775807 + 1", "-9223372036854775808 - 1", "5000000000 * 5000000000", "-(-9223372036854775808)",
    "-9223372036854775808 / -1", "-9223372036854775808 % -1", "0u - 1u", "18446744073709551615u + 1u",
    "18446744073709551615u * 2u",
  ])
  func `whole numbers never wrap around`(source: String) throws {
    #expect(try fault(source).kind == .overflow)
  }

  @Test(arguments: ["1 / 0", "1 % 0", "1u / 0u", "1u % 0u"])
  func `division by zero is a fault`(source: String) throws {
    #expect(try fault(source).kind == .divisionByZero)
  }

  @Test(arguments: [
    "1 + 1.0", "1 + 1u", "1u * 2.0", "1.0 % 2.0", "'a' + 1", "'a' * 2", "-'a'", "-1u", "!1", "[1] - [1]",
    "'a' in 'abc'", "1[0]", "true + false", "'a' - 'b'", "b'a' + 'a'", "{} + {}", "timestamp(0) + timestamp(0)",
    "duration('1s') * 2",
  ])
  func `types that do not go together are refused, before the run and in it`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
    #expect(try fault(source, checked: false).kind == .noSuchOverload)
  }

  @Test(arguments: [
    "true && false || true", "false || true && true", "1 + 1 == 2 && 'a' + 'b' == 'ab'", "1 in [1] == true",
  ])
  func `looser operators wait for tighter ones`(source: String) throws {
    #expect(try value(source) == .bool(true))
  }
}

struct LogicTests {
  @Test(arguments: [
    ("true || 1/0 > 0", true), ("1/0 > 0 || true", true), ("false && 1/0 > 0", false), ("1/0 > 0 && false", false),
    ("false || 1/0 > 0 || true", true), ("[1, 0].exists(x, 1/x == 1)", true), ("[0, 1].exists(x, 1/x == 1)", true),
    ("[0, 1].all(x, 1/x == 2)", false), ("[].all(x, 1/0 > 0)", true),
  ])
  func `and and or absorb a fault that can't change their answer`(source: String, expected: Bool) throws {
    #expect(try value(source) == .bool(expected))
  }

  @Test(arguments: [
    "true && 1/0 > 0", "1/0 > 0 || false", "[0, 1].all(x, 1/x == 1)", "[0].exists(x, 1/x == 1)",
    "1/0 > 0 ? 1 == 1 : 2 == 2", "!(1/0 > 0)", "[1, 0].exists_one(x, 1/x == 1)", "[1, 0].filter(x, 1/x == 1) == []",
  ])
  func `a fault that matters is the answer`(source: String) throws {
    #expect(try fault(source).kind == .divisionByZero)
  }

  @Test func `only the chosen side of a choice is run`() throws {
    #expect(try value("true ? 1 : 1/0") == .int(1))
    #expect(try value("false ? 1/0 : 2") == .int(2))
  }

  @Test func `what is neither true nor false is a fault that can be absorbed`() throws {
    #expect(try value("'horses' || true", checked: false) == .bool(true))
    #expect(try value("false && 32", checked: false) == .bool(false))
    #expect(try fault("true && 32", checked: false).kind == .noSuchOverload)
    #expect(try fault("0 ? 1 : 2", checked: false).kind == .noSuchOverload)
  }
}
