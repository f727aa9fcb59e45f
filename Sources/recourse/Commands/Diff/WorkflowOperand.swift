import Casework
import Engine
import Foundation
import WorkflowFiles

/// What people name as one side of a comparison: a path, or a version in a database.
enum WorkflowOperand {
  case path(String)
  /// A deployed workflow, and the first digits of a version; nil means the one that new cases use.
  case version(workflow: String, digits: String?)

  init(_ text: String) {
    if text.contains("/") || text == "." || FileManager.default.fileExists(atPath: text) {
      self = .path(text)
      return
    }
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    self = .version(workflow: parts[0], digits: parts.count == 2 ? parts[1] : nil)
  }

  /// Whether it can only be found in a database.
  var needsDatabase: Bool {
    if case .version = self { true } else { false }
  }

  /// A workflow with its text.
  struct Loaded: Sendable {
    let workflow: Workflow
    let bundle: WorkflowBundle
    /// The texts of the calendars that would come along with it, by name.
    var calendars: [String: String] = [:]
  }

  /// - Throws: `Answer` with every finding where the file can't be read, and where there is no such version.
  func load(from store: (any Store)?) async throws -> Loaded {
    switch self {
    case .path(let path):
      let loaded = try LoadedWorkflow.load(path)
      let workflow = try loaded.required()
      guard let bundle = loaded.bundle else { throw Answer.no("\(path): it can't be read") }
      return Loaded(
        workflow: workflow, bundle: bundle, calendars: try ShippedFiles.calendarTexts(beside: path))
    case .version(let name, let digits):
      guard let store else { throw Answer.no("\(name): there is no such file, and no database to look in") }
      let bundle = try await store.transaction { try Self.bundle(name, digits, $0) }
      return Loaded(workflow: try FileDefinitionReader().workflow(from: bundle), bundle: bundle)
    }
  }

  private static func bundle(
    _ name: String, _ digits: String?, _ transaction: any StoreTransaction
  ) throws -> WorkflowBundle {
    let versions = try transaction.workflowVersions().filter { $0.workflow == name }
    guard !versions.isEmpty else {
      let known = Set(try transaction.workflowVersions().map(\.workflow)).sorted().joined(separator: ", ")
      throw Answer.no(
        "\(name): no such file and no such deployed workflow; there are \(known.isEmpty ? "none" : known)")
    }
    let found =
      digits.map { digits in versions.filter { $0.digest.description.hasPrefix(digits) } }
      ?? versions.filter(\.isCurrent)
    guard found.count == 1, let version = found.first, let bundle = try transaction.bundle(version.digest) else {
      let known = versions.map(\.digest.short).joined(separator: ", ")
      throw Answer.no(
        "\(name)@\(digits ?? ""): \(found.isEmpty ? "no" : "more than one") such version; there are \(known)")
    }
    return bundle
  }
}
