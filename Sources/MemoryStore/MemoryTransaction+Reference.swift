import Casework
import CivilTime
import Engine

extension MemoryTransaction {
  func deploy(_ bundle: WorkflowBundle) throws {
    try requireOpen()
    if state.reference.versions[bundle.digest] == nil { state.reference.versions[bundle.digest] = bundle }
    guard try currentVersion(of: bundle.name) != bundle.digest else { return }
    state.reference.deployments.append(
      ReferenceData.Deployment(workflow: bundle.name, digest: bundle.digest, deployedAt: state.now))
  }

  func bundle(_ digest: WorkflowDigest) throws -> WorkflowBundle? {
    try requireOpen()
    return state.reference.versions[digest]
  }

  func currentVersion(of workflow: String) throws -> WorkflowDigest? {
    try requireOpen()
    return state.reference.deployments.last { $0.workflow == workflow }?.digest
  }

  func deployedWorkflows() throws -> [(name: String, digest: WorkflowDigest, deployedAt: Instant)] {
    try requireOpen()
    let current = Dictionary(state.reference.deployments.map { ($0.workflow, $0) }, uniquingKeysWith: { $1 })
    return current.values.map { ($0.workflow, $0.digest, $0.deployedAt) }.sorted { $0.name.precedes($1.name) }
  }

  func contacts() throws -> [Contact] {
    try requireOpen()
    return state.reference.contacts
  }

  func workflowVersions() throws -> [WorkflowVersion] {
    try requireOpen()
    let open = Dictionary(grouping: state.cases.values.filter { $0.record.closedAt == nil }, by: \.record.version)
    var versions: [WorkflowVersion] = []
    for (name, digest, _) in try deployedWorkflows() {
      for deployment in state.reference.deployments.reversed() where deployment.workflow == name {
        guard !versions.contains(where: { $0.digest == deployment.digest }) else { continue }
        versions.append(
          WorkflowVersion(
            workflow: name, digest: deployment.digest, deployedAt: deployment.deployedAt,
            isCurrent: deployment.digest == digest, openCases: open[deployment.digest]?.count ?? 0))
      }
    }
    return versions
  }

  /// A memory store runs one transaction at a time.
  func lockDirectory() throws { try requireOpen() }

  func newContactIDs(_ count: Int) throws -> [ContactID] {
    try requireOpen()
    state.reference.lastContact += Int64(count)
    return (0..<Int64(count)).map { ContactID(state.reference.lastContact - Int64(count) + 1 + $0) }
  }

  func replaceContacts(of organisations: [String], by contacts: [Contact]) throws {
    try requireOpen()
    let replaced = Set(organisations)
    let others = state.reference.contacts.filter { !replaced.contains($0.organisation) }
    // The sort is stable, so that each organisation's contacts stay in the order of their list.
    state.reference.contacts = (others + contacts.map(\.rounded)).sorted { $0.organisation.precedes($1.organisation) }
    try countDirectory()
  }

  func contracts() throws -> [Contract] {
    try requireOpen()
    return state.reference.contracts.values.sorted { $0.key.precedes($1.key) }
  }

  func keepContracts(_ contracts: [Contract]) throws {
    try requireOpen()
    for contract in contracts { state.reference.contracts[contract.key] = contract }
    try countDirectory()
  }

  func keepOrganisations(_ organisations: [Organisation]) throws {
    try requireOpen()
    for organisation in organisations { state.reference.organisations[organisation.slug] = organisation }
    try countDirectory()
  }

  func organisations() throws -> [Organisation] {
    try requireOpen()
    return state.reference.organisations.values.sorted { $0.slug.precedes($1.slug) }
  }

  func directoryVersions() throws -> [DirectoryVersion] {
    try requireOpen()
    return state.reference.pastDirectories.map(\.version)
  }

  func directory(at revision: Int64) throws -> Directory {
    try requireOpen()
    let past = state.reference.pastDirectories.last { $0.version.revision <= revision }
    return Directory(
      contacts: past?.contacts ?? [], organisations: past?.organisations ?? [], contracts: past?.contracts ?? [],
      revision: revision)
  }

  private func countDirectory() throws {
    state.reference.directoryRevision += 1
    state.reference.pastDirectories.append(
      ReferenceData.PastDirectory(
        version: DirectoryVersion(revision: state.reference.directoryRevision, changedAt: state.now),
        contacts: state.reference.contacts, contracts: try contracts(), organisations: try organisations()))
  }
}

extension String {
  /// The order of bytes, which is PostgreSQL's collation "C".
  fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension Contact {
  /// As PostgreSQL keeps it.
  fileprivate var rounded: Contact {
    var contact = self
    contact.verifiedAt = verifiedAt.map { Instant(microseconds: $0.microsecondsRoundedDown) }
    contact.bouncedAt = bouncedAt.map { Instant(microseconds: $0.microsecondsRoundedDown) }
    return contact
  }
}
