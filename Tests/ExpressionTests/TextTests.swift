import Expression
import Testing

struct TextTests {
  @Test(arguments: [
    "'abc'.contains('bc')", "'abc'.contains('')", "!'abc'.contains('abcd')", "'añb'.startsWith('añ')",
    "'añb'.endsWith('ñb')", "!'e\\u0301'.contains('\\u00e9')", "!'\\u00e9'.startsWith('e')",
    "'tacocat'.charAt(3) == 'o'",
    "'tacocat'.charAt(7) == ''", "'tacocat'.indexOf('') == 0", "'tacocat'.indexOf('ac') == 1",
    "'tacocat'.indexOf('none') == -1", "'tacocat'.indexOf('a', 3) == 5", "'tacocat'.indexOf('tacocat2') == -1",
    "'ta©o©αT'.indexOf('©') == 2", "'tacocat'.lastIndexOf('') == 7", "'tacocat'.lastIndexOf('at') == 5",
    "'tacocat'.lastIndexOf('none') == -1", "'tacocat'.lastIndexOf('a', 3) == 1", "'tacocat'.lastIndexOf('', 3) == 3",
    "'ABC'.lowerAscii() == 'abc'", "'abcÉ'.upperAscii() == 'ABCÉ'", "'Ñ'.lowerAscii() == 'Ñ'",
    "'12 days 12 hours'.replace('12', '9') == '9 days 9 hours'", "'aaa'.replace('a', 'b', 2) == 'bba'",
    "'aaa'.replace('a', 'b', 0) == 'aaa'", "'aaa'.replace('a', 'b', -1) == 'bbb'", "'ab'.replace('', '_') == '_a_b_'",
    "'ab'.replace('', '_', 1) == '_ab'", "'a b c'.split(' ') == ['a', 'b', 'c']",
    "'a b c'.split(' ', 2) == ['a', 'b c']",
    "'a b c'.split(' ', 0) == []", "'a b c'.split(' ', 1) == ['a b c']", "'a b c'.split(' ', -1) == ['a', 'b', 'c']",
    "'añb'.split('') == ['a', 'ñ', 'b']", "''.split('') == []", "''.split(',') == ['']",
    "',a,'.split(',') == ['', 'a', '']",
    "'abc'.split('', 2) == ['a', 'bc']", "'tacocat'.substring(4) == 'cat'", "'tacocat'.substring(0, 4) == 'taco'",
    "'tacocat'.substring(7) == ''", "'ta©o©αT'.substring(6) == 'T'", "'  a b\\u3000'.trim() == 'a b'",
    "'   '.trim() == ''",
    "'\\u180etext\\u200b'.trim() == '\\u180etext\\u200b'", "'añ🐱'.reverse() == '🐱ña'", "['a', 'b'].join() == 'ab'",
    "['a', 'b'].join(', ') == 'a, b'", "[].join(',') == ''",
    "strings.quote('a\"\\n\\\\') == '\"a\\\\\"\\\\n\\\\\\\\\"'",
    "base64.encode(b'hello') == 'aGVsbG8='", "base64.decode('aGVsbG8=') == b'hello'",
    "base64.decode('aGVsbG8') == b'hello'",
    "base64.encode(b'') == ''", "base64.decode('') == b''",
  ])
  func `texts are searched, cut and changed by code points`(source: String) throws {
    #expect(try value(source) == .bool(true))
    #expect(try value(source, checked: false) == .bool(true))
  }

  @Test(arguments: [
    "'tacocat'.charAt(30)", "'tacocat'.charAt(-1)", "'tacocat'.indexOf('a', 30)", "'tacocat'.indexOf('a', -1)",
    "'tacocat'.lastIndexOf('a', 30)", "'tacocat'.lastIndexOf('a', -1)", "'tacocat'.substring(40)",
    "'tacocat'.substring(-1)", "'tacocat'.substring(1, 50)", "'tacocat'.substring(49, 50)", "'tacocat'.substring(4, 3)",
  ])
  func `a place outside of the text is a fault`(source: String) throws {
    #expect(try fault(source).kind == .indexOutOfRange)
  }

  @Test(arguments: [
    "42.charAt(1)", "'42'.charAt('1')", "'42'.indexOf(4)", "'42'.indexOf('4', '0')", "'42'.replace(2, '1')",
    "'42'.split(2)", "'42'.split('2', '1')", "'42'.substring('1')", "[1, 2].join()", "'a'.join()", "1.trim()",
    "'a'.contains(1)", "'a'.format(1)",
  ])
  func `texts are not made of other things`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
    #expect(try fault(source, checked: false).kind == .noSuchOverload)
  }

  @Test func `text that is not Base64 is a fault`() throws {
    for text in ["a", "a===", "****", "aGVsbG8==", "aGVs bG8="] {
      #expect(try fault("base64.decode('\(text)')").kind == .conversion)
    }
  }
}

struct FormatTests {
  @Test(arguments: [
    ("'%s and %%'.format(['a'])", "a and %"), ("'%d %d'.format([1, 2u])", "1 2"), ("'%d'.format([3.14])", "3.14"),
    ("'%.3f'.format([123.4999])", "123.500"), ("'%.0f'.format([2.5])", "2"), ("'%.0f'.format([3.5])", "4"),
    ("'%f'.format([1])", "1.000000"), ("'%.2f'.format([0.125])", "0.12"), ("'%.2f'.format([-0.375])", "-0.38"),
    ("'%.1f'.format([0.05])", "0.1"), ("'%.1f'.format([99.95])", "100.0"),
    ("'%.2f'.format([1e22])", "10000000000000000000000.00"),
    ("'%e'.format([3.14])", "3.140000e+00"), ("'%.1e'.format([-31.4])", "-3.1e+01"),
    ("'%.0e'.format([0.00096])", "1e-03"),
    ("'%e'.format([0])", "0.000000e+00"), ("'%.3e'.format([1e100])", "1.000e+100"),
    ("'%x %X'.format([-26, 26u])", "-1a 1A"),
    ("'%x'.format(['hi'])", "6869"), ("'%X'.format([b'\\xab'])", "AB"), ("'%o'.format([-8])", "-10"),
    ("'%b %b %b'.format([5, true, -2])", "101 1 -10"), ("'%s'.format([[1, 'a', null, 2.5]])", "[1, a, null, 2.5]"),
    ("'%s'.format([{'b': 1, 'a': [true]}])", "{a: [true], b: 1}"), ("'%s'.format([b'a\\xff\\xfeb'])", "a\u{FFFD}b"),
    ("'%s'.format([duration('90s')])", "90s"), ("'%s'.format([timestamp(0)])", "1970-01-01T00:00:00Z"),
    ("'%s'.format([int])", "int"), ("'%f'.format([double('NaN')])", "NaN"),
    ("'%e'.format([double('-Infinity')])", "-Infinity"),
    ("''.format([])", ""), ("'%s'.format([1.0])", "1"), ("'%s'.format([12.50])", "12.5"),
    ("'%.50f'.format([0.1])", "0.10000000000000000555111512312578270211815834045410"),
  ])
  func `clauses print values`(source: String, expected: String) throws {
    #expect(try value(source) == .string(expected))
  }

  @Test(arguments: [
    "'%d'.format(['a'])", "'%d'.format([duration('1s')])", "'%f'.format(['a'])", "'%f'.format([true])",
    "'%e'.format([null])",
    "'%x'.format([1.5])", "'%X'.format([null])", "'%o'.format(['a'])", "'%b'.format(['a'])", "'%b'.format([1.5])",
    "'%E'.format([1])", "'%a'.format([1])", "'%'.format([1])", "'%.'.format([1])", "'%.f'.format([1.0])",
    "'%-10.2f'.format([1.0])", "'%10d'.format([1])", "'%s %s'.format(['a'])", "'%s'.format(['a', 'b'])",
    "'%.101f'.format([1.0])",
    "'%s'.format([optional.of(1)])", "'%s'.format([[optional.none()]])",
  ])
  func `a clause that can't print is a fault`(source: String) throws {
    #expect(try fault(source).kind == .invalidArgument)
  }
}

struct MathTests {
  @Test(arguments: [
    "math.greatest(1, 2.5, 3u) == 3u", "math.least([3, 1, 2]) == 1", "math.greatest(-5) == -5", "math.ceil(1.2) == 2.0",
    "math.floor(-1.2) == -2.0", "math.round(-1.5) == -2.0", "math.round(2.5) == 3.0", "math.trunc(-1.9) == -1.0",
    "math.abs(-1.5) == 1.5", "math.abs(2u) == 2u", "math.sign(-0.5) == -1.0", "math.sign(0) == 0",
    "math.isNaN(0.0/0.0)",
    "math.isInf(-1.0/0.0)", "!math.isFinite(1.0/0.0)", "math.bitAnd(6, 3) == 2", "math.bitOr(6u, 1u) == 7u",
    "math.bitXor(3, 5) == 6", "math.bitNot(0u) == 18446744073709551615u",
    "math.bitShiftLeft(1, 63) == -9223372036854775808",
    "math.bitShiftLeft(1, 64) == 0", "math.bitShiftRight(-1024, 3) == 2305843009213693824", "math.sqrt(81) == 9.0",
    "math.isNaN(math.sqrt(-1.0))", "math.isNaN(math.sign(0.0/0.0))",
  ])
  func `the math functions calculate`(source: String) throws {
    #expect(try value(source) == .bool(true))
  }

  @Test(arguments: [
    "math.greatest()", "math.least('a')", "math.greatest([])", "math.least(1, 'a')", "math.ceil(1)", "math.abs('a')",
    "math.bitAnd(1, 1u)", "math.bitNot(1.5)", "math.isNaN(1)", "math.greatest({})", "math.greatest(['a'])",
    "math.sqrt('4')",
  ])
  func `the math functions take numbers only`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
    #expect([.noSuchOverload, .invalidArgument].contains(try fault(source, checked: false).kind))
  }

  @Test func `results that have no number are faults`() throws {
    #expect(try fault("math.abs(-9223372036854775808)").kind == .overflow)
    #expect(try fault("math.bitShiftLeft(1, -1)").kind == .invalidArgument)
  }
}
