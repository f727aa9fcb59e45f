package import Casework
package import CivilTime

/// Exports the journal for verification elsewhere, and verifies it in place.
package struct AuditService: Sendable {
  package let store: any Store

  package init(store: any Store) { self.store = store }

  /// Exports cases as lines, the first and the last among them. Each case is exported as it stands at one moment.
  ///
  /// - Parameters:
  ///   - only: some cases; nil exports all of them.
  ///   - since: only cases to which something has happened since then, with all of their entries.
  package func export(
    only: [CaseID]? = nil, since: Instant? = nil, _ write: (AuditLine) throws -> Void
  ) async throws {
    try write(.opening(.journal))
    var root = AuditRoot()
    try await read(only: only) { audited in
      if let since, let last = audited.entries.last, last.entry.at < since.microsecondsRoundedDown { return }
      for entry in audited.entries { try write(.entry(entry)) }
      try write(.head(audited.head))
      root.take(audited.head)
    }
    try write(.closing(count: root.count, root: root.digest))
  }

  /// Exports the heads alone, to be kept where nobody who can write to the database can write.
  package func exportHeads(_ write: (AuditLine) throws -> Void) async throws {
    try write(.opening(.heads))
    var root = AuditRoot()
    var last: CaseID?
    while true {
      let page = try await store.transaction { [last] in try $0.heads(after: last, limit: EngineLimits.auditHeads) }
      for head in page {
        try write(.head(head))
        root.take(head)
      }
      guard let end = page.last.flatMap({ CaseID($0.caseID) }) else { break }
      last = end
    }
    try write(.closing(count: root.count, root: root.digest))
  }

  /// Verifies the journal where it is.
  ///
  /// - Parameter verifier: with the heads that were anchored, if any.
  package func verify(_ verifier: AuditVerifier) async throws -> AuditVerifier {
    var verifier = verifier
    try await read(only: nil) { audited in
      for entry in audited.entries { verifier.take(entry) }
      verifier.take(audited.head)
    }
    verifier.finish(isFile: false)
    return verifier
  }

  /// Reads cases in the order of their identifiers, a page at a time.
  private func read(only: [CaseID]?, _ body: (AuditCase) throws -> Void) async throws {
    if let only {
      for page in stride(from: 0, to: only.count, by: EngineLimits.auditPage) {
        let ids = Array(only.sorted()[page..<min(page + EngineLimits.auditPage, only.count)])
        for audited in try await store.transaction({ try $0.audit(.only(ids)) }) { try body(audited) }
      }
      return
    }
    var last: CaseID?
    while true {
      let scope = AuditScope.page(after: last, limit: EngineLimits.auditPage)
      let page = try await store.transaction { try $0.audit(scope) }
      for audited in page { try body(audited) }
      guard let end = page.last.flatMap({ CaseID($0.head.caseID) }) else { return }
      last = end
    }
  }
}
