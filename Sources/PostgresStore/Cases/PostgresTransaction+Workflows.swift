import Casework
import CivilTime
import Engine
import JSON
import Postgres

extension PostgresTransaction {
  static let workflowStatements = [
    lockDeployments, keepVersion, deployVersion, bundle, currentVersion, deployed, versions,
  ]

  func deploy(_ bundle: WorkflowBundle) throws {
    var files = JSONObject()
    for path in bundle.files.keys.sorted() { files[path] = bundle.files[path].map(JSONValue.string) }
    let name = Parameter.text(bundle.name)
    let digest = Parameter.text(bundle.digest.description)
    _ = try exchange([
      Command(Self.lockDeployments),
      Command(Self.keepVersion, [name, digest, .text(JSONValue.object(files).serialized())]),
      Command(Self.deployVersion, [name, digest]),
    ])
  }

  /// Readers are not kept out; two who deploy are kept apart, so that each sees what is current.
  private static let lockDeployments = Statement(
    "lock-deployments", "LOCK TABLE recourse.deployments IN SHARE ROW EXCLUSIVE MODE")

  private static let keepVersion = Statement(
    "keep-version",
    """
    INSERT INTO recourse.workflow_versions (workflow, digest, files, first_deployed_at)
    VALUES ($1, $2, $3, recourse.now()) ON CONFLICT (digest) DO NOTHING
    """)

  private static let deployVersion = Statement(
    "deploy-version",
    """
    INSERT INTO recourse.deployments (workflow, digest, deployed_at)
    SELECT $1, $2, recourse.now() WHERE $2 IS DISTINCT FROM (
      SELECT digest FROM recourse.deployments WHERE workflow = $1 ORDER BY number DESC LIMIT 1)
    """)

  func bundle(_ digest: WorkflowDigest) throws -> WorkflowBundle? {
    guard let row = try execute(Self.bundle, [.text(digest.description)]).first else { return nil }
    guard let members = try? JSONValue(parsing: row.utf8(1), limits: JSONLimits(depth: 2, bytes: .max)).objectValue
    else { throw row.damaged(1, "is no JSON object") }
    var files: [String: String] = [:]
    for (path, text) in members { files[path] = text.stringValue }
    return WorkflowBundle(name: try row.string(0), digest: digest, files: files)
  }

  private static let bundle = Statement(
    "bundle", "SELECT workflow, files FROM recourse.workflow_versions WHERE digest = $1")

  func currentVersion(of workflow: String) throws -> WorkflowDigest? {
    try execute(Self.currentVersion, [.text(workflow)]).first?.digest(0)
  }

  private static let currentVersion = Statement(
    "current-version",
    "SELECT digest FROM recourse.deployments WHERE workflow = $1 ORDER BY number DESC LIMIT 1")

  func deployedWorkflows() throws -> [(name: String, digest: WorkflowDigest, deployedAt: Instant)] {
    try execute(Self.deployed).map { (try $0.string(0), try $0.digest(1), try $0.instant(2)) }
  }

  private static let deployed = Statement(
    "deployed-workflows",
    """
    SELECT DISTINCT ON (workflow COLLATE "C") workflow, digest, deployed_at FROM recourse.deployments
    ORDER BY workflow COLLATE "C", number DESC
    """)

  func workflowVersions() throws -> [WorkflowVersion] {
    try execute(Self.versions).map { row in
      WorkflowVersion(
        workflow: try row.string(0), digest: try row.digest(1), deployedAt: try row.instant(2),
        isCurrent: try row.bool(3), openCases: try row.int(4))
    }
  }

  private static let versions = Statement(
    "workflow-versions",
    """
    SELECT d.workflow, d.digest, max(d.deployed_at),
      max(d.number) = (SELECT max(n.number) FROM recourse.deployments n WHERE n.workflow = d.workflow),
      (SELECT count(*) FROM recourse.cases c WHERE c.version = d.digest AND c.closed_at IS NULL)
    FROM recourse.deployments d GROUP BY d.workflow, d.digest
    ORDER BY d.workflow COLLATE "C", max(d.number) DESC
    """)
}
