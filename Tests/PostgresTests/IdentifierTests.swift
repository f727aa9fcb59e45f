import Postgres
import Testing

struct IdentifierTests {
  @Test func `a name is quoted so that it can only be a name`() {
    #expect(Identifier("a\"; DROP TABLE x; --")?.quoted == "\"a\"\"; DROP TABLE x; --\"")
    #expect(Identifier("\"")?.quoted == "\"\"\"\"")
  }

  @Test(arguments: ["", "a\0b", String(repeating: "x", count: 64)])
  func `a name PostgreSQL could not keep is refused`(name: String) {
    #expect(Identifier(name) == nil)
  }
}
