import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct SettingsProcessTests {
  @Test func `the settings in the data directory say which database is meant, and the command line goes before them`()
    async throws
  {
    let (named, other) = (try await TestDatabase.new().connectionString, try await TestDatabase.new(isEmpty: true))
    let folder = try TemporaryFolder()
    _ = try folder.write("database: \"\(named)\"\n", to: "settings.yaml")
    try await Program.succeed("case", "list", "--data-directory", folder.path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["settings.yaml"])
    let empty = try await Program.run(
      "case", "list", "--data-directory", folder.path, "--database", other.connectionString)
    #expect(empty.status == 1)
    #expect(empty.complaint.contains("recourse db migrate"), "\(empty.complaint)")
  }
}
