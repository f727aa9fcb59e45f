package import Casework

extension Library {
  /// The roles that anybody of the directory may hold: the usual ones, and those of every deployed workflow.
  package func roles(_ transaction: any StoreTransaction) throws -> [Role] {
    var roles = Role.usual
    for deployed in try transaction.deployedWorkflows() {
      for role in try workflow(deployed.digest, transaction).directoryRoles
      where !roles.contains(where: { $0.id == role.id }) {
        roles.append(role)
      }
    }
    return roles
  }
}
