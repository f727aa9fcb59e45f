import CivilTime
import PostgresStore
import StoreContract
import TestKit
import Testing

@Suite struct PostgresStoreContractTests {
  /// Each promise has a database of its own; a hundred at once would keep each other from ever connecting.
  private static let gate = Gate(6)

  @Test(arguments: Promise.all) func `the store on PostgreSQL promises that`(_ promise: Promise) async throws {
    try await Self.gate.pass {
      try await TestCluster.withStore { store async throws in
        try await promise.check(Subject(store) { try await store.moveClock(by: $0) })
      }
    }
    #expect(!promise.name.isEmpty)
  }
}
