import Casework
import CivilTime
import EmbeddedPostgres
import Engine
import JSON
import PostgresStore
import TestKit
import Testing
import WorkflowFiles
import WorkingTime

@testable import recourse

@Suite struct KeptSimulationProcessTests {
  /// Cases that are driven at once.
  private static let lanes = 8

  @Test
  func `every statechart case gives the same answers when it is kept in PostgreSQL and read afresh for each step`()
    async throws
  {
    guard let cases = try StatechartCase.all() else { return }
    let store = try await PostgresStore.open(TestDatabase.new(), connections: Self.lanes)
    let differences = try await withThrowingTaskGroup(of: [String].self) { group in
      for lane in 0..<Self.lanes {
        let mine = stride(from: lane, to: cases.count, by: Self.lanes).map { cases[$0] }
        group.addTask {
          var differences: [String] = []
          for one in mine {
            if let difference = try await Self.difference(in: one, store) { differences.append(difference) }
          }
          return differences
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    await store.close()
    #expect(differences == [])
    #expect(cases.count == 486)
  }

  private static func difference(in one: StatechartCase, _ store: PostgresStore) async throws -> String? {
    let calendar = WorkingCalendar(name: "office", years: 2026...2026, holidays: [])
    let start = try #require(Instant(rfc3339: "2026-01-05T09:00:00Z"))
    let facts = Facts(now: start, calendar: calendar, directory: Directory(), enforcesRoles: false)
    let source = WorkflowSource(file: "workflow.yaml", text: one.workflow)
    let workflow = try #require(WorkflowReader.read(source).workflow, "\(one.id)")
    let bundle = WorkflowBundle(name: workflow.name, source: source)
    var kept = try await KeptSimulation(bundle, workflow, data: [:], facts: facts, showsTrace: true, in: store)
    var answers = [try kept.opening()]
    for input in one.inputs { answers.append(try await kept.answer(line: input)) }
    return one.difference(from: answers)
  }
}
