import Casework
import Engine
import Expression
import JSON
import WorkflowFiles

/// The workflows in force, and their versions.
struct WorkflowOperations: Sendable {
  private static let topic = "Workflows"

  var operations: [APIOperation] { [list, show, version, picture] }

  private var list: APIOperation {
    APIOperation(
      id: "listWorkflows", method: .get, path: "/workflows", scope: .readCases, topic: Self.topic,
      summary: "List the workflows", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page, by name.", schema: APIComponent.workflow.page)]
    ) { call in
      let site = call.site
      let found = try await site.store.transaction { transaction in
        try transaction.deployedWorkflows().map { try site.library.workflow($0.digest, transaction) }
      }
      return .json(try APICursor.page(found, call, Self.json))
    }
  }

  private var show: APIOperation {
    APIOperation(
      id: "showWorkflow", method: .get, path: "/workflows/{name}", scope: .readCases, topic: Self.topic,
      summary: "Show a workflow: its parties, what opening a case of it asks for, and its versions",
      answers: [APIOperation.Answer(status: .ok, words: "The workflow.", schema: .named(.workflowDetail))]
    ) { call in
      let (site, name) = (call.site, call["name"] ?? "")
      let (workflow, versions) = try await site.store.transaction { transaction in
        guard let version = try transaction.currentVersion(of: name) else { throw Refusal.notFound }
        return (
          try site.library.workflow(version, transaction),
          try transaction.workflowVersions().filter { $0.workflow == name }
        )
      }
      var object = Self.json(workflow)
      object["parties"] = .array(
        workflow.parties.map {
          [
            "id": .string($0.id), "title": .string($0.title), "staff": .bool($0.isStaff),
            "confidential": .bool($0.isConfidential),
          ]
        })
      object["form"] = .array(workflow.openingForm.map { .object(Self.json(workflow.fields[$0])) })
      object["versions"] = .array(versions.map { .object(Self.json($0)) })
      return .json(.object(object))
    }
  }

  private var version: APIOperation {
    APIOperation(
      id: "getWorkflowVersion", method: .get, path: "/workflows/{name}/versions/{digest}", scope: .readCases,
      topic: Self.topic, summary: "Get the text of a version",
      answers: [
        APIOperation.Answer(
          status: .ok, words: "The text, and those of its messages.",
          schema: .object(
            [
              APIField("workflow", .text()), APIField("digest", .text()),
              APIField("files", .map(.text()), "By their paths."),
            ], isOpen: true))
      ]
    ) { call in
      let found = try await Self.bundle(call)
      let (name, digits) = (call["name"] ?? "", call["digest"] ?? "")
      var files = JSONObject()
      for (path, text) in found.files.sorted(by: { $0.key < $1.key }) { files[path] = .string(text) }
      return .json(["workflow": .string(name), "digest": .string(digits), "files": .object(files)])
    }
  }

  private var picture: APIOperation {
    APIOperation(
      id: "workflowDiagram", method: .get, path: "/workflows/{name}/versions/{digest}/diagram", scope: .readCases,
      topic: Self.topic, summary: "Draw a version, as SVG",
      answers: [APIOperation.Answer(status: .ok, words: "The picture.", isDownload: true)]
    ) { call in
      try await WorkflowViews.picture(
        WorkflowReader.read(try await Self.bundle(call)).workflow, call.site, call.request)
    }
  }

  private static func bundle(_ call: APICall) async throws -> WorkflowBundle {
    let (name, digits) = (call["name"] ?? "", call["digest"] ?? "")
    let found = try await call.site.store.transaction { transaction -> WorkflowBundle? in
      let known = try transaction.workflowVersions().first {
        $0.workflow == name && $0.digest.description == digits
      }
      return try known.flatMap { try transaction.bundle($0.digest) }
    }
    guard let found else { throw Refusal.notFound }
    return found
  }

  private static func json(_ workflow: Workflow) -> JSONObject {
    [
      "name": .string(workflow.name), "title": .string(workflow.title),
      "description": workflow.description.map(JSONValue.string) ?? .null,
      "version": .string(workflow.digest.description),
    ]
  }

  private static func json(_ version: WorkflowVersion) -> JSONObject {
    [
      "workflow": .string(version.workflow), "digest": .string(version.digest.description),
      "deployed_at": .string(version.deployedAt.rfc3339), "current": .bool(version.isCurrent),
      "open_cases": .integer(Int64(version.openCases)),
    ]
  }

  private static func json(_ field: DataField) -> JSONObject {
    var object: JSONObject = [
      "name": .string(field.name), "type": .string("\(field.type)"), "title": .string(field.title),
      "required": .bool(field.isRequired),
    ]
    if !field.choices.isEmpty { object["one_of"] = .array(field.choices.map(\.plainJSON)) }
    if let limit = field.maximumLength { object["max_length"] = .integer(Int64(limit)) }
    if let minimum = field.minimum { object["min"] = minimum.plainJSON }
    if let maximum = field.maximum { object["max"] = maximum.plainJSON }
    if let directory = field.directory { object["directory"] = .string(directory) }
    if let description = field.description { object["description"] = .string(description) }
    return object
  }
}
