import Casework
import Engine

/// A workflow's version by the digits that people type.
struct VersionLookup {
  let known: [WorkflowVersion]

  /// - Throws: `Answer` where no version begins like that, or several do.
  func workflow(_ typed: String, option: String, in store: any Store) async throws -> Workflow {
    let digits = typed.lowercased()
    let found = known.filter { !digits.isEmpty && $0.digest.description.hasPrefix(digits) }
    guard let version = found.first else {
      throw Answer.no(
        "recourse: \(option): no version \"\(typed)\" was ever deployed; recourse workflows show NAME lists them")
    }
    guard found.count == 1 else {
      throw Answer.no(
        "recourse: \(option): \"\(typed)\" is \(found.map(\.digest.short).joined(separator: " or ")); type more of it")
    }
    return try await store.transaction { transaction in
      guard let bundle = try transaction.bundle(version.digest) else {
        throw CaseFailure.unknownVersion(version.digest)
      }
      return try FileDefinitionReader().workflow(from: bundle)
    }
  }
}
