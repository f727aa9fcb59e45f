import Casework
import Engine
import Testing

extension Promise {
  static let calendars = [
    Promise("a calendar is kept under its name, and its revision counts changes") { subject async throws in
      let before = try await subject.revisions()
      for text in ["{\"a\": 1}\r\n", "{\"a\": 1}\r\n", "é"] {
        try await subject.store.transaction { try $0.keepCalendar(named: "england", text: text) }
      }
      try await subject.store.transaction { try $0.keepCalendar(named: "wales", text: "") }
      #expect(try await subject.store.transaction { try $0.calendars() } == ["england": "é", "wales": ""])
      #expect(try await subject.revisions() == [before[0], before[1] + 3])
    },
    Promise("every version of a calendar stays, with its number and when it was kept") { subject async throws in
      #expect(try await subject.store.transaction { try $0.calendarVersions() }.isEmpty)
      let now = try await subject.now()
      try await subject.store.transaction { try $0.keepCalendar(named: "england", text: "1") }
      try await subject.advance(.seconds(86_400))
      for text in ["2", "2", "1"] {
        try await subject.store.transaction { try $0.keepCalendar(named: "england", text: text) }
      }
      let versions = try await subject.store.transaction { try $0.calendarVersions() }
      #expect(versions.map(\.text) == ["1", "2", "1"])
      #expect(versions.map(\.name) == ["england", "england", "england"])
      #expect(versions.map(\.revision) == Array(versions[0].revision..<versions[0].revision + 3))
      #expect(try await subject.revisions()[1] == versions[2].revision)
      #expect(versions[0].keptAt >= now && versions[1].keptAt >= now.plus(86_400))
      #expect(versions[1].digest == "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35")
    },
    Promise("cases whose timers run come in pages, in the order of their identifiers") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now.plus(9), nil, now.plus(1), now.plus(-5), now.plus(3)], at: now)
      let closed = Sample.record(3, revision: 2, openedAt: now, closedAt: now)
      _ = try await subject.write([Sample.write(closed, at: now, previousDue: now.plus(1))])
      let pages = try await subject.store.transaction { transaction in
        try transaction.holdSteps()
        let first = try transaction.runningCases(after: nil, limit: 2)
        return [first, try transaction.runningCases(after: first.last?.id, limit: 2)]
      }
      #expect(pages.map { $0.map(\.id) } == [[Sample.caseID(1), Sample.caseID(4)], [Sample.caseID(5)]])
      #expect(try await pages[0][0] == subject.record(1))
    },
  ]
}
