import CaseKit
import CivilTime
import TestKit
import Testing

@testable import PostgresStore

@Suite struct FamilySilenceTests {
  @Test func `what is forecast of cases that start cases is what PostgreSQL then keeps`() async throws {
    var all = Household.Compared()
    for seed in [3, 8, 11, 24] as [UInt64] {
      // One connection, so that its clock is everybody's.
      all += try await TestCluster.withStore(connections: 1) { store async throws in
        var dice = SplitMix(state: seed)
        var household = try await Household(of: Household.workflows(&dice), in: store) { instant in
          try await store.sql("SET recourse.now = '\(instant.rfc3339)'")
        }
        return try await household.check(&dice)
      }
    }
    #expect(all.steps > 4 && all.reports > 0 && all.starts > 0, "\(all)")
  }
}
