package import Casework
import JSON

extension CaseRecord {
  /// The case, read by its workflow.
  ///
  /// - Throws: `CaseFailure.damaged`.
  package func `case`(_ workflow: Workflow) throws(CaseFailure) -> Case {
    // What is wrong with it would quote the case.
    guard case .object(let object)? = try? JSONValue(parsing: document) else {
      throw .damaged("its document is no JSON object")
    }
    do throws(CaseDocument.Damage) {
      return try CaseDocument.case(
        id, from: object, workflow, revision: revision, openedAt: openedAt, closedAt: closedAt)
    } catch {
      throw .damaged(error.description)
    }
  }
}
