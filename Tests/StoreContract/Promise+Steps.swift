import Casework
import CivilTime
import Engine
import JSON
import Testing

extension Promise {
  static let steps = [
    Promise("a case reads back as it was opened") { subject async throws in
      let now = try await subject.now()
      let record = Sample.record(
        1, states: ["with-prime", #"odd "state", {really}\"#], owner: nil, assignee: "m.müller", parked: "a \"reason\"",
        openedAt: now, due: now.plus(60))
      let write = Sample.write(record, at: now)
      #expect(try await subject.write([write]) == [.written])
      #expect(try await subject.record(1) == write.record)
      #expect(try await subject.record(2) == nil)
    },
    Promise("a step replaces the case and adds to its journal") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil], at: now)
      let stepped = Sample.record(1, revision: 2, states: ["review"], owner: "prime", openedAt: now, due: now.plus(9))
      let write = Sample.write(stepped, at: now)
      #expect(try await subject.write([write]) == [.written])
      #expect(try await subject.record(1) == write.record)
      #expect(try await subject.journal(1).map(\.revision) == [1, 2])
    },
    Promise("a journal entry reads back with everything in it, whatever its kind") { subject async throws in
      let now = try await subject.now()
      let payload: JSONObject = ["z": 1, "a": ["deep": [true, .null, "ü\u{1F600}\\\"\u{0}\n"]], "n": .number("1.50")]
      var writes: [CaseWrite] = []
      for (index, kind) in JournalEntry.Kind.allCases.enumerated() {
        writes.append(
          Sample.write(
            Sample.record(1, revision: index + 1, openedAt: now), at: now.plus(index), kind: kind, payload: payload,
            timerDue: kind == .timer ? now.plus(-5) : nil))
      }
      #expect(try await subject.write(writes).allSatisfy { $0 == .written })
      let journal = try await subject.journal(1)
      #expect(journal == writes.map(\.entry))
      #expect(journal.first?.payload.keys == ["z", "a", "n"])
    },
    Promise("a step from an old revision is a conflict and leaves the case alone") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now.plus(60)], at: now)
      let old = Sample.write(
        Sample.record(1, revision: 5, openedAt: now), event: 77, at: now, outbox: [Sample.message()])
      #expect(try await subject.write([old]) == [.conflict])
      #expect(try await subject.record(1)?.revision == 1)
      #expect(try await subject.record(1)?.nextDue == now.plus(60))
      #expect(try await subject.journal(1).count == 1)
      #expect(try await subject.messages(1).isEmpty)
    },
    Promise("a step that takes another next due instant for granted than the case has is a conflict") {
      subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [now.plus(60)], at: now)
      let step = Sample.write(Sample.record(1, revision: 2, openedAt: now), at: now, previousDue: now.plus(61))
      #expect(try await subject.write([step]) == [.conflict])
      #expect(try await subject.record(1)?.revision == 1)
    },
    Promise("a step of a case that is not there is a conflict") { subject async throws in
      let now = try await subject.now()
      let step = Sample.write(Sample.record(9, revision: 2, openedAt: now), at: now)
      #expect(try await subject.write([step]) == [.conflict])
      #expect(try await subject.journal(9).isEmpty)
    },
    Promise("opening a case a second time is a conflict, and with the same event a duplicate") { subject async throws in
      let now = try await subject.now()
      let first = Sample.write(Sample.record(1, openedAt: now), event: 1, at: now)
      let second = Sample.write(Sample.record(1, states: ["other"], openedAt: now), event: 2, at: now)
      #expect(try await subject.write([first]) == [.written])
      #expect(try await subject.write([second]) == [.conflict])
      #expect(try await subject.write([first]) == [.duplicate])
      #expect(try await subject.record(1)?.states == ["triage"])
      #expect(try await subject.journal(1).count == 1)
    },
    Promise("an event that the journal has changes nothing the second time") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil], at: now)
      let once = Sample.write(Sample.record(1, revision: 2, openedAt: now), event: 42, at: now)
      let again = Sample.write(Sample.record(1, revision: 3, states: ["twice"], openedAt: now), event: 42, at: now)
      #expect(try await subject.write([once]) == [.written])
      #expect(try await subject.write([again]) == [.duplicate])
      #expect(try await subject.record(1) == once.record)
      #expect(try await subject.journal(1).count == 2)
      let look = try await subject.store.transaction { transaction in
        try transaction.look(
          at: [], for: [(Sample.caseID(1), Sample.eventID(42)), (Sample.caseID(1), Sample.eventID(43))])
      }
      #expect(look.knownEvents == [Sample.eventID(42)])
    },
    Promise("two cases may have had the same event") { subject async throws in
      let now = try await subject.now()
      let writes = (1...2).map { Sample.write(Sample.record($0, openedAt: now), event: 5, at: now) }
      #expect(try await subject.write(writes) == [.written, .written])
    },
    Promise("of a batch in which one case conflicts the others are written") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil, now.plus(5_000), nil, nil], at: now)
      let writes = [
        Sample.write(Sample.record(4, revision: 2, openedAt: now), event: 3, at: now),
        Sample.write(
          Sample.record(2, revision: 3, openedAt: now), event: 1, at: now, previousDue: now.plus(5_000),
          outbox: [Sample.message()]),
        Sample.write(Sample.record(1, revision: 2, openedAt: now, due: now), event: 2, at: now),
        Sample.write(Sample.record(3, revision: 2, openedAt: now), event: 3_001, at: now),
        Sample.write(Sample.record(7, openedAt: now), at: now, outbox: [Sample.message()]),
      ]
      #expect(try await subject.write(writes) == [.written, .conflict, .written, .duplicate, .written])
      #expect(try await subject.record(2)?.revision == 1)
      #expect(try await subject.record(2)?.nextDue == now.plus(5_000))
      #expect(try await subject.messages(2).isEmpty)
      #expect(try await subject.record(3)?.revision == 1)
      #expect(try await subject.messages(7).count == 1)
      #expect(try await subject.claimDue() == [Sample.caseID(1)])
    },
    Promise("steps of several cases that are written together leave each as its own step says") {
      subject async throws in
      let now = try await subject.now()
      let due = [now.plus(60), nil, now.plus(-9), now.plus(-8), now.plus(90)]
      try await subject.open(due: due, at: now)
      let records = [
        Sample.record(1, revision: 2, states: ["a\"b", "{c,d}"], owner: nil, openedAt: now, closedAt: now),
        Sample.record(
          2, revision: 2, assignee: "m.müller", openedAt: now, due: now.plus(-7), document: #"{"x":"\\\""}"#),
        Sample.record(3, revision: 2, parked: "NULL", openedAt: now, due: now.plus(-9)),
        Sample.record(4, revision: 2, states: [], openedAt: now),
        Sample.record(5, revision: 2, owner: "", openedAt: now, due: now.plus(-99)),
      ]
      let writes = records.enumerated().map { place, record in
        Sample.write(
          record, at: now.plus(-place), kind: place == 4 ? .timer : .event, previousDue: due[place],
          outbox: Array(repeating: Sample.message(), count: place == 1 ? 2 : 0),
          payload: ["place": .integer(Int64(place))],
          timerDue: place == 4 ? now.plus(-5) : nil)
      }
      #expect(try await subject.write(writes.reversed()) == Array(repeating: .written, count: 5))
      for (place, write) in writes.enumerated() {
        #expect(try await subject.record(place + 1) == write.record)
        #expect(try await subject.journal(place + 1).last == write.entry)
        #expect(try await subject.messages(place + 1).count == (place == 1 ? 2 : 0))
      }
      #expect(try await subject.claimDue() == [5, 3, 2].map(Sample.caseID))
    },
    Promise("of cases that are opened together each stands as its own opening says, and none hinders another") {
      subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil, nil], at: now)
      let records = [
        Sample.record(3, states: ["a\"b", "{c,d}"], owner: nil, openedAt: now, due: now.plus(-7)),
        Sample.record(4, owner: "", assignee: "m.müller", openedAt: now, closedAt: now, document: #"{"x":"\\\""}"#),
        Sample.record(5, states: [], parked: "NULL", openedAt: now),
      ]
      let opened = records.enumerated().map { place, record in
        Sample.write(
          record, at: now.plus(-place), outbox: Array(repeating: Sample.message(), count: place == 1 ? 2 : 0),
          payload: ["place": .integer(Int64(place))])
      }
      let writes = [
        opened[0], Sample.write(Sample.record(1, openedAt: now), event: 99, at: now), opened[1],
        Sample.write(Sample.record(2, openedAt: now), at: now), opened[2],
      ]
      #expect(try await subject.write(writes) == [.written, .conflict, .written, .duplicate, .written])
      for write in opened {
        let number = Int(write.record.id.id.low & 0xFFFF)
        #expect(try await subject.record(number) == write.record)
        #expect(try await subject.journal(number) == [write.entry])
        #expect(try await subject.messages(number).count == write.outbox.count)
      }
      #expect(try await subject.journal(1).count == 1)
      #expect(try await subject.claimDue() == [Sample.caseID(3)])
    },
    Promise("one event sent by many at once has its effect once") { subject async throws in
      let now = try await subject.now()
      try await subject.open(due: [nil], at: now)
      let store = subject.store
      let outcomes = try await withThrowingTaskGroup(of: WriteOutcome.self) { group in
        for _ in 1...12 {
          group.addTask {
            try await store.transaction { transaction in
              let look = try transaction.look(
                at: [Sample.caseID(1)], for: [(Sample.caseID(1), Sample.eventID(42))])
              guard look.knownEvents.isEmpty, let record = look.cases.first else { return .duplicate }
              let next = Sample.record(1, revision: record.revision + 1, openedAt: now)
              return try transaction.commit(writing: [Sample.write(next, event: 42, at: now)])[0]
            }
          }
        }
        var outcomes: [WriteOutcome] = []
        for try await outcome in group { outcomes.append(outcome) }
        return outcomes
      }
      #expect(outcomes.count { $0 == .written } == 1)
      #expect(try await subject.journal(1).count == 2)
    },
    Promise("a document of a megabyte comes back byte for byte, quotes, backslashes, emoji and all") {
      subject async throws in
      let now = try await subject.now()
      let piece =
        #"{\"naïve\": \"\\u0000 \u{1F469}\u{200D}\u{1F680} 'quoted' {a,b} NULL\"} "# + "\u{1F600}é e\u{301}\t"
      var text = ""
      while text.utf8.count < 1 << 20 { text += piece }
      let document = JSONValue.object(["text": .string(text)]).serialized()
      let record = Sample.record(1, openedAt: now, document: document)
      #expect(try await subject.write([Sample.write(record, at: now)]) == [.written])
      let kept = try #require(try await subject.record(1))
      #expect(kept.document.utf8.elementsEqual(document.utf8))
    },
    Promise("what happened is rounded down to the microsecond and what is due is rounded up") { subject async throws in
      let second = try await subject.now().seconds
      let exact = Instant(seconds: second, nanoseconds: 1_999)
      let record = Sample.record(1, openedAt: exact, due: exact)
      _ = try await subject.write([Sample.write(record, at: exact, timerDue: exact)])
      let kept = try #require(try await subject.record(1))
      #expect(kept.openedAt == Instant(seconds: second, nanoseconds: 1_000))
      #expect(kept.nextDue == Instant(seconds: second, nanoseconds: 2_000))
      let entry = try #require(try await subject.journal(1).first)
      #expect(entry.at == kept.openedAt)
      #expect(entry.due == kept.nextDue)
    },
  ]
}
