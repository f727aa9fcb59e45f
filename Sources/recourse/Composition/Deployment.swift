import Casework
import Engine
import JSON
import WorkflowFiles

/// One workflow on its way into a database.
struct Deployment: Sendable {
  let bundle: WorkflowBundle
  /// The texts of the calendars that it may need.
  let calendars: [String: String]
  /// What `check` finds short of an error.
  let findings: [Diagnostic]

  init(bundle: WorkflowBundle, calendars: [String: String], findings: [Diagnostic] = []) {
    self.findings = findings
    self.bundle = bundle
    self.calendars = calendars
  }

  /// Reads and checks a workflow.
  ///
  /// - Throws: `Answer` with the findings where there is an error among them.
  init(path: String) throws {
    let loaded = try LoadedWorkflow.load(path)
    let findings = loaded.findings
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty, let bundle = loaded.bundle else {
      throw Answer.no(
        (errors.map(\.description) + ["\(path): not deployed; mend what stands above"]).joined(separator: "\n"))
    }
    let workflow = try loaded.required()
    for effect in workflow.effects {
      switch effect {
      case .start, .call:
        throw Answer.no("\(path): not deployed; this version of Recourse can't carry out \"start\" and \"call\" yet")
      case .notify, .publish: break
      }
    }
    self.bundle = bundle
    self.findings = findings
    calendars = try ShippedFiles.calendarTexts()
  }

  /// What a deployment comes to.
  struct Outcome: Sendable {
    let workflow: String
    let digest: WorkflowDigest
    /// The version that new cases used until then; nil where there was none.
    let before: WorkflowDigest?
    let isRehearsal: Bool
    /// What `check` finds short of an error.
    let findings: [Diagnostic]
    /// The versions with open cases, which they keep.
    let open: [WorkflowVersion]

    var isNew: Bool { before != digest }
  }

  /// Keeps the version where it is new.
  func deploy(to store: any Store, dryRun: Bool = false) async throws -> Outcome {
    try await store.transaction(rehearsing: dryRun) { [self] transaction in
      let current = try transaction.currentVersion(of: bundle.name)
      // A calendar that is there already may date open cases: only an import changes it, which says what moves.
      let known = try transaction.calendars()
      for (name, text) in calendars where known[name] == nil {
        try transaction.keepCalendar(named: name, text: text)
      }
      if current != bundle.digest { try transaction.deploy(bundle) }
      return Outcome(
        workflow: bundle.name, digest: bundle.digest, before: current, isRehearsal: dryRun, findings: findings,
        open: try transaction.workflowVersions().filter { $0.workflow == bundle.name && $0.openCases > 0 })
    }
  }
}

extension Deployment.Outcome {
  /// Such as `late-payment 5920e8521392: deployed after 1b0e22d0aa31`.
  var words: String {
    let name = "\(workflow) \(digest.short)"
    guard isNew else { return "\(name): deployed already" }
    return "\(name): \(isRehearsal ? "would be deployed" : "deployed")\(before.map { " after \($0.short)" } ?? "")"
  }

  /// How many open cases stay on which other version.
  var stays: [String] {
    open.filter { $0.digest != digest }.map { "  \($0.openCases) open cases stay on \($0.digest.short)" }
  }

  var json: JSONObject {
    [
      "workflow": .string(workflow), "digest": .string(digest.description),
      "before": before.map { .string($0.description) } ?? .null, "new": .bool(isNew), "dry_run": .bool(isRehearsal),
      "findings": .array(findings.map { .string($0.description) }),
      "open_cases": .array(
        open.map { ["digest": .string($0.digest.description), "count": .integer(Int64($0.openCases))] }),
    ]
  }
}
