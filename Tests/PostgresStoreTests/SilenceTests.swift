import CaseKit
import Casework
import CivilTime
import Engine
import Testing

@testable import PostgresStore

@Suite struct SilenceTests {
  @Test(arguments: ["supply-chain-concern", "late-payment"])
  func `what is forecast is what PostgreSQL then keeps when everybody is silent`(_ workflow: String) async throws {
    var steps = 0
    for seed in [3, 8, 11] as [UInt64] {
      // One connection, so that its clock is everybody's.
      steps += try await TestCluster.withStore(connections: 1) { store async throws in
        var life = try await Life(of: workflow, seed: seed, in: store) { instant in
          try await store.sql("SET recourse.now = '\(instant.rfc3339)'")
        }
        for _ in 0..<seed { try await life.go() }
        return try await Silence.check(&life).steps
      }
    }
    #expect(steps > 3, "\(steps)")
  }
}
