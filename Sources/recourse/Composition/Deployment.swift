import Casework
import Engine
import WorkflowFiles

/// One workflow on its way into a database.
struct Deployment: Sendable {
  let bundle: WorkflowBundle
  /// The texts of the calendars that it may need.
  let calendars: [String: String]

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
      case .start, .call:
        throw Answer.no("\(path): not deployed; this version of Recourse can't carry out \"start\" and \"call\" yet")
      case .notify, .publish: break
      }
    }
    self.bundle = bundle
    calendars = try ShippedFiles.calendarTexts()
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
