import Testing

@testable import recourse

@Suite struct ConfigurationFileTests {
  @Test func `a configuration file has a line for each setting`() throws {
    let file = try ConfigurationFile(
      text: "# ours\n\n database = postgresql://a/b?c=d \npooled=yes\n", path: "x")
    #expect(file[.database] == "postgresql://a/b?c=d")
    #expect(file[.pooled] == "yes")
    #expect(file[.listenDatabase] == nil)
  }

  @Test(arguments: [
    ("database\n", "x:1: a line reads key = value"), ("\ndatabase =\n", "x:2: a line reads key = value"),
    ("databse = secret", "x:1: there is no setting \"databse\""), ("pooled = maybe", "x:1: pooled is yes or no"),
    ("database = secret\ndatabase = secret", "x:2: \"database\" is set a second time"),
  ])
  func `a wrong line is shown by its number and never by its value`(_ text: String, _ message: String) {
    let answer = #expect(throws: Answer.self) { try ConfigurationFile(text: text, path: "x") }
    #expect(answer?.message?.hasPrefix(message) == true, "\(answer?.message ?? "")")
    #expect(answer?.message?.contains("secret") == false)
  }
}
