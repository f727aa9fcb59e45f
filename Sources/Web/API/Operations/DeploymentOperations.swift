import Analysis
import Casework
import Engine
import JSON
import WorkflowFiles

/// A workflow's text on its way into use: checked, compared, tried on past cases, deployed.
struct DeploymentOperations: Sendable {
  /// What was proved of texts, so that deploying what was just checked proves nothing twice.
  let examinations = Examinations()

  private static let topic = "Workflows"
  private static let mostFiles = 200
  /// More cases than this take longer than anybody waits for an answer.
  private static let whatIfCases = 2_000

  var operations: [APIOperation] { [check, compare, whatIf, deploy] }

  private static let files = APIField(
    "files", .map(.text(length: 0...500_000)),
    "By path: workflow.yaml, and messages/NAME.mustache; the whole of the version.")

  private var check: APIOperation {
    APIOperation(
      id: "checkWorkflow", method: .post, path: "/workflows/checks", scope: .operate, topic: Self.topic,
      summary: "Say everything that can be said about a workflow's text, and keep nothing of it",
      body: .json(.object([Self.files])),
      answers: [APIOperation.Answer(status: .ok, words: "What was found.", schema: .named(.workflowCheck))],
      mayRefuse: true
    ) { call in
      let draft = try await Self.draft(call)
      let examination = await examinations.examination(of: draft.bundle.digest, draft.reading)
      return .json(.object(Self.json(draft, examination)))
    }
  }

  private var compare: APIOperation {
    APIOperation(
      id: "compareWorkflow", method: .post, path: "/workflows/comparisons", scope: .operate, topic: Self.topic,
      summary: "Say in what a text differs from the version in force, and what that would mean for open cases",
      body: .json(.object([Self.files])),
      answers: [APIOperation.Answer(status: .ok, words: "The difference.", schema: .named(.workflowDifference))],
      mayRefuse: true
    ) { call in
      let draft = try await Self.draft(call)
      let (workflow, site) = (try Self.workflow(draft), call.site)
      let present = try await site.store.transaction { transaction in
        try transaction.currentVersion(of: workflow.name).map { try site.library.workflow($0, transaction) }
      }
      guard let present else {
        throw CaseOperations.wrong("files", "is a workflow of which no version is in force: deploying adds it")
      }
      let difference = Difference(from: present, to: workflow)
      let effect = try await VersionEffectService(store: site.store, library: site.library)
        .effect(from: present, to: workflow, difference) { _ in }
      return .json([
        "workflow": .string(workflow.name), "from": .string(present.digest.description),
        "to": .string(draft.bundle.digest.description),
        "changes": .array(difference.changes.map { .object($0.json) }), "effect": .object(effect.json),
      ])
    }
  }

  private var whatIf: APIOperation {
    APIOperation(
      id: "whatIfWorkflow", method: .post, path: "/workflows/what-if", scope: .operate, topic: Self.topic,
      summary: "Say what a text would have meant for past cases, and would mean for open ones",
      details: "At most \(Self.whatIfCases) cases: more are for the command `recourse what-if`.",
      body: .json(
        .object([
          Self.files, .maybe("days", .integer(1...3_650), "Cases opened in the last so many days; 90 by default."),
        ])),
      answers: [APIOperation.Answer(status: .ok, words: "The sums.", schema: .named(.whatIf))], mayRefuse: true
    ) { call in
      let (workflow, site) = (try Self.workflow(try await Self.draft(call)), call.site)
      let now = try await site.now()
      let since = now.advanced(bySeconds: -(call.body["days"]?.integerValue ?? 90) * 86_400)
      let count = try await site.store.transaction {
        try $0.countRecordedCases(ReplayScope(workflow: workflow.name, since: since))
      }
      guard count <= Self.whatIfCases else {
        throw CaseOperations.wrong("days", "makes \(count) cases; choose fewer days, or run recourse what-if")
      }
      let summary = try await WhatIfService(store: site.store, reader: site.library.reader)
        .run(WhatIfService.Change(workflow: workflow), since: since, workers: 1) { _ in }
      return .json(.object(summary.json))
    }
  }

  private var deploy: APIOperation {
    APIOperation(
      id: "deployWorkflow", method: .post, path: "/workflows/deployments", scope: .deploy, topic: Self.topic,
      summary: "Bring a version into force, for new cases; open ones keep theirs",
      details:
        "Either a whole text, or the digest of a version that was deployed before. What has errors is not deployed.",
      body: .json(
        .object([
          .maybe("files", Self.files.schema, Self.files.words),
          .maybe("digest", .text(length: 64...64), "Of a version that was deployed before."),
        ])),
      answers: [
        APIOperation.Answer(
          status: .ok, words: "What is in force.",
          schema: .object(
            [
              APIField("workflow", .text()), APIField("digest", .text()), APIField("before", .optional(.text())),
              APIField("new", .flag),
            ], isOpen: true))
      ], mayRefuse: true
    ) { call in
      let draft = try await Self.draft(call)
      _ = try Self.workflow(draft)
      let examination = await examinations.examination(of: draft.bundle.digest, draft.reading)
      try Self.requireSound(examination.findings)
      let before = try await call.site.store.transaction { [library = call.site.library] transaction in
        let faults = try draft.startFaults(library, transaction)
        guard faults.isEmpty else {
          throw CaseOperations.wrong("files", faults.map(\.description).joined(separator: "; "))
        }
        let before = try transaction.currentVersion(of: draft.bundle.name)
        if before != draft.bundle.digest { try transaction.deploy(draft.bundle) }
        return before
      }
      return .json([
        "workflow": .string(draft.bundle.name), "digest": .string(draft.bundle.digest.description),
        "before": before.map { .string($0.description) } ?? .null, "new": .bool(before != draft.bundle.digest),
      ])
    }
  }

  // MARK: What they share

  private static func draft(_ call: APICall) async throws -> WorkflowDraft {
    try call.requireUnbound()
    let (digits, given) = (call.text("digest"), call.body["files"]?.objectValue)
    guard (digits == nil) != (given == nil) else { throw CaseOperations.wrong("body", "has either files or a digest") }
    guard given.map({ $0.count <= mostFiles }) ?? true else {
      throw CaseOperations.wrong("files", "has more than \(mostFiles)")
    }
    var texts: [String: String] = [:]
    for (path, text) in given ?? JSONObject() { texts[path] = text.stringValue }
    let named = texts
    let (kept, calendars) = try await call.site.store.transaction { transaction in
      (
        try digits.flatMap(WorkflowDigest.init(hexadecimal:)).flatMap { try transaction.bundle($0)?.files },
        try transaction.calendars().keys.sorted()
      )
    }
    if digits != nil, kept == nil { throw CaseOperations.wrong("digest", "is of no version that was ever deployed") }
    let files = kept ?? named
    guard files[WorkflowBundle.workflowPath] != nil else {
      throw CaseOperations.wrong("files", "has no \(WorkflowBundle.workflowPath)")
    }
    for path in files.keys where path != WorkflowBundle.workflowPath {
      guard path.hasPrefix("\(WorkflowBundle.messageFolder)/"), path.hasSuffix(WorkflowBundle.messageSuffix) else {
        throw CaseOperations.wrong("files", "has a path that is neither \(WorkflowBundle.workflowPath) nor a message's")
      }
    }
    return WorkflowDraft(files, calendars: calendars)
  }

  private static func workflow(_ draft: WorkflowDraft) throws -> Workflow {
    guard let workflow = draft.reading.workflow else {
      try requireSound(draft.reading.findings)
      throw CaseOperations.wrong("files", "can't be read as a workflow")
    }
    return workflow
  }

  private static func requireSound(_ findings: [Diagnostic]) throws {
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else {
      throw CaseOperations.wrong(
        Dictionary(
          errors.prefix(50).map { ("\($0.place)", $0.message) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func json(_ draft: WorkflowDraft, _ examination: WorkflowExamination) -> JSONObject {
    [
      "workflow": .string(draft.bundle.name), "digest": .string(draft.bundle.digest.description),
      "deployable": .bool(
        draft.reading.workflow != nil && !examination.findings.contains { $0.severity == .error }),
      "findings": .array(examination.findings.map(\.json)),
      "bounds": examination.bounds.map { $0.json(of: draft.bundle.name) } ?? .null,
    ]
  }
}
