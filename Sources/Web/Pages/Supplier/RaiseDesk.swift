import Casework
import Engine
import JSON

/// Keeps concerns while they are filled in, and knows the workflows that they may become.
struct RaiseDesk: Sendable {
  let site: Site

  /// A concern that is being filled in, with the workflow that fits it.
  struct Sheet: Sendable {
    var draft: RaiseDraft
    let workflow: Workflow
    let facts: Facts
    let steps: [RaiseStep]

    /// The first page that is not answered yet; nil where all are.
    var open: RaiseStep? { steps.first { !draft.done.contains($0.slug) } }

    func step(_ slug: String) -> RaiseStep? { steps.first { $0.slug == slug } }
  }

  func draft(of request: WebRequest) -> RaiseDraft? { RaiseDraft(request.session?.data["raise"]) }

  /// Nil where nobody has begun, or the workflow is not known yet or not in use any more.
  func sheet(of request: WebRequest) async throws -> Sheet? {
    guard let draft = draft(of: request), let name = draft.workflow else { return nil }
    return try await sheet(for: draft, name)
  }

  private func sheet(for draft: RaiseDraft, _ name: String) async throws -> Sheet? {
    let library = site.library
    return try await site.store.transaction { transaction in
      guard let digest = try transaction.currentVersion(of: name) else { return nil }
      let workflow = try library.workflow(digest, transaction)
      let facts = try library.facts(for: workflow, try transaction.look(at: [], for: []), transaction)
      return Sheet(
        draft: draft, workflow: workflow, facts: facts,
        steps: RaiseStep.all(of: workflow, deciding: Eligibility.deciding(in: workflow)))
    }
  }

  func keep(_ draft: RaiseDraft, of request: WebRequest) async throws {
    var data = request.session?.data ?? JSONObject()
    data["raise"] = draft.json
    try await SessionDesk(site: site).remember(data, of: request)
  }

  /// The topics whose workflow is in use.
  func topics() async throws -> [RaiseTopic] {
    let deployed = try await site.store.transaction { try Set($0.deployedWorkflows().map(\.name)) }
    return RaiseTopic.all.filter { deployed.contains($0.workflow) }
  }

  /// The documents that go with what is being filled in.
  func files(of request: WebRequest) async throws -> [SessionFile] {
    guard let key = request.session?.key else { return [] }
    return try await site.store.transaction { try $0.sessionFiles(key) }
  }
}
