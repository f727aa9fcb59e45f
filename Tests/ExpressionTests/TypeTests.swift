import Expression
import Testing

struct TypeTests {
  @Test(arguments: [
    ("1", "int"), ("1u", "uint"), ("1.0", "double"), ("'a'", "string"), ("b'a'", "bytes"), ("true", "bool"),
    ("null", "null"),
    ("[]", "list(dyn)"), ("[1]", "list(int)"), ("[1, 'a']", "list(dyn)"), ("{}", "map(dyn, dyn)"),
    ("{'a': 1}", "map(string, int)"),
    ("{'a': 1, 2: 'b'}", "map(dyn, dyn)"), ("[[], [1]]", "list(list(int))"),
    ("[{}, {'a': 1}]", "list(map(string, int))"),
    ("[1, null]", "list(dyn)"), ("timestamp(0)", "timestamp"), ("timestamp(0) - timestamp(0)", "duration"),
    ("date('2026-01-05')", "date"), ("decimal('1') * 2", "decimal"), ("type(1)", "type(int)"), ("int", "type(int)"),
    ("optional.of(1)", "optional_type(int)"), ("optional.none()", "optional_type(dyn)"),
    ("{'a': 1}.?a", "optional_type(int)"),
    ("[1][?0]", "optional_type(int)"), ("optional.of([1])[0]", "optional_type(int)"),
    ("optional.of(1).optMap(x, 'a')", "optional_type(string)"),
    ("[1].map(x, string(x))", "list(string)"), ("[1].filter(x, true)", "list(int)"),
    ("{'a': 1}.map(k, k)", "list(string)"),
    ("[1].transformMap(i, v, 'a')", "map(int, string)"),
    ("{'a': 1}.transformMapEntry(k, v, {v: k})", "map(int, string)"),
    ("[].map(x, x)", "list(dyn)"), ("true ? [] : [1]", "list(int)"), ("true ? 1 : dyn('a')", "dyn"),
    ("[1][0] + 1", "int"),
    ("dyn(1)", "dyn"), ("dyn(1) + 1", "int"), ("size('a')", "int"), ("1 in [1]", "bool"),
    ("cel.bind(x, [1], x[0])", "int"),
    ("math.greatest(1, 2)", "int"), ("math.greatest(1, 2.0)", "dyn"), ("'a'.split('b')", "list(string)"),
    ("[optional.of(1), null][0]", "optional_type(int)"), ("([].map(x, x))[0].foo", "dyn"),
    ("[[], [[]], [[[]]]]", "list(list(list(list(dyn))))"),
    ("optional.none().orValue(1)", "int"), ("[optional.of(1), optional.of(dyn(1))]", "list(optional_type(dyn))"),
    ("true ? optional.of(1) : optional.of(dyn(1))", "optional_type(dyn)"), ("[null, timestamp(0)][0]", "timestamp"),
    ("[optional.none(), optional.of(1)]", "list(optional_type(int))"), ("[[[]], []]", "list(list(list(dyn)))"),
    ("[duration('1s'), null][0]", "duration"), ("([] + [1] + [])[0]", "int"),
    ("[timestamp(0), null]", "list(timestamp)"),
  ])
  func `types are deduced as CEL's checker does`(source: String, expected: String) throws {
    #expect(try type(source) == expected)
  }

  @Test func `a type that may be null takes null and its own`() throws {
    let variables: [String: Type] = ["w": .wrapper(.int), "m": .wrapper(.map(.string, .int))]
    #expect(try type("w == null || w == 1", variables) == "bool")
    #expect(try type("[1, w]", variables) == "list(wrapper(int))")
    #expect(try type("false ? w : null", variables) == "wrapper(int)")
    #expect(try type("false ? null : w", variables) == "wrapper(int)")
    #expect(try type("[null, w]", variables) == "list(wrapper(int))")
    #expect(try type("[dyn(1), w, 1]", variables) == "list(dyn)")
    #expect(try type("w + 1", variables) == "int")
    #expect(try type("m.a", variables) == "int")
    #expect(try problems("w == 'a'", variables).first?.code == .type)
  }

  @Test func `a value is held against a type`() {
    #expect(Type.list(.int).accepts(.list([.int(1)])))
    #expect(!Type.list(.int).accepts(.list([.string("a")])))
    #expect(Type.map(.string, .dyn).accepts(.map(MapValue([("a", .null)]))))
    #expect(!Type.map(.string, .int).accepts(.map(MapValue([("a", .null)]))))
    #expect(Type.wrapper(.int).accepts(.null))
    #expect(!Type.int.accepts(.null))
    #expect(Type.optional(.int).accepts(.optional(nil)))
    #expect(!Type.optional(.int).accepts(.optional(.string("a"))))
    #expect(Type.opaque("delay").accepts(.opaque(Opaque(typeName: "delay", words: [1]))))
    #expect(!Type.opaque("delay").accepts(.opaque(Opaque(typeName: "other", words: [1]))))
    #expect(Type.dyn.accepts(.null))
    #expect(!Type.double.accepts(.int(1)))
    #expect(Type.type(nil).accepts(.type(TypeValue(name: "int"))))
  }
}

struct HostTests {
  /// A host with a delay type of its own and a function that refuses.
  private struct Host: Activation {
    func value(of variable: Int) -> Value { .string("variable \(variable)") }

    func call(_ function: Int, _ arguments: [Value]) throws(EvaluationError) -> Value {
      switch (function, arguments.first) {
      case (0, .int(let days)): return .opaque(Opaque(typeName: "delay", words: [days]))
      case (1, _): return .bool(true)
      case (2, .timestamp): return .string("a day")
      default: throw EvaluationError(.host, "the host refuses")
      }
    }
  }

  private let environment = Environment(
    variables: [Variable(name: "a", type: .string), Variable(name: "b", type: .dyn)],
    functions: [
      Function(name: "workingDays", parameters: [.int], result: .opaque("delay")),
      Function(name: "isIn", isMember: true, parameters: [.string, .string], result: .bool),
      Function(name: "date", parameters: [.timestamp], result: .string),
      Function(name: "refuse", parameters: [], result: .bool),
    ])

  private func run(_ source: String) throws -> Value {
    try environment.compile(source).evaluate(Host())
  }

  @Test func `the host answers for its variables and functions`() throws {
    #expect(try run("b") == .string("variable 1"))
    #expect(try run("workingDays(10)") == .opaque(Opaque(typeName: "delay", words: [10])))
    #expect(try environment.compile("workingDays(10)").type == .opaque("delay"))
    #expect(try run("'x'.isIn('y')") == .bool(true))
    #expect(try run("workingDays(2) == workingDays(2)") == .bool(true))
    #expect(try run("true ? workingDays(2) : workingDays(3)") == .opaque(Opaque(typeName: "delay", words: [2])))
  }

  @Test func `the host may add to a function of the language`() throws {
    #expect(try run("date(timestamp(0))") == .string("a day"))
    #expect(try run("string(date('2026-01-05'))") == .string("2026-01-05"))
    #expect(try run("date(dyn(timestamp(0)))") == .string("a day"))
  }

  @Test func `the host's refusal is a fault like any other`() throws {
    let error = try #require(throws: EvaluationError.self) { try run("refuse()") }
    #expect(error == EvaluationError(.host, "the host refuses"))
    #expect(try run("refuse() || true") == .bool(true))
  }

  @Test func `the host's functions are checked and never called beforehand`() throws {
    #expect(throws: ExpressionProblems.self) { try run("workingDays('ten')") }
    #expect(throws: ExpressionProblems.self) { try run("workingDays(1, 2)") }
    #expect(throws: ExpressionProblems.self) { try run("'x'.workingDays()") }
    #expect(try environment.compile("workingDays(1)").constantValue == nil)
  }

  @Test func `an expression can be held to a type`() throws {
    #expect(throws: ExpressionProblems.self) { try environment.compile("1", expecting: .bool) }
    #expect(try environment.compile("b", expecting: .bool).type == .dyn)
    #expect(throws: EvaluationError.self) { try environment.compile("b", expecting: .bool).evaluate(Host()) }
    #expect(try environment.compile("b", expecting: .string).evaluate(Host()) == .string("variable 1"))
    #expect(try environment.compile("a == 'variable 0'", expecting: .bool).test(Host()))
    #expect(try environment.compile("null", expecting: .wrapper(.int)).evaluate(Host()) == .null)
  }
}
