import Expression
import Testing

struct IndexTests {
  @Test(arguments: [
    ("[7, 8, 9][1]", Value.int(8)), ("[7][dyn(0u)]", .int(7)), ("[7][dyn(0.0)]", .int(7)), ("{'a': 1}['a']", .int(1)),
    ("{'a': 1}.a", .int(1)), ("{1: 'x'}[dyn(1.0)]", .string("x")), ("{'foo.txt': 1}.`foo.txt`", .int(1)),
    ("{'in-x': 1}.`in-x`", .int(1)), ("{'if': 1}.if", .int(1)), ("size([1, 2])", .int(2)), ("'añb🐱'.size()", .int(4)),
    ("size(b'añ')", .int(3)), ("{}.size()", .int(0)),
  ])
  func `elements and fields are found`(source: String, expected: Value) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("[1][1]", EvaluationError.Kind.indexOutOfRange), ("[1][-1]", .indexOutOfRange),
    ("[1][dyn(0.5)]", .invalidArgument),
    ("[1][dyn('a')]", .noSuchOverload), ("{'a': 1}['b']", .noSuchKey), ("{'a': 1}.b", .noSuchKey),
    ("{1: 2}[dyn(b'')]", .noSuchKey), ("dyn(1).a", .noSuchOverload), ("dyn(1)[0]", .noSuchOverload),
    ("dyn('abc')[0]", .noSuchOverload), ("dyn(null).a", .noSuchOverload), ("has(dyn([1]).a)", .noSuchOverload),
  ])
  func `what is not there is a fault`(source: String, kind: EvaluationError.Kind) throws {
    #expect(try fault(source).kind == kind)
  }

  @Test func `has asks whether a key is there, whatever its value`() throws {
    #expect(try value("has({'a': null}.a)") == .bool(true))
    #expect(try value("has({'a': 1}.b)") == .bool(false))
    #expect(try value("has({'a-b': 1}.`a-b`)") == .bool(true))
    #expect(try fault("has({'a': {'c': 1}}.b.c)").kind == .noSuchKey)
  }

  @Test(arguments: ["has(a)", "has({'a': 1}['a'])", "has(1)", "has(a.b())"])
  func `has takes a field and nothing else`(source: String) throws {
    #expect(try problems(source, ["a": .dyn]).first?.code == .syntax)
  }

  @Test func `a map finds its keys however many it has`() {
    var map = MapValue()
    for number in 0..<1_000 { map.set(.int(Int64(number) * 2), for: .int(Int64(number))) }
    #expect(map.count == 1_000)
    #expect(map[.uint(999)] == .int(1_998))
    #expect(map[.double(500)] == .int(1_000))
    #expect(map[.int(1_000)] == nil)
    #expect(map.keys.first == .int(0))
    map.set(.null, for: .double(7))
    #expect(map[.int(7)] == .null)
    #expect(map.count == 1_000)
    let wasSet = map.set(.null, for: .null)
    #expect(!wasSet)
  }
}
