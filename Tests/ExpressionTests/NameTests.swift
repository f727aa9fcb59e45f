import Expression
import Testing

struct NameTests {
  private func run(_ source: String, container: String = "", _ data: [(String, Value)], checked: Bool = true) throws
    -> Value
  {
    let environment = Environment(container: container, variables: data.map { Variable(name: $0.0, type: .dyn) })
    return try environment.compile(source, checked: checked).evaluate(PlainActivation(data.map(\.1)))
  }

  @Test func `the longest qualified name wins`() throws {
    let data: [(String, Value)] = [
      ("a.b.c", .string("whole")), ("a.b", .map(MapValue([("c", .string("part")), ("d", .string("field"))]))),
      ("a", .map(MapValue([("e", .string("root"))]))),
    ]
    #expect(try run("a.b.c", data, checked: false) == .string("whole"))
    #expect(try run("a.b.d", data, checked: false) == .string("field"))
    #expect(try run("a.e", data, checked: false) == .string("root"))
  }

  @Test func `a container is looked through from the inside out`() throws {
    let data: [(String, Value)] = [("x.y.v", .int(1)), ("x.v", .int(2)), ("v", .int(3))]
    #expect(try run("v", container: "x.y", data) == .int(1))
    #expect(try run("v", container: "x.z", data) == .int(2))
    #expect(try run("v", container: "q", data) == .int(3))
    #expect(try run(".v", container: "x.y", data) == .int(3))
    #expect(try run("y.v", container: "x", data) == .int(1))
  }

  @Test func `a macro's variable hides every other of its name`() throws {
    let data: [(String, Value)] = [("x", .int(7)), ("x.y", .int(8)), ("n.x", .int(9))]
    #expect(try run("[1].map(x, x)", data) == .list([.int(1)]))
    #expect(try run("[{'y': 1}].map(x, x.y)", data) == .list([.int(1)]))
    #expect(try run("[1].map(x, x)", container: "n", data) == .list([.int(1)]))
    #expect(try run("[1].map(x, .x)", data) == .list([.int(7)]))
    #expect(try run("[1].map(x, [2].map(x, x))", data) == .list([.list([.int(2)])]))
    #expect(try run("[1].map(x, [2].map(y, x + y)) == [[3]] && x == 7", data) == .bool(true))
  }

  @Test func `constants can't be renamed`() throws {
    #expect(try run("true", [("true", .bool(false))]) == .bool(true))
  }

  @Test(arguments: ["as", "break", "const", "for", "if", "package", "return", "while", "if(1)", "for + 1"])
  func `reserved words are no names`(source: String) throws {
    #expect(try problems(source, ["as": .dyn, "if": .dyn]).first?.code == .syntax)
  }

  @Test func `reserved words are fields and methods`() throws {
    #expect(try value("{'while': 1}.while == 1") == .bool(true))
    #expect(try value("a.package() || true", checked: false) == .bool(true))
  }

  @Test(arguments: ["{'in': 1}.in", "{'true': 1}.true", "{'null': 1}.null"])
  func `keywords are not even fields`(source: String) throws {
    #expect(try problems(source).first?.code == .syntax)
  }

  @Test func `an unchecked expression misses a name only when it comes to it`() throws {
    #expect(try value("nobody || true", checked: false) == .bool(true))
    #expect(try fault("nobody", checked: false).kind == .unknownName)
    #expect(try fault("nothing(1)", checked: false).kind == .unknownFunction)
  }

  @Test func `a qualified variable is present when it is not null`() throws {
    #expect(try run("has(data.x)", [("data.x", .null)]) == .bool(false))
    #expect(try run("has(data.x)", [("data.x", .int(0))]) == .bool(true))
  }

  @Test func `only the variables that are read are named`() throws {
    let environment = Environment(variables: ["a", "b", "c"].map { Variable(name: $0, type: .int) })
    #expect(try environment.compile("c + a").variables == [0, 2])
    #expect(try environment.compile("1 + 1").constantValue == .int(2))
    #expect(try environment.compile("a + 1").constantValue == nil)
    #expect(try environment.compile("1 / 0").constantValue == nil)
  }
}
