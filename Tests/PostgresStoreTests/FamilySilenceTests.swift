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
    #expect(all.steps > 0, "\(all)")
  }

  /// Ten cases, each of which has started the next, and closes once that one has.
  @Test func `what is forecast of a line of cases is what PostgreSQL then keeps`() async throws {
    let compared = try await TestCluster.withStore(connections: 1) { store async throws in
      var dice = SplitMix(state: 1)
      var household = try await Household(of: [Household.line], in: store) { instant in
        try await store.sql("SET recourse.now = '\(instant.rfc3339)'")
      }
      return try await household.check(&dice, after: 0)
    }
    #expect(compared.starts == 1 && compared.reports + compared.steps > 2 && compared.closed == 1, "\(compared)")
  }
}
