import Expression
import Testing

struct ProblemTests {
  @Test(arguments: [
    ("data.natoin == 'x'", "did you mean \"data.nation\"?"), ("nmae == 'x'", "did you mean \"name\"?"),
    ("siz('a') == 1", "did you mean \"size\"?"), ("name.startWith('a')", "did you mean \"startsWith\"?"),
    ("[1].exist(x, true)", "did you mean \"exists\"?"), ("[1].map(person, persn)", "did you mean \"person\"?"),
    ("dta.nation == 1", "did you mean \"data\"?"), ("NAME == 'x'", "did you mean \"name\"?"),
  ])
  func `a slip of the pen is met with the right word`(source: String, remedy: String) throws {
    let found = try problems(source, ["data.nation": .string, "data.value": .int, "name": .string])
    #expect(found.first?.remedy == remedy)
  }

  @Test func `what resembles nothing is not guessed at`() throws {
    #expect(try problems("zzzzzz", ["name": .string]).first?.remedy == nil)
    #expect(try problems("nope(1)").first?.remedy == nil)
  }

  @Test(arguments: [
    ("1 + 'a'", 2, 1), ("'é' + nobody", 7, 6), ("size(1)", 0, 4), ("true && 1", 8, 1), ("1 +", 3, 0),
    ("a.b.c = 1", 6, 1),
    ("[1, 2", 5, 0), ("'abc", 0, 4), ("x.y", 0, 1), ("(1))", 3, 1), ("1 ? 2 : 3", 0, 1), ("{'a': 1}.b.c", 11, 1),
  ])
  func `a problem stands where the mistake is, in bytes`(source: String, offset: Int, length: Int) throws {
    let found = try problems(source)
    #expect(found.first?.offset == offset, "\(found)")
    #expect(found.first?.length == length, "\(found)")
  }

  @Test func `all mistakes are found at once`() throws {
    #expect(try problems("one + two + three").count == 3)
    #expect(try problems("[1 +, 2 *, 3]").count == 2)
    #expect(try problems("f(1 2, 3 4)").count == 2)
    #expect(try problems("{'a' 1, 'b': }").count == 2)
    #expect(try problems("'\\q' + '\\w'").count == 2)
    #expect(try problems("1 + 'a' == 2 && unknown").count == 2)
  }

  @Test func `one mistake is not told twice`() throws {
    #expect(try problems("nobody.field + 1 == 2 && size(nobody.x) > nobody").count == 3)
    #expect(try problems("(1 + 'a') + 1").count == 1)
  }

  @Test(arguments: [
    ("a = 1", "=="), ("true & false", "&&"), ("true | false", "||"), ("“a”", "straight quotes"),
    ("strings == 'a'.size", ""),
    ("size.x(1)", ""), ("'a'.matches()", "it takes 1"), ("contains('a', 'b')", "value.contains(…)"),
    ("'a'.int()", "int(…)"),
  ])
  func `the remedy says what to write`(source: String, part: String) throws {
    let found = try problems(source, ["a": .int])
    #expect(part.isEmpty || found.contains { $0.remedy?.contains(part) == true }, "\(found)")
  }

  @Test(arguments: [
    "", "   ", "// nothing", "1 1", "a b", ".", "..a", "a.", "a..b", "f(", "f(1,)", "[,]", "{1}", "{1:}", "?", "1 ? 2",
    "1 ? : 2",
    "&& true", "true &&", "!", "-", "!-1", "-!true", "()", "a[", "a[]", "a.1", "`a`", "a.`", "a.``", "a.`b`()", "in",
    "1 in", "T{", "T{a}", "T{a:}",
    "a.?", "[?]", "{?}", "a.?b(", "=>", "\u{0}", "é", "#", "1.e", "0x", "1..2",
  ])
  func `what is no expression is refused with a place`(source: String) throws {
    let found = try problems(source, ["a": .dyn])
    #expect(found.allSatisfy { $0.offset >= 0 && $0.offset + $0.length <= source.utf8.count })
    #expect(found.allSatisfy { !$0.message.isEmpty })
  }

  @Test func `a function is called by its own name`() throws {
    let environment = Environment(
      variables: [], functions: [Function(name: "add_days", parameters: [.int, .int], result: .int)])
    let found = try #require(throws: ExpressionProblems.self) { try environment.compile("add_days(1, 'a')") }
    #expect(found.problems.first?.message == "add_days does not take (int, string)")
    #expect(try problems("1 + 'a'").first?.message == "+ does not go between int and string")
    #expect(try problems("1 in 'a'").first?.message == "in does not go between int and string")
  }

  @Test func `messages never show the data`() throws {
    let secret = "Zebedee"
    let data: [String: Value] = ["name": .string(secret), "map": .map(MapValue([(secret, .int(1))]))]
    for source in [
      "int(name)", "map[name + 'x']", "timestamp(name)", "name.matches('(' + name)", "map.x", "duration(name)",
      "1 + name", "name.charAt(99)",
    ] {
      #expect(try !fault(source, data, checked: false).message.contains(secret))
    }
  }
}
