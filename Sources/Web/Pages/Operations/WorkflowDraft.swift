import Casework
import Engine
import JSON
import WorkflowFiles

/// A text that somebody thinks of deploying: kept in the session until it is deployed or another takes its place.
struct WorkflowDraft: Sendable {
  /// The session's document in which it waits.
  private static let document = 9_003

  let bundle: WorkflowBundle
  let reading: WorkflowReading
  /// The calendars that the database has.
  let calendars: [String]

  /// What a draft is made of: a version that is deployed already, or files in place of some of its own.
  ///
  /// - Parameter files: by path below the workflow's folder.
  init(_ files: [String: String], calendars: [String]) {
    var bundle = WorkflowBundle(name: "", digest: WorkflowDigest(of: files), files: files)
    let source = bundle.source
    reading = WorkflowReader.read(
      WorkflowSource(file: source.file, bytes: source.bytes, messages: source.messages, calendars: calendars))
    let name = reading.workflow?.name ?? reading.draft?.name ?? ""
    bundle = WorkflowBundle(name: name, digest: bundle.digest, files: files)
    self.bundle = bundle
    self.calendars = calendars
  }

  /// The draft of a session.
  ///
  /// - Throws: `Refusal` where there is none.
  static func waiting(_ request: WebRequest, in site: Site) async throws -> WorkflowDraft {
    guard let session = request.session else { throw Refusal.signInFirst }
    let (files, calendars) = try await site.store.transaction { transaction in
      (try transaction.sessionFiles(session.key), try transaction.calendars().keys.sorted())
    }
    guard let file = files.first(where: { $0.number == document }),
      // A file that is no draft is as good as none.
      let kept = try? JSONValue(parsing: String(decoding: file.bytes, as: UTF8.self)).objectValue
    else { throw Refusal(.notFound, "There is no text to look at", "Send the workflow once more, under Workflows.") }
    var texts: [String: String] = [:]
    for (path, text) in kept { texts[path] = text.stringValue }
    return WorkflowDraft(texts, calendars: calendars)
  }

  static func keep(_ files: [String: String], _ request: WebRequest, in site: Site) async throws {
    guard let session = request.session else { throw Refusal.signInFirst }
    var object = JSONObject()
    for (path, text) in files { object[path] = .string(text) }
    let bytes = Array(JSONValue.object(object).serialized().utf8)
    try await site.store.transaction { transaction in
      try transaction.dropSessionFile(document, of: session.key)
      try transaction.keepSessionFile(
        SessionFile(number: document, name: "draft.json", mediaType: "application/json", bytes: bytes), of: session.key)
    }
  }

  static func drop(_ request: WebRequest, in site: Site) async throws {
    guard let session = request.session else { return }
    try await site.store.transaction { try $0.dropSessionFile(document, of: session.key) }
  }

  /// What keeps it from being deployed, as its cases start cases of others.
  func startFaults(_ library: Library, _ transaction: any StoreTransaction) throws -> [StartFault] {
    try StartFault.faults(of: [bundle.name: reading.workflow?.startedWorkflows ?? []], library, transaction)
      .map(\.fault)
  }
}
