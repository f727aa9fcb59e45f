import CivilTime
import Expression
import Testing

struct ConversionTests {
  @Test(arguments: [
    ("int('-12')", Value.int(-12)), ("int(3.9)", .int(3)), ("int(-3.9)", .int(-3)), ("int(7u)", .int(7)),
    ("int(timestamp('1970-01-01T00:01:00Z'))", .int(60)), ("int('+5')", .int(5)), ("uint('7')", .uint(7)),
    ("uint(3.9)", .uint(3)), ("uint(7)", .uint(7)), ("double(7)", .double(7)), ("double('1e3')", .double(1000)),
    ("double('NaN')", .double(.nan)), ("double('-Infinity')", .double(-.infinity)), ("string(7)", .string("7")),
    ("string(-0.0045)", .string("-0.0045")), ("string(1.0)", .string("1")), ("string(1e30)", .string("1e+30")),
    ("string(123456789.125)", .string("123456789.125")), ("string(true)", .string("true")),
    ("string(b'a')", .string("a")), ("string(timestamp('2026-01-05T09:00:00.5Z'))", .string("2026-01-05T09:00:00.5Z")),
    ("string(duration('1h1ms'))", .string("3600.001s")), ("bytes('é')", .bytes([0xC3, 0xA9])),
    ("bool('TRUE')", .bool(true)), ("bool('f')", .bool(false)), ("dyn('a')", .string("a")),
    ("type(1)", .type(TypeValue(name: "int"))), ("timestamp(60)", .timestamp(Instant(seconds: 60))),
    ("duration('1.5s')", .duration(.milliseconds(1500))), ("duration('-1h2m3s4ms5us6ns') < duration('0')", .bool(true)),
    ("duration('1h30m') == duration('90m')", .bool(true)), ("string(duration('-1.5s'))", .string("-1.5s")),
    ("int(double(9007199254740993))", .int(9_007_199_254_740_992)),
  ])
  func `values turn into other types`(source: String, expected: Value) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    "int('1.5')", "int(' 1')", "int('')", "int(9223372036854775808u)", "int(1e99)", "int(-9223372036854775808.0)",
    "int(0.0 / 0.0)", "uint(-1)", "uint(-0.5)", "uint('-1')", "uint(1e20)", "double('1.2.3')", "double('abc')",
    "double('0x10')", "double('1e400')", "bool('yes')", "bool('tRUE')", "string(b'\\xff')",
    "timestamp('2026-02-30T00:00:00Z')", "timestamp('2026-01-05')", "timestamp('2026-01-05T09:00:00')", "duration('1')",
    "duration('1x')", "duration('h')", "duration('')", "duration('1 h')", "duration('-')", "date('2026-13-01')",
    "date('05/01/2026')", "decimal('1,50')", "decimal('')", "decimal('1e3')",
  ])
  func `what does not fit is refused`(source: String) throws {
    #expect(try fault(source).kind == .conversion)
  }

  @Test(arguments: [
    "timestamp(-62135596801)", "timestamp(253402300800)", "duration('315576000001s')",
    "duration('200000000000s') + duration('200000000000s')", "timestamp('9999-12-31T23:59:59Z') + duration('1s')",
    "timestamp('0001-01-01T00:00:00Z') - duration('1ns')",
  ])
  func `times stay within the years 1 to 9999`(source: String) throws {
    #expect(try fault(source).kind == .overflow)
  }

  @Test func `a host's time beyond the years 1 to 9999 is a fault where it is reckoned with`() throws {
    let data: [String: Value] = [
      "late": .timestamp(Instant(seconds: .max)), "early": .timestamp(Instant(seconds: .min)),
      "long": .duration(.seconds(Int64.max)), "back": .duration(.seconds(Int64.min)),
    ]
    for source in [
      "late - early", "early - late", "late + duration('1s')", "timestamp(0) + long", "long + long",
      "duration('0') - back", "timestamp(0) - back",
    ] {
      #expect(try fault(source, data).kind == .overflow)
    }
  }

  @Test(arguments: [
    "int(true)", "int('a', 1)", "double(true)", "uint([1])", "string([1])", "bytes(1)", "timestamp(1.5)",
  ])
  func `not everything turns into everything`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
    #expect(try fault(source, checked: false).kind == .noSuchOverload)
  }
}

struct TimeTests {
  @Test(
    arguments: [
      ("getFullYear()", 2009), ("getMonth()", 1), ("getDate()", 13), ("getDayOfMonth()", 12), ("getDayOfWeek()", 5),
      ("getDayOfYear()", 43), ("getHours()", 23), ("getMinutes()", 31), ("getSeconds()", 30),
      ("getMilliseconds()", 123),
      ("getHours('-02:00')", 21), ("getHours('02:00')", 1), ("getDate('+11:00')", 14), ("getDate('Europe/London')", 13),
      ("getHours('America/Los_Angeles')", 15), ("getMinutes('Asia/Kathmandu')", 16),
      ("getDayOfWeek('Australia/Sydney')", 6),
      ("getHours('UTC')", 23), ("getSeconds('-00:00')", 30),
    ] as [(String, Int64)])
  func `a timestamp has parts, in UTC or in a zone`(call: String, expected: Int64) throws {
    #expect(try value("timestamp('2009-02-13T23:31:30.123456Z').\(call)") == .int(expected))
  }

  @Test(arguments: ["'Mars/Olympus'", "''", "'+25:00'", "'GMT+1'"])
  func `a zone that nobody knows is a fault`(zone: String) throws {
    #expect(try fault("timestamp(0).getHours(\(zone))").kind == .invalidArgument)
  }

  @Test(
    arguments: [
      ("getHours()", 2), ("getMinutes()", 150), ("getSeconds()", 9000), ("getMilliseconds()", 250),
    ] as [(String, Int64)])
  func `a duration is counted in one unit at a time`(call: String, expected: Int64) throws {
    #expect(try value("duration('2h30m0.25s').\(call)") == .int(expected))
  }

  @Test(arguments: [
    "timestamp(60) - timestamp(0) == duration('1m')", "timestamp(0) + duration('1m') == timestamp(60)",
    "duration('1m') + timestamp(0) == timestamp(60)", "timestamp(60) - duration('1m') == timestamp(0)",
    "duration('1m') - duration('2m') == duration('-1m')",
  ])
  func `times and lengths of time add up`(source: String) throws {
    #expect(try value(source) == .bool(true))
  }
}

struct DateTests {
  @Test(arguments: [
    "date('2026-01-05') < date('2026-01-06')", "date('2026-01-05') == date('2026-01-05')",
    "date('2026-01-05').getFullYear() == 2026", "date('2026-01-05').getMonth() == 0",
    "date('2026-01-05').getDayOfMonth() == 4", "date('2026-01-05').getDate() == 5",
    "date('2026-01-05').getDayOfWeek() == 1", "date('2026-12-31').getDayOfYear() == 364",
    "string(date('2026-01-05')) == '2026-01-05'", "type(date('2026-01-05')) == date",
    "date('2026-01-05') in [date('2026-01-05')]", "'%s'.format([date('2026-01-05')]) == '2026-01-05'",
  ])
  func `a day is compared, asked and printed`(source: String) throws {
    #expect(try value(source) == .bool(true))
  }

  @Test(arguments: ["date('2026-01-05') + 1", "date('2026-01-05') == timestamp(0)", "date('2026-01-05').getHours()"])
  func `a day is no time and no number`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
  }
}
