import Expression
import Testing

struct LimitTests {
  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: [
    "(", "[", "{", "-", "!", "a[", "f(", "{1:", "1?", "a.b(", "[?", "!(", "-(", "x.map(y,", "T{a:", "1?1:", "1+(",
    "true&&(",
  ])
  func `a hostile nest is a problem, not a crash`(text: String) throws {
    let found = try problems(repeated(text, 20_000 / text.utf8.count))
    #expect(!found.isEmpty)
    #expect(try problems(repeated(text, 100_000)).map(\.code) == [.tooLarge])
    let balanced = try problems(repeated("(", 10_000) + "1" + repeated(")", 10_000))
    #expect(balanced.contains { $0.code == .tooLarge })
  }

  @Test(arguments: [".a", "[0]", "+1", ".a()", ".?a", "*1", "==1", "%1", " in []", ".map(x,x)"])
  func `a hostile chain is a problem, not a crash`(text: String) throws {
    let found = try problems("[1]" + repeated(text, 20_000 / text.utf8.count))
    #expect(found.contains { $0.code == .tooLarge })
  }

  @Test(arguments: ["&&true", "||false"])
  func `and and or may go on and on`(text: String) throws {
    #expect(try value("true" + repeated(text, 5_000)) == .bool(true))
  }

  @Test func `depth is allowed up to its limit`() throws {
    let depth = ExpressionLimits.depth
    #expect(try value(repeated("(", depth - 1) + "7" + repeated(")", depth - 1)) == .int(7))
    #expect(try problems(repeated("(", depth) + "7" + repeated(")", depth)).first?.code == .tooLarge)
    #expect(try value("0" + repeated("+1", depth - 1)) == .int(Int64(depth - 1)))
    #expect(try problems("0" + repeated("+1", depth)).first?.code == .tooLarge)
    #expect(try value(repeated("-", depth) + "7") == .int(7))
    #expect(try problems(repeated("-", depth + 1) + "7").first?.code == .tooLarge)
    #expect(try value(repeated("!", depth - 1) + "true") == .bool(false))
    #expect(try problems(repeated("!", depth) + "true").first?.code == .tooLarge)
  }

  @Test func `a source is allowed up to its limit`() throws {
    let room = ExpressionLimits.sourceBytes - 2
    #expect(try value("'" + repeated("a", room) + "'") == .string(repeated("a", room)))
    let found = try problems("'" + repeated("a", room + 1) + "'")
    #expect(found.map(\.code) == [.tooLarge])
  }

  @Test func `problems are collected up to their limit`() throws {
    let many = "[" + (0..<200).map { "unknown\($0)" }.joined(separator: ", ") + "]"
    #expect(try problems(many).count == ExpressionLimits.problems)
    #expect(try problems(repeated("#", 1_000)).count == ExpressionLimits.problems)
  }

  @Test func `what CEL promises to take is taken`() throws {
    #expect(try value(repeated("[", 100) + repeated("]", 100) + " == []") == .bool(false))
    #expect(try value(repeated("false ? 1 : ", 24) + "2") == .int(2))
    #expect(try value("math.greatest(" + (1...32).map(String.init).joined(separator: ", ") + ")") == .int(32))
    #expect(try value("a" + repeated(".a", 12), ["a": nested(12)]) == .int(1))
  }

  private func nested(_ depth: Int) -> Value {
    depth == 0 ? .int(1) : .map(MapValue([("a", nested(depth - 1))]))
  }

  @Test func `an evaluation stops when it has cost too much`() throws {
    let environment = Environment(variables: [Variable(name: "n", type: .list(.int))])
    let numbers = Value.list((0..<200).map { .int($0) })
    for source in [
      "n.all(a, n.all(b, n.all(c, n.all(d, true))))", "n.map(a, n.map(b, n.map(c, n)))",
      "n.all(a, true) && n.exists(a, n.exists(b, n.exists(c, n.exists(d, false))))",
      "n.all(a, n.all(b, n.all(c, n.all(d, true)))) || true", "n.map(a, n.map(b, n.map(c, a + b + c))).size()",
    ] {
      let expression = try environment.compile(source)
      let error = try #require(throws: EvaluationError.self) { try expression.evaluate(PlainActivation([numbers])) }
      #expect(error.kind == .costLimit)
    }
  }

  @Test(arguments: [
    double("x + x", "'aaaaaaaaaaaaaaaa'"), double("x + x", "[1]"), double("x.replace('a', 'aaaa')", "'aaaa'"),
    double("[x, x].join(x)", "'aaaa'"), double("'%s%s'.format([x, x])", "'aaaa'"),
    double("x + x", "b'aaaaaaaaaaaaaaaa'"),
    double("[x, x].map(y, y)", "[1]") + ".map(z, string(z))",
  ])
  func `a value that doubles and doubles is stopped`(source: String) throws {
    #expect([.costLimit, .noSuchOverload].contains(try fault(source, checked: false).kind))
  }

  @Test func `a value that holds itself over and over never gets out`() throws {
    let bomb = Self.double("[x, x]", "[1]")
    #expect(try fault(bomb).kind == .costLimit)
    #expect(try fault("'%s'.format([\(bomb)])").kind == .costLimit)
    #expect(try fault("cel.bind(y, \(bomb), y == y)").kind == .costLimit)
    #expect(try value("\(bomb).size()") == .int(2))
    let environment = Environment(variables: [], functions: [Function(name: "f", parameters: [.dyn], result: .bool)])
    let call = try environment.compile("f(\(bomb))")
    let error = try #require(throws: EvaluationError.self) { try call.evaluate(PlainActivation()) }
    #expect(error.kind == .costLimit)
    let text = Self.double("x + x", "'a'").replacing("'a'", with: "'aaaaaaaaaaaaaaaa'.replace('a', 'aaaaaaaaaaaaaaaa')")
    #expect(try fault("'%s'.format([\(text)])").kind == .costLimit)
  }

  /// An expression that makes a value larger forty times over.
  private static func double(_ body: String, _ start: String) -> String {
    (0..<40).reduce(start) { inner, _ in "cel.bind(x, \(inner), \(body))" }
  }

  @Test func `the cost limit is the host's to choose`() throws {
    let environment = Environment(variables: [])
    let expression = try environment.compile("[1, 2, 3].map(x, x + 1).size() == 3")
    #expect(throws: EvaluationError.self) { try expression.evaluate(PlainActivation(), costLimit: 5) }
    #expect(try expression.evaluate(PlainActivation(), costLimit: 100) == .bool(true))
  }

  @Test func `the precision of a number is limited`() throws {
    #expect(try value("'%.\(ExpressionLimits.formatPrecision)f'.format([0.5]).size()") == .int(102))
    #expect(try fault("'%.\(ExpressionLimits.formatPrecision + 1)f'.format([0.5])").kind == .invalidArgument)
  }
}
