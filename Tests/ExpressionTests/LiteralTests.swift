import Expression
import Testing

struct LiteralTests {
  @Test(arguments: [
    ("0", Value.int(0)), ("-9223372036854775808", .int(.min)), ("9223372036854775807", .int(.max)),
    ("0x7fffffffffffffff", .int(.max)), ("-0x8000000000000000", .int(.min)), ("18446744073709551615u", .uint(.max)),
    ("0xFFU", .uint(255)), ("1e3", .double(1000)), (".5", .double(0.5)), ("1.5E-2", .double(0.015)),
    ("-0.0", .double(-0.0)), ("true", .bool(true)), ("null", .null),
  ])
  func `numbers and constants mean what they say`(source: String, expected: Value) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    "9223372036854775808", "-9223372036854775809", "18446744073709551616u", "1e400", "0x10000000000000000",
  ])
  func `a number too large for its type is refused where it is written`(source: String) throws {
    #expect(try problems(source).first?.code == .syntax)
  }

  @Test(arguments: [
    (#"'\a\b\f\n\r\t\v\\\?\"\'\`'"#, "\u{7}\u{8}\u{C}\n\r\t\u{B}\\?\"'`"), (#"'\x41\X42\103'"#, "ABC"),
    (#"'\u00e9\U0001F431'"#, "é🐱"), (#"r'\n'"#, #"\n"#), (#"R"\""#, #"\"#), ("'''a'b''c'''", "a'b''c"),
    ("\"\"\"a\nb\"\"\"", "a\nb"), ("''", ""), ("''''''", ""), (#"'\377'"#, "ÿ"),
  ])
  func `texts take CEL's escapes and quotes`(source: String, expected: String) throws {
    #expect(try value(source) == .string(expected))
  }

  @Test(
    arguments: [
      (#"b'\xff\377\101'"#, [0xFF, 0xFF, 0x41]), ("b'ÿ'", [0xC3, 0xBF]), (#"br'\x'"#, [0x5C, 0x78]),
      ("B'''a'''", [0x61]),
    ] as [(String, [UInt8])])
  func `bytes take bytes`(source: String, expected: [UInt8]) throws {
    #expect(try value(source) == .bytes(expected))
  }

  @Test(arguments: [
    "'abc", "'a\nb'", #"'\q'"#, #"'\x4'"#, #"'\u12'"#, #"'\ud800'"#, #"'\U00110000'"#, #"'\8'"#, #"'\400'"#,
    #"b'\u0041'"#, "'''abc''", "rb'x'", "\"",
  ])
  func `a text that CEL does not know is refused`(source: String) throws {
    #expect(try problems(source).first?.code == .syntax)
  }

  @Test func `blanks and comments stand anywhere`() throws {
    #expect(try value("// first\n1 // one\n\t+\r\n\u{C}2 // end") == .int(3))
  }

  @Test func `lists and maps may end in a comma`() throws {
    #expect(try value("[1, 2,]") == .list([.int(1), .int(2)]))
    #expect(try value("{'a': 1,}") == .map(MapValue([("a", .int(1))])))
  }

  @Test func `a map refuses the same key twice, in whatever number type`() throws {
    #expect(try fault("{'a': 1, 'a': 2}").kind == .invalidArgument)
    #expect(try fault("{1: 1, 1u: 2}").kind == .invalidArgument)
  }

  @Test func `only texts, whole numbers and truths can be keys`() throws {
    #expect(try problems("{1.5: 1}").first?.code == .type)
    #expect(try fault("{1.0: 1}", checked: false).kind == .noSuchOverload)
    #expect(try fault("{dyn(null): 1}").kind == .noSuchOverload)
  }
}
