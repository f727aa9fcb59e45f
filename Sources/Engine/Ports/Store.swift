/// Where cases are kept. The memory store and PostgreSQL keep the same promises; one suite of tests holds both to them.
package protocol Store: Sendable {
  /// Runs a body in one transaction: all that it writes is kept together, or none of it.
  ///
  /// The body runs at once and without pauses, on the thread of one connection; it may be run again from the start where
  /// the database asks for that, so it does nothing but read, decide and write.
  ///
  /// - Throws: what the body throws, and `StoreError`; nothing was kept then.
  func transaction<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result
}
