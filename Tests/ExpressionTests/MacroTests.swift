import Expression
import Testing

struct MacroTests {
  @Test(arguments: [
    ("[1, 2, 3].all(x, x > 0)", Value.bool(true)), ("[1, 2, 3].exists(x, x > 2)", .bool(true)),
    ("[1, 2, 2].exists_one(x, x == 2)", .bool(false)), ("[1, 2].existsOne(x, x == 2)", .bool(true)),
    ("{'a': 1}.all(k, k == 'a')", .bool(true)), ("[1, 2, 3].filter(x, x > 1)", .list([.int(2), .int(3)])),
    ("{'a': 1, 'b': 2}.filter(k, k == 'b')", .list([.string("b")])),
    ("[1, 2].map(x, x * 2)", .list([.int(2), .int(4)])),
    ("[1, 2].map(x, x > 1, x * 2)", .list([.int(4)])), ("{'a': 1}.map(k, k + 'x')", .list([.string("ax")])),
    ("[[1], [2]].map(l, l.map(x, x + 1))", .list([.list([.int(2)]), .list([.int(3)])])),
    ("[1, 2].all(i, v, v == i + 1)", .bool(true)), ("{'a': 1}.exists(k, v, k == 'a' && v == 1)", .bool(true)),
    ("[5, 6].existsOne(i, v, i == 1)", .bool(true)), ("[5, 6].exists_one(i, v, v == 5)", .bool(true)),
    ("[5, 6].transformList(i, v, i + v)", .list([.int(5), .int(7)])),
    ("{'a': 1}.transformList(k, v, k)", .list([.string("a")])),
    ("[5, 6].transformList(i, v, i > 0, v)", .list([.int(6)])),
    ("{'a': 1, 'b': 2}.transformMap(k, v, v * 2)['b']", .int(4)),
    ("[5, 6].transformMap(i, v, i == 1, v)", .map(MapValue([(Value.int(1), Value.int(6))]))),
    ("{'a': 'b'}.transformMapEntry(k, v, {v: k}).b", .string("a")),
    ("['x', 'y'].transformMapEntry(i, v, i > 0, {v: i})", .map(MapValue([("y", .int(1))]))),
    ("cel.bind(x, 2, x * x)", .int(4)), ("cel.bind(x, 1, cel.bind(x, x + 1, x))", .int(2)),
  ])
  func `macros go through lists and maps`(source: String, expected: Value) throws {
    #expect(try value(source) == expected)
    #expect(try value(source, checked: false) == expected)
  }

  @Test(arguments: [
    "[1].all(1, true)", "[1].map(x.y, 1)", "[1].exists(.x, true)", "[1].all(x, x, true)", "cel.bind(1, 2, 3)",
    "[1].transformList(i, 2, 3)", "optional.of(1).optMap('x', 1)",
  ])
  func `a macro needs names for its variables`(source: String) throws {
    #expect(try problems(source).first?.code == .syntax)
  }

  @Test(arguments: ["1.all(x, true)", "'abc'.map(x, x)", "[1].all(x, x)", "[1].filter(x, 1)", "[1].exists(x, 'a')"])
  func `a macro needs a list or map, and a condition`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
    #expect(try fault(source, checked: false).kind == .noSuchOverload)
  }

  @Test func `the same key made twice is a fault`() throws {
    #expect(try fault("[1, 2].transformMapEntry(i, v, {'k': v})").kind == .invalidArgument)
  }

  @Test func `without macros they are functions that nobody declared`() throws {
    let environment = Environment(variables: [])
    #expect(throws: ExpressionProblems.self) { try environment.compile("[1].all(x, true)", macros: false) }
    #expect(throws: ExpressionProblems.self) { try environment.compile("has({}.a)", macros: false) }
    #expect(try environment.compile("size([1])", macros: false).constantValue == .int(1))
  }
}

struct OptionalTests {
  @Test(arguments: [
    ("optional.of(1).value()", Value.int(1)), ("optional.none().hasValue()", .bool(false)),
    ("optional.ofNonZeroValue(0).hasValue()", .bool(false)), ("optional.ofNonZeroValue('a').value()", .string("a")),
    ("{'a': 1}.?a.orValue(2)", .int(1)), ("{}.?a.orValue(2)", .int(2)), ("[1][?0].value()", .int(1)),
    ("[1][?5].hasValue()", .bool(false)), ("{'a': {'b': 1}}.?a.?b.value()", .int(1)),
    ("{}.?a.b.c.hasValue()", .bool(false)),
    ("optional.none().or(optional.of(3)).value()", .int(3)), ("optional.of(1).optMap(x, x + 1).value()", .int(2)),
    ("optional.of(1).optFlatMap(x, optional.none()).hasValue()", .bool(false)),
    ("[?optional.of(1), ?optional.none(), 2]", .list([.int(1), .int(2)])),
    ("{?'a': optional.of(1), ?'b': optional.none()}", .map(MapValue([("a", .int(1))]))),
    ("has({'a': {'b': 1}}.?a.b)", .bool(true)), ("has({}.?a.b)", .bool(false)), ("[1, 2].first().value()", .int(1)),
    ("[].last().hasValue()", .bool(false)), ("[optional.of(1), optional.none()].unwrapOpt()", .list([.int(1)])),
    ("optional.of([1, 2])[1].value()", .int(2)), ("optional.of({'a': 1}).a.value()", .int(1)),
    ("type(optional.none()) == optional_type", .bool(true)), ("optional.of({'a': 1})['b'].orValue(0)", .int(0)),
  ])
  func `what may be missing is carried along`(source: String, expected: Value) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: ["optional.none().value()", "{}.?a.value()", "optional.of(dyn(1)).a"])
  func `what is missing has no value`(source: String) throws {
    #expect([.invalidArgument, .noSuchOverload].contains(try fault(source).kind))
  }

  @Test(arguments: ["[?1]", "{?'a': 1}", "1.orValue(2)", "optional.of(1).or(2)", "optional.of(1).orValue('a')"])
  func `only an optional may be missing`(source: String) throws {
    #expect(try problems(source).first?.code == .type)
  }
}
