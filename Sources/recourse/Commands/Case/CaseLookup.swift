import ArgumentParser
import Casework
import Engine

/// A case by the reference that people use.
enum CaseLookup {
  /// - Throws: `ValidationError` where it is no reference, `CaseFailure.unknownCase` where there is no such case.
  static func find(_ typed: String, in store: any Store) async throws -> CaseID {
    guard let reference = CaseReference(typed) else {
      throw Answer.no(
        "\"\(typed)\" is no case reference: its last character does not fit the others, or one is mistyped")
    }
    guard let id = try await store.transaction({ try $0.caseID(of: reference) }) else { throw CaseFailure.unknownCase }
    return id
  }
}
