import Casework
import Engine
import WorkflowFiles

/// One workflow on its way into a database.
struct Deployment: Sendable {
  let bundle: WorkflowBundle
  /// The texts of the calendars that it may need.
  let calendars: [String: String]
  /// The workflows of which its cases start others.
  var started: Set<String> = []
  /// The webhooks that its cases call.
  var called: Set<String> = []

  init(bundle: WorkflowBundle, calendars: [String: String]) {
    self.bundle = bundle
    self.calendars = calendars
  }

  /// Reads and checks a workflow.
  ///
  /// - Throws: `Answer` with the findings where there is an error among them.
  init(path: String) throws {
    let loaded = try LoadedWorkflow.load(path)
    let errors = loaded.findings.filter { $0.severity == .error }
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
    calendars = try ShippedFiles.calendarTexts()
  }

  /// Refuses workflows whose cases would start cases of a workflow that nobody has.
  ///
  /// - Parameter deployments: all that are being deployed; they may name each other.
  /// - Throws: `Answer` that names what is missing.
  static func checkStarts(of deployments: [Deployment], in store: any Store) async throws {
    let wanted = Set(deployments.flatMap(\.started)).subtracting(deployments.map(\.bundle.name))
    let missing = try await store.transaction { transaction in
      try wanted.filter { try transaction.currentVersion(of: $0) == nil }
    }
    let lines = deployments.compactMap { deployment -> String? in
      let lacking = deployment.started.intersection(missing).sorted()
      guard !lacking.isEmpty else { return nil }
      return "\(deployment.bundle.name): not deployed; it starts \(lacking.joined(separator: ", ")), which nobody has "
        + "deployed; deploy both together"
    }
    guard lines.isEmpty else { throw Answer.no(lines.joined(separator: "\n")) }
  }

  /// What to say of webhooks that the settings do not have: their calls would wait in vain.
  func warnings(webhooks: Set<String>) -> [String] {
    called.subtracting(webhooks).sorted().map {
      "\(bundle.name): the settings have no webhook \"\($0)\", which it calls; its calls wait until it is added there"
    }
  }

  /// Keeps the version where it is new.
  ///
  /// - Returns: a line that says what was done, or what would be.
  func deploy(to store: any Store, dryRun: Bool = false) async throws -> String {
    try await store.transaction { [self] transaction in
      let current = try transaction.currentVersion(of: bundle.name)
      let name = "\(bundle.name) \(bundle.digest.short)"
      if !dryRun {
        // A calendar that is there already may date open cases: only an import changes it, which says what moves.
        let known = try transaction.calendars()
        for (name, text) in calendars where known[name] == nil {
          try transaction.keepCalendar(named: name, text: text)
        }
      }
      guard current != bundle.digest else { return "\(name): deployed already" }
      if dryRun { return "\(name): would be deployed\(current.map { " after \($0.short)" } ?? "")" }
      try transaction.deploy(bundle)
      return "\(name): deployed\(current.map { " after \($0.short)" } ?? "")"
    }
  }
}
