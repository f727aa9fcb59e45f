package import Casework

/// The scenarios that stand beside a workflow, each with the case that it begins with.
package struct ScenarioFolder: Sendable {
  /// A scenario, and the example that it begins with where it names one.
  package struct Entry: Sendable {
    package let file: String
    package let scenario: Scenario
    package let example: CaseExample?
  }

  package let entries: [Entry]
  package let findings: [Diagnostic]

  /// The folder of scenarios in a workflow's folder.
  package static let name = "scenarios"
  /// Scenarios in a folder.
  package static let limit = 2_000

  /// Reads the scenarios of a workflow's folder, by name; those with errors are left out, and the findings say why.
  ///
  /// - Parameters:
  ///   - path: of the workflow's folder, or of a workflow's file in it.
  ///   - workflow: what the names of the scenarios are held against.
  package static func load(_ path: String, workflow: Workflow? = nil) -> ScenarioFolder {
    let diagnostics = Diagnostics()
    let files = FileReading(diagnostics: diagnostics)
    let base = files.isFolder(path) ? path : files.folder(of: path)
    let reader = ScenarioReader(workflow: workflow, diagnostics: diagnostics)
    var examples: [String: CaseExample?] = [:]
    let folder = files.path(base, Self.name)
    let names = files.names(in: folder, endingIn: [".yaml", ".yml"], limit: limit)
    let entries = names.compactMap { name -> Entry? in
      let file = files.path(folder, name)
      guard let bytes = files.bytes(of: file, limit: YAMLLimits().fileBytes, orElse: "check the folder"),
        let scenario = reader.scenario(bytes, file: file)
      else { return nil }
      guard let from = scenario.given.from else { return Entry(file: file, scenario: scenario, example: nil) }
      guard isBelow(from, diagnostics) else { return nil }
      if examples[from.value] == nil {
        let example = files.path(base, from.value)
        examples[from.value] = .some(
          files.bytes(of: example, limit: YAMLLimits().fileBytes, orElse: "mend \"from\" in \(from.place)")
            .flatMap { reader.example($0, file: example) })
      }
      guard case .some(.some(let example)) = examples[from.value] else { return nil }
      return Entry(file: file, scenario: scenario, example: example)
    }
    return ScenarioFolder(entries: entries, findings: diagnostics.findings)
  }

  /// An example stands in the workflow's folder, so that the folder is all that a scenario needs.
  private static func isBelow(_ path: Located<String>, _ diagnostics: Diagnostics) -> Bool {
    let parts = path.value.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.contains("..") || parts.first == "" else { return true }
    diagnostics.error(
      .unreadableFile, at: path.place, "\(path.value.inQuotes) is not in the workflow's folder",
      remedy: "write a path from there, such as examples/one.yaml")
    return false
  }
}
