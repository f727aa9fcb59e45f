import JSON
import Testing

@testable import Web

@Suite struct APISchemaTests {
  private static let person = APISchema.object([
    APIField("name", .text(length: 1...5)), .maybe("born", .optional(.text(.date))), .maybe("age", .integer(0...150)),
    .maybe("tags", .list(.choice(["a", "b"]), most: 2)), .maybe("email", .text(.email)), .maybe("is_new", .flag),
  ])

  @Test(arguments: [
    ##"{"name":"Ada"}"##, ##"{"name":"Ada","born":null,"age":36.0,"tags":["a","b"],"is_new":false}"##,
    ##"{"name":"Ada","born":"1815-12-10","email":"ada@x.example"}"##, ##"{"name":"ÅÅÅÅÅ"}"##,
  ])
  func `what fits is taken`(_ text: String) throws {
    #expect(Self.person.problems(of: try JSONValue(parsing: text)).isEmpty)
  }

  @Test(arguments: [
    (##"{}"##, "name"), (##"[]"##, "body"), (##"{"name":""}"##, "name"), (##"{"name":"Ada Lovelace"}"##, "name"),
    (##"{"name":null}"##, "name"), (##"{"name":"A","age":151}"##, "age"), (##"{"name":"A","age":1.5}"##, "age"),
    (##"{"name":"A","age":true}"##, "age"), (##"{"name":"A","tags":["c"]}"##, "tags.0"),
    (##"{"name":"A","tags":["a","b","a"]}"##, "tags"), (##"{"name":"A","born":"1815-02-30"}"##, "born"),
    (##"{"name":"A","email":"a b@x"}"##, "email"), (##"{"name":"A","shoe":1}"##, "body"),
    (##"{"name":"A\u0000"}"##, "name"), (##"{"name":"A","is_new":"yes"}"##, "is_new"),
  ])
  func `what does not fit is told by its place, and never quoted`(_ text: String, _ place: String) throws {
    let problems = Self.person.problems(of: try JSONValue(parsing: text))
    #expect(problems.keys.sorted() == [place])
    #expect(!problems.values.contains { $0.contains("Lovelace") || $0.contains("shoe") })
  }

  @Test func `no character that the database can't keep comes in anywhere`() throws {
    for text in [##"{"a":{"b":["\u0000"]}}"##, ##"{"a":{"\u0000":1}}"##, ##"{"\u0000":1}"##] {
      #expect(!APISchema.map(.anything).problems(of: try JSONValue(parsing: text)).isEmpty)
    }
  }
}
