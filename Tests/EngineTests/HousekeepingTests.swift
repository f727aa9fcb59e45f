import Casework
import CivilTime
import Engine
import Testing

@Suite(.timeLimit(.minutes(15))) struct HousekeepingTests {
  @Test func `words are taken in and what has ended is taken away while a worker runs`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let now = scheme.memory.now
    let key = [UInt8](repeating: 7, count: 32)
    try await scheme.memory.transaction { transaction in
      try transaction.keepSession(
        Session(
          key: key, kind: .visitor, startedAt: now.advanced(bySeconds: -10), endsAt: now.advanced(bySeconds: -1)))
      try transaction.keepSessionFile(SessionFile(number: 1, name: "a", mediaType: "text/plain", bytes: [1]), of: key)
    }
    try await scheme.open()
    try await Housekeeping(store: scheme.memory, library: scheme.service.library).tidy()
    let left = try await scheme.memory.transaction { try $0.sessionFiles(key) }
    #expect(left.isEmpty)
    // No list has to wait for its ranks.
    #expect(try await scheme.memory.transaction { try $0.casesToRank(limit: 10).ids }.isEmpty)
  }
}
