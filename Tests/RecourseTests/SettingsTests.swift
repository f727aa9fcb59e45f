import Testing

@testable import recourse

@Suite struct SettingsTests {
  @Test func `one file says where the database is, how mail goes, and what workflows call`() throws {
    let settings = try Settings.read(
      text: """
        database: { address: "postgresql://a/b?c=d", pooled: true }
        mail: { server: "smtps://team@mail.example:465" }
        webhooks:
          finance: { url: "https://finance.example/hook", secret-file: /etc/secret }
        """, path: "x")
    #expect(settings.database.address == "postgresql://a/b?c=d")
    #expect(settings.database.isPooled)
    #expect(settings.database.listen == nil)
    #expect(settings.mail.server == "smtps://team@mail.example:465")
    #expect(settings.webhooks.keys.sorted() == ["finance"])
  }

  @Test func `a database may be its address alone`() throws {
    #expect(try Settings.read(text: "database: postgresql://a/b", path: "x").database.address == "postgresql://a/b")
  }

  @Test func `what a file leaves out is as it would be without one`() throws {
    let settings = try Settings.read(text: "mail: { from: Team <a@b.example> }", path: "x")
    #expect(settings.database.address == nil && !settings.database.isPooled)
  }

  @Test(arguments: [
    ("database:\n  addres: secret\n", "x:2:3"),
    ("database: { pooled: true }", "x:1:11"),
    ("database: { address: [secret] }", "x:1:22"),
    ("databse: { address: secret }", "x:1:1"),
    ("database: { address: secret }\ndatabase: { address: secret }", "x:2:1"),
  ])
  func `what is wrong is shown by its place and never by its value`(_ text: String, _ place: String) {
    let answer = #expect(throws: Answer.self) { try Settings.read(text: text, path: "x") }
    #expect(answer?.message?.hasPrefix(place) == true, "\(answer?.message ?? "")")
    #expect(answer?.message?.contains("secret") == false, "\(answer?.message ?? "")")
  }
}
