import CivilTime
import MemoryStore
import StoreContract
import Testing

@Suite struct MemoryStoreContractTests {
  @Test(arguments: Promise.all) func `the store in memory promises that`(_ promise: Promise) async throws {
    let store = MemoryStore(now: try #require(Instant(rfc3339: "2026-01-05T09:00:00.123456Z")))
    try await promise.check(Subject(store) { store.now = store.now.advanced(by: $0) })
  }

  @Test func `its clock stands still until it is moved`() async throws {
    let start = Instant(seconds: 1_000, nanoseconds: 999)
    let store = MemoryStore(now: start)
    #expect(store.now == Instant(seconds: 1_000))
    store.now = Instant(seconds: 2_000)
    #expect(try await store.transaction { try $0.look(at: [], for: []).now } == Instant(seconds: 2_000))
  }
}
