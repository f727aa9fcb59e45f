extension Store {
  /// Runs a body as `transaction` does; a rehearsal is the same in all but that nothing of it is kept.
  package func transaction<Result: Sendable>(
    rehearsing: Bool, _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    guard rehearsing else { return try await transaction(body) }
    do {
      return try await transaction { transaction -> Result in throw Rehearsed(result: try body(transaction)) }
    } catch let rehearsed as Rehearsed<Result> {
      return rehearsed.result
    }
  }
}

/// What a rehearsal came to, on its way out of the transaction that is undone.
private struct Rehearsed<Result: Sendable>: Error {
  let result: Result
}
