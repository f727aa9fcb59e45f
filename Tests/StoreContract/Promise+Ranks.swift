import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let ranks = [
    Promise("a list by rank has what is for people first, then by date, then what runs out of nothing, page by page") {
      subject async throws in
      let now = try await subject.now()
      let ranks: [CaseRank] = [.last, .at(now.plus(20)), .first, .at(now.plus(10)), .at(now.plus(20))]
      let records = (1...5).map { number in
        Sample.record(
          number, states: number == 2 ? ["a", "b"] : ["a"], owner: number == 4 ? nil : number < 3 ? "staff" : "prime",
          assignee: number == 5 ? "amy" : number == 1 ? "ben" : nil, openedAt: now)
      }
      _ = try await subject.write(records.map { Sample.write($0, at: now) })
      #expect(try await subject.ranked(CaseFilter()).isEmpty)
      #expect(Set(try await subject.toRank(9)) == [1, 2, 3, 4, 5])
      #expect(try await subject.toRank(2).count == 2)
      try await subject.keep(zip(records, ranks).map { RankedCase(record: $0, rank: $1) })
      #expect(try await subject.toRank(9).isEmpty)
      #expect(try await subject.ranked(CaseFilter()) == [3, 4, 2, 5, 1])
      var page = CaseFilter(limit: 2)
      page.after = CaseRank.Place(rank: .at(now.plus(20)), id: Sample.caseID(2))
      #expect(try await subject.ranked(page) == [5, 1])
      page.after = CaseRank.Place(rank: .first, id: Sample.caseID(3))
      #expect(try await subject.ranked(page) == [4, 2])
      page.after = nil
      page.offset = 3
      #expect(try await subject.ranked(page) == [5, 1])
      #expect(try await subject.countRanked(page, limit: 9) == 5)
      #expect(try await subject.countRanked(page, limit: 2) == 2)
    },
    Promise("a list by rank shows only what its filter admits") { subject async throws in
      let now = try await subject.now()
      let records = (1...4).map { number in
        Sample.record(
          number, workflow: number == 1 ? "payment" : "concern", states: number == 2 ? ["a", "b"] : ["a"],
          owner: number == 4 ? nil : number < 3 ? "staff" : "prime",
          assignee: number == 1 ? "amy" : number == 2 ? "ben" : nil, openedAt: now)
      }
      _ = try await subject.write(records.map { Sample.write($0, at: now) })
      try await subject.keep(records.map { RankedCase(record: $0, rank: $0.owner == nil ? .first : .at(now)) })
      #expect(try await subject.ranked(CaseFilter(workflow: "payment")) == [1])
      #expect(try await subject.ranked(CaseFilter(state: "b")) == [2])
      #expect(try await subject.ranked(CaseFilter(state: "'; DROP TABLE recourse.cases --")).isEmpty)
      #expect(try await subject.ranked(CaseFilter(owner: "staff")) == [1, 2])
      #expect(try await subject.ranked(CaseFilter(assignee: "amy")) == [1])
      var filter = CaseFilter()
      filter.assignees = ["amy", "ben"]
      #expect(try await subject.ranked(filter) == [1, 2])
      filter = CaseFilter()
      filter.isUnassigned = true
      #expect(try await subject.ranked(filter) == [4, 3])
      filter.owners = ["prime"]
      #expect(try await subject.ranked(filter) == [3])
      filter.owners = nil
      filter.ownersOtherThan = ["staff"]
      #expect(try await subject.ranked(filter) == [3])
      let counts = { limit in
        try await subject.store.transaction {
          try $0.queueCounts(of: ["amy", "ben"], team: ["staff"], limit: limit)
        }
      }
      #expect(try await counts(9) == QueueCounts(mine: 2, unassigned: 2, team: 2, waiting: 1))
      #expect(try await counts(1) == QueueCounts(mine: 1, unassigned: 1, team: 1, waiting: 1))
    },
    Promise("a case is ranked anew after each step, an older rank changes nothing, and a closed case has none") {
      subject async throws in
      let now = try await subject.now()
      let first = [Sample.record(1, openedAt: now), Sample.record(2, openedAt: now)]
      _ = try await subject.write(first.map { Sample.write($0, at: now) })
      try await subject.keep(first.map { RankedCase(record: $0, rank: .at(now.plus(Int($0.id.id.low & 7)))) })
      #expect(try await subject.ranked(CaseFilter()) == [1, 2])
      let second = Sample.record(1, revision: 2, openedAt: now)
      _ = try await subject.write([Sample.write(second, at: now)])
      #expect(try await subject.toRank(9) == [1])
      try await subject.keep([RankedCase(record: second, rank: .last)])
      try await subject.keep([RankedCase(record: first[0], rank: .first)])
      #expect(try await subject.ranked(CaseFilter()) == [2, 1])
      let closed = Sample.record(2, revision: 2, openedAt: now, closedAt: now)
      _ = try await subject.write([Sample.write(closed, at: now)])
      #expect(try await subject.ranked(CaseFilter()) == [1])
      #expect(try await subject.toRank(9) == [2])
      try await subject.keep([RankedCase(record: closed, rank: nil)])
      #expect(try await subject.toRank(9).isEmpty)
      #expect(try await subject.ranked(CaseFilter(includesClosed: true)) == [1, 2])
    },
    Promise("an absence is noted, changed and taken away") { subject async throws in
      @Sendable func day(_ number: Int) -> CivilDate { CivilDate(dayNumber: 20_000 + number) }
      let first = StaffAbsence(person: "amy", firstDay: day(1), lastDay: day(5), cover: "ben", notedBy: "amy")
      let longer = StaffAbsence(person: "amy", firstDay: day(1), lastDay: day(9), cover: "cy", notedBy: "ben")
      let other = StaffAbsence(person: "al", firstDay: day(7), lastDay: day(7), cover: "amy", notedBy: "al")
      for absence in [first, other, longer] { try await subject.store.transaction { try $0.keepAbsence(absence) } }
      #expect(try await subject.store.transaction { try $0.absences() } == [other, longer])
      try await subject.store.transaction { try $0.removeAbsence(of: "amy", from: day(2)) }
      try await subject.store.transaction { try $0.removeAbsence(of: "al", from: day(7)) }
      #expect(try await subject.store.transaction { try $0.absences() } == [longer])
    },
  ]
}

extension Subject {
  fileprivate func ranked(_ filter: CaseFilter) async throws -> [Int] {
    var filter = filter
    filter.order = .rank
    let asked = filter
    return try await store.transaction { try $0.cases(matching: asked).map { Int($0.id.id.low & 0xFFFF) } }
  }

  fileprivate func countRanked(_ filter: CaseFilter, limit: Int) async throws -> Int {
    var filter = filter
    filter.order = .rank
    let asked = filter
    return try await store.transaction { try $0.countCases(matching: asked, limit: limit) }
  }

  fileprivate func toRank(_ limit: Int) async throws -> [Int] {
    try await store.transaction { try $0.casesToRank(limit: limit).ids.map { Int($0.id.low & 0xFFFF) } }
  }

  fileprivate func keep(_ ranked: [RankedCase]) async throws {
    try await store.transaction { try $0.keepRanks(ranked, through: nil) }
  }
}
