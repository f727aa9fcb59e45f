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
  /// The workflows of which its cases start others.
  var started: Set<String> = []
  /// The webhooks that its cases call.
  var called: Set<String> = []

  init(bundle: WorkflowBundle, calendars: [String: String], findings: [Diagnostic] = []) {
    self.findings = findings
    self.bundle = bundle
    self.calendars = calendars
  }

  /// Reads and checks a workflow.
  ///
  /// - Throws: `Answer` with the findings where there is an error among them.
  init(path: String) throws { try self.init(LoadedWorkflow.load(path), at: path) }

  /// Checks a workflow that was read.
  ///
  /// - Parameter isKnown: whether this very version was deployed before, and so proved: then only what it needs is read.
  /// - Throws: `Answer` with the findings where there is an error among them.
  init(_ loaded: LoadedWorkflow, at path: String, isKnown: Bool = false) throws {
    let findings = isKnown ? loaded.fileFindings + (loaded.reading?.findings ?? []) : loaded.examination().findings
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty, let bundle = loaded.bundle else {
      throw Answer.no(
        (errors.map(\.description) + ["\(path): not deployed; mend what stands above"]).joined(separator: "\n"))
    }
    let workflow = try loaded.required()
    for effect in workflow.effects {
      switch effect {
      case .start(let workflow, _): started.insert(workflow)
      case .call(let webhook): called.insert(webhook)
      case .notify, .publish: break
      }
    }
    self.bundle = bundle
    self.findings = findings
    calendars = try ShippedFiles.calendarTexts().merging(ShippedFiles.calendarTexts(beside: path)) { $1 }
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

  /// Puts workflows in the order in which they are deployed: each after those of which its cases start others.
  ///
  /// - Parameter deployments: all that are being deployed; they may name each other.
  /// - Throws: `Answer` that names a workflow that nobody has, or a circle of starts.
  static func inOrderOfStarts(_ deployments: [Deployment], in store: any Store) async throws -> [Deployment] {
    let starts = Dictionary(deployments.map { ($0.bundle.name, $0.started) }) { $0.union($1) }
    let faults = try await store.transaction { transaction in
      try StartFault.faults(of: starts, Library(reader: FileDefinitionReader()), transaction)
    }
    guard faults.isEmpty else {
      throw Answer.no(faults.map { "\($0.workflow): not deployed; \($0.fault)" }.joined(separator: "\n"))
    }
    let order = StartOrder(starts).sorted(deployments.map(\.bundle.name))
    return order.flatMap { name in deployments.filter { $0.bundle.name == name } }
  }

  /// What to say of webhooks that the settings do not have: their calls would wait in vain.
  func warnings(webhooks: Set<String>) -> [String] {
    called.subtracting(webhooks).sorted().map {
      "\(bundle.name): the settings have no webhook \"\($0)\", which it calls; its calls wait until it is added there"
    }
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

extension Deployment {
  /// What a rehearsed deployment would change; nil where there is nothing to compare it with.
  func change(_ outcome: Outcome, in store: any Store) async throws -> DifferenceOutput? {
    guard outcome.isRehearsal, outcome.isNew, let before = outcome.before else { return nil }
    let kept = try await store.transaction { try $0.bundle(before) }
    guard let kept else { throw CaseFailure.unknownVersion(before) }
    let reader = FileDefinitionReader()
    return DifferenceOutput(
      from: WorkflowOperand.Loaded(workflow: try reader.workflow(from: kept), bundle: kept),
      to: WorkflowOperand.Loaded(workflow: try reader.workflow(from: bundle), bundle: bundle, calendars: calendars))
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
