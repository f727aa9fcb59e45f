import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let lists = [
    Promise("a list has open cases by their next due instant, then those without one, then closed ones") {
      subject async throws in
      let now = try await subject.now()
      let writes = [
        Sample.write(Sample.record(1, openedAt: now), at: now),
        Sample.write(Sample.record(2, openedAt: now, due: now.plus(20)), at: now),
        Sample.write(Sample.record(3, openedAt: now, due: now.plus(10)), at: now),
        Sample.write(Sample.record(4, openedAt: now, closedAt: now.plus(1)), at: now),
        Sample.write(Sample.record(5, openedAt: now, closedAt: now.plus(2)), at: now),
        Sample.write(Sample.record(6, openedAt: now, due: now.plus(20)), at: now),
      ]
      _ = try await subject.write(writes)
      #expect(try await subject.list(CaseFilter()) == [3, 2, 6, 1])
      #expect(try await subject.list(CaseFilter(includesClosed: true)) == [3, 2, 6, 1, 5, 4])
      #expect(try await subject.list(CaseFilter(includesClosed: true, limit: 5)) == [3, 2, 6, 1, 5])
      #expect(try await subject.list(CaseFilter(limit: 2)) == [3, 2])
    },
    Promise("cases are read page by page in the order of their identifiers, each once") { subject async throws in
      let now = try await subject.now()
      let writes = (1...5).map { number in
        Sample.write(
          Sample.record(
            number, workflow: number == 4 ? "payment" : "concern", openedAt: now, closedAt: number == 2 ? now : nil),
          at: now)
      }
      _ = try await subject.write(writes)
      func page(_ filter: CaseFilter, after last: Int?) async throws -> [CaseID] {
        try await subject.store.transaction { transaction in
          try transaction.cases(matching: filter, after: last.map { Sample.caseID($0) }).map(\.id)
        }
      }
      func ids(_ numbers: Int...) -> [CaseID] { numbers.map { Sample.caseID($0) } }
      #expect(try await page(CaseFilter(), after: nil) == ids(1, 3, 4, 5))
      #expect(try await page(CaseFilter(includesClosed: true, limit: 2), after: nil) == ids(1, 2))
      #expect(try await page(CaseFilter(includesClosed: true, limit: 2), after: 2) == ids(3, 4))
      #expect(try await page(CaseFilter(workflow: "concern"), after: 3) == ids(5))
      #expect(try await page(CaseFilter(), after: 5).isEmpty)
    },
    Promise("a list shows only what its filter admits") { subject async throws in
      let now = try await subject.now()
      let writes = [
        Sample.write(
          Sample.record(1, workflow: "concern", states: ["a", "b"], owner: "prime", openedAt: now), at: now),
        Sample.write(Sample.record(2, workflow: "concern", states: ["b"], owner: "staff", openedAt: now), at: now),
        Sample.write(Sample.record(3, workflow: "payment", states: ["b"], owner: nil, openedAt: now), at: now),
        Sample.write(
          Sample.record(4, workflow: "payment", states: ["end"], owner: nil, openedAt: now, closedAt: now), at: now),
      ]
      _ = try await subject.write(writes)
      #expect(try await subject.list(CaseFilter(workflow: "concern")) == [1, 2])
      #expect(try await subject.list(CaseFilter(state: "b")) == [1, 2, 3])
      #expect(try await subject.list(CaseFilter(owner: "prime")) == [1])
      #expect(try await subject.list(CaseFilter(workflow: "concern", state: "b", owner: "staff")) == [2])
      #expect(try await subject.list(CaseFilter(workflow: "payment", includesClosed: true)) == [3, 4])
      #expect(try await subject.list(CaseFilter(state: "' OR true --")).isEmpty)
    },
    Promise("a list shows what one person has in hand, and what people must look at") { subject async throws in
      let now = try await subject.now()
      let writes = [
        Sample.write(Sample.record(1, assignee: "amy", openedAt: now), at: now),
        Sample.write(Sample.record(2, assignee: "ben", parked: "why", openedAt: now, due: now.plus(9)), at: now),
        Sample.write(Sample.record(3, assignee: "amy", parked: "why", openedAt: now, due: now.plus(5)), at: now),
        Sample.write(Sample.record(4, assignee: "amy", openedAt: now, closedAt: now), at: now),
      ]
      _ = try await subject.write(writes)
      #expect(try await subject.list(CaseFilter(assignee: "amy")) == [3, 1])
      #expect(try await subject.list(CaseFilter(assignee: "amy", includesClosed: true)) == [3, 1, 4])
      #expect(try await subject.list(CaseFilter(isParked: true)) == [3, 2])
      #expect(try await subject.list(CaseFilter(assignee: "ben", isParked: true)) == [2])
      #expect(try await subject.list(CaseFilter(workflow: "other", isParked: true)).isEmpty)
      let mended = Sample.record(2, revision: 2, assignee: "amy", openedAt: now)
      #expect(try await subject.write([Sample.write(mended, at: now, previousDue: now.plus(9))]) == [.written])
      #expect(try await subject.list(CaseFilter(isParked: true)) == [3])
      #expect(try await subject.list(CaseFilter(assignee: "amy")) == [3, 1, 2])
    },
    Promise("a list has pages, and says how many cases there are without counting all") { subject async throws in
      let now = try await subject.now()
      let writes = (1...6).map { number in
        Sample.write(
          Sample.record(
            number, owner: number == 3 ? nil : number < 3 ? "staff" : "prime", assignee: number == 2 ? "amy" : nil,
            openedAt: now, closedAt: number == 6 ? now : nil, due: number == 6 ? nil : now.plus(number)), at: now)
      }
      _ = try await subject.write(writes)
      var page = CaseFilter(limit: 2)
      page.offset = 2
      #expect(try await subject.list(page) == [3, 4])
      #expect(try await subject.count(page, limit: 9) == 5)
      #expect(try await subject.count(page, limit: 4) == 4)
      page.ends = .both
      page.offset = 4
      #expect(try await subject.list(page) == [5, 6])
      #expect(try await subject.count(page, limit: 9) == 6)
      page = CaseFilter()
      page.ends = .closed
      #expect(try await subject.list(page) == [6])
      page = CaseFilter()
      page.owners = ["staff", "nobody"]
      #expect(try await subject.list(page) == [1, 2])
      page.isUnassigned = true
      #expect(try await subject.list(page) == [1])
      page = CaseFilter()
      page.ownersOtherThan = ["staff"]
      #expect(try await subject.list(page) == [4, 5])
      #expect(try await subject.count(CaseFilter(assignee: "amy"), limit: 9) == 1)
      #expect(try await subject.count(CaseFilter(isParked: true), limit: 9) == 0)
    },
    Promise("a case is found by its reference") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil, nil], at: now)
      let (known, unknown) = (CaseReference(of: Sample.caseID(2)), CaseReference(of: Sample.caseID(3)))
      #expect(try await subject.store.transaction { try $0.caseID(of: known) } == Sample.caseID(2))
      #expect(try await subject.store.transaction { try $0.caseID(of: unknown) } == nil)
    },
    Promise("a look answers for the cases that are there") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil, nil, nil], at: now)
      let look = try await subject.store.transaction { try $0.look(at: [3, 9, 1].map(Sample.caseID), for: []) }
      #expect(Set(look.cases.map(\.id)) == Set([1, 3].map(Sample.caseID)))
      #expect(look.now >= now)
    },
    Promise("a case without history or messages has none") { subject async throws in
      #expect(try await subject.journal(1).isEmpty)
      #expect(try await subject.messages(1).isEmpty)
      #expect(try await subject.write([]).isEmpty)
    },
  ]
}

extension Subject {
  fileprivate func list(_ filter: CaseFilter) async throws -> [Int] {
    try await store.transaction { try $0.cases(matching: filter).map { Int($0.id.id.low & 0xFFFF) } }
  }

  fileprivate func count(_ filter: CaseFilter, limit: Int) async throws -> Int {
    try await store.transaction { try $0.countCases(matching: filter, limit: limit) }
  }
}
