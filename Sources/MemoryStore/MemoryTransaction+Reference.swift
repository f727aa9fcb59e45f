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

  func importContacts(_ contacts: [Contact]) throws -> ImportCount {
    try requireOpen()
    let wanted = ContactImport(contacts)
    let organisations = Set(wanted.organisations)
    let kept = state.reference.contacts.filter { organisations.contains($0.organisation) }
    if kept != wanted.contacts {
      let others = state.reference.contacts.filter { !organisations.contains($0.organisation) }
      // The sort is stable, so that each organisation's contacts stay in the order of their list.
      state.reference.contacts = (others + wanted.contacts).sorted { $0.organisation.precedes($1.organisation) }
      state.reference.directoryRevision += 1
    }
    return wanted.count(replacing: kept)
  }

  func importOrganisations(_ organisations: [Organisation]) throws -> ImportCount {
    try requireOpen()
    let wanted = OrganisationImport(organisations, kept: Array(state.reference.organisations.values))
    for organisation in wanted.written { state.reference.organisations[organisation.slug] = organisation }
    return wanted.count
  }

  func organisations() throws -> [Organisation] {
    try requireOpen()
    return state.reference.organisations.values.sorted { $0.slug.precedes($1.slug) }
  }
}

extension String {
  /// The order of bytes, which is PostgreSQL's collation "C".
  fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
