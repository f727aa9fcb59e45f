import CivilTime
import PostgresStore
import StoreContract
import Testing

@Suite struct PostgresStoreContractTests {
  @Test(arguments: Promise.all) func `the store on PostgreSQL promises that`(_ promise: Promise) async throws {
    try await TestCluster.withStore { store async throws in
      try await promise.check(Subject(store) { try await store.moveClock(by: $0) })
    }
    #expect(!promise.name.isEmpty)
  }
}
