import Analysis
import CaseKit
import Casework
import CivilTime
import Engine
import JSON
import MemoryStore
import Testing
import WorkingTime

/// A case's past, rebuilt from its journal by what was known then.
@Suite struct HistoryPropertyTests {
  @Test(arguments: try ShippedScheme.names)
  func `a case rebuilt from its history is at every entry what it was then, document for document`(
    _ workflow: String
  ) async throws {
    var compared = 0
    for seed in 101...112 {
      let life = try await Self.life(of: workflow, seed: UInt64(seed), deeds: 4 + seed % 20)
      let (id, library, entries) = (life.caseID, life.library, try await life.journal())
      let (last, definition, _) = try await life.standing()
      let rebuilt = try await life.store.transaction { transaction in
        let chronicle = try Chronicle(transaction, ShippedScheme.Reader())
        var moments: [CaseHistory.Moment] = []
        try CaseHistory(of: id, entries).replay(
          in: definition, given: { try chronicle.facts(for: $1, of: $0, transaction) }, { moments.append($0) })
        return moments
      }
      #expect(rebuilt.map(\.entry) == entries)
      #expect(rebuilt.last?.case == last)
      for moment in rebuilt {
        if let update = moment.update { #expect(update.entry == moment.entry) }
        guard let document = life.documents[moment.entry.revision] else { continue }
        let again = JSONValue.object(CaseDocument.document(of: moment.case, definition)).serialized()
        #expect(again == document, "\(workflow) \(seed): entry \(moment.entry.revision)")
        compared += 1
      }
      // The same by the clock alone, as somebody asks for it.
      let chosen = entries[entries.count / 2]
      let past = try await life.store.transaction {
        try PastCase(of: id, at: chosen.at, library, ShippedScheme.Reader(), $0)
      }
      #expect(past.entry.at == chosen.at && past.entry.revision >= chosen.revision)
      #expect(past.case == rebuilt[past.entry.revision - 1].case)
    }
    #expect(compared > 40, "\(workflow): \(compared)")
  }

  @Test(arguments: try ShippedScheme.names)
  func `every date is explained by its start, its rule and what happened since, and comes to the engine's`(
    _ workflow: String
  ) async throws {
    var (explained, turns) = (0, 0)
    for seed in 201...224 {
      let life = try await Self.life(of: workflow, seed: UInt64(seed), deeds: seed % 9)
      let (id, entries) = (life.caseID, try await life.journal())
      let (one, definition, facts) = try await life.standing()
      let all = try await life.store.transaction { transaction in
        let chronicle = try Chronicle(transaction, ShippedScheme.Reader())
        return try CaseHistory(of: id, entries).explanations(
          in: definition, given: { try chronicle.facts(for: $1, of: $0, transaction) }, now: facts)
      }
      let clocks = one.clocks.filter { $0.value.stoppedAt == nil }
      #expect(all.count == one.timers.count + clocks.count)
      for explanation in all {
        let budget =
          switch explanation.subject {
          case .timer(let number): one.timers.first { $0.sequence == number }?.budget
          case .clock(let name): one.clocks[name]?.budget
          }
        let engine = try #require(budget).fireInstant(facts.calendar)
        #expect(explanation.due == engine, "\(workflow) \(seed) \(explanation.name): \(explanation.turns.map(\.kind))")
        #expect(explanation.start != nil)
        #expect((explanation.left != nil) == (engine == nil))
        #expect(explanation.turns.last.map { $0.date == engine } ?? true)
        explained += 1
        turns += explanation.turns.count
      }
    }
    #expect(
      explained > 20 && (workflow != "supply-chain-concern" || turns > 5),
      "\(workflow): \(explained) dates, \(turns) turns")
  }

  private static func life(of workflow: String, seed: UInt64, deeds: Int) async throws -> Life {
    let memory = MemoryStore(now: Instant(seconds: 0))
    var life = try await Life(of: workflow, seed: seed, in: memory) { memory.now = $0 }
    for _ in 0..<deeds { try await life.go() }
    return life
  }
}
