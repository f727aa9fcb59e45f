package import Postgres

/// Looks a database over, in one moment of it and without changing anything.
package enum Examination {
  /// Every finding of the checks, in their order.
  package static func findings(in pool: Pool, checks: [DatabaseCheck] = DatabaseCheck.all) async throws -> [Finding] {
    try await pool.transaction(.snapshot) { transaction in
      var findings: [Finding] = []
      for check in checks {
        if let finding = try check.finding(transaction) { findings.append(finding) }
      }
      return findings
    }
  }
}
