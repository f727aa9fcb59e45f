/// The log of who was shown who raised which case, as those read it who answer for confidentiality.
package struct ReadingLog: Sendable {
  package let store: any Store

  package init(store: any Store) { self.store = store }

  /// A part of the log, the last reading first.
  package struct Page: Sendable {
    package let reads: [IdentityRead]
    /// Where the next part begins; nil where this is the last.
    package let next: IdentityReadFilter.Place?
    /// What people are called, by account. Contacts have their addresses for names.
    package let names: [String: String]
    /// Who was shown unusually many within the last day, whatever the filter takes.
    package let unusual: [UnusualReader]
  }

  package func page(_ filter: IdentityReadFilter) async throws -> Page {
    // One more than is shown tells whether there are others.
    var wider = filter
    wider.limit += 1
    return try await store.transaction { [wider] transaction in
      let found = try transaction.identityReads(matching: wider)
      let reads = Array(found.prefix(filter.limit))
      let next =
        found.count > reads.count ? reads.last.map { IdentityReadFilter.Place(at: $0.at, number: $0.number) } : nil
      let names = try transaction.users().map { ($0.name, $0.displayName) }
      return Page(
        reads: reads, next: next, names: Dictionary(names, uniquingKeysWith: { first, _ in first }),
        unusual: try transaction.unusualReaders())
    }
  }
}
