import Casework
import Engine
import Synchronization
import Testing
import WorkflowFiles

@Suite struct CaseQueueTests {
  @Test func `everybody who asks at once gets his own answer`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    for number in 1...50 { try await scheme.open(number) }
    let queue = CaseQueue(service: scheme.service)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...50 {
        let request = scheme.request("answer", to: number, data: ["answer": "here"], id: 1_000 + number)
        group.addTask {
          let answer = try await queue.handle(request)
          #expect(answer.record.id == Scheme.caseID(number))
          #expect(answer.record.states == ["answered"])
          #expect(!answer.isRepetition)
        }
      }
      try await group.waitForAll()
    }
    for number in 1...50 { #expect(try await scheme.journal(number).told == ["opened parcel", "event answer"]) }
  }

  @Test func `one who is refused hinders nobody who asked with him`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    for number in 1...20 { try await scheme.open(number) }
    let queue = CaseQueue(service: scheme.service, writers: 1)
    let refused = Tally()
    await withTaskGroup { group in
      for number in 1...20 {
        // Every third is of the wrong role.
        let request = scheme.request(
          "answer", to: number, by: number.isMultiple(of: 3) ? "buyer" : "desk", data: ["answer": "here"],
          id: 1_000 + number)
        group.addTask {
          do {
            _ = try await queue.handle(request)
          } catch {
            #expect(error is CaseFailure)
            refused.add(number)
          }
        }
      }
    }
    #expect(refused.numbers == [3, 6, 9, 12, 15, 18])
    for number in 1...20 { #expect(try await scheme.journal(number).count == (number.isMultiple(of: 3) ? 1 : 2)) }
  }

  @Test func `requests of one case go one after the other, and none is lost`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    let queue = CaseQueue(service: scheme.service, writers: 4)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...40 {
        let request = scheme.request("greet", id: 1_000 + number)
        group.addTask { _ = try await queue.handle(request) }
      }
      try await group.waitForAll()
    }
    #expect(try await scheme.journal().map(\.revision) == Array(1...41))
  }

  @Test func `what was asked before is answered and not done again`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    try await scheme.open()
    let queue = CaseQueue(service: scheme.service)
    let request = scheme.request("greet", id: 1_000)
    #expect(try await !queue.handle(request).isRepetition)
    #expect(try await queue.handle(request).isRepetition)
    #expect(try await scheme.journal().count == 2)
  }

  @Test func `a link that is asked for at the counter is kept of both cases`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    for number in 1...2 { try await scheme.open(number) }
    let queue = CaseQueue(service: scheme.service)
    let link = CaseRequest(
      caseID: Scheme.caseID(1), eventID: Scheme.eventID(1_000), action: .act(.link(to: Scheme.caseID(2), .child)),
      actor: Actor(role: "desk", name: "okafor"))
    #expect(try await !queue.handle(link).isRepetition)
    #expect(try await scheme.journal(1).last?.kind == .linked)
    #expect(try await scheme.journal(2).last?.kind == .linked)
    #expect(try await queue.handle(link).isRepetition)
  }

  @Test func `what can't be kept fails for whoever asked it and for nobody else`() async throws {
    let scheme = try await Scheme(Sketches.parcel)
    let files = [WorkflowBundle.workflowPath: "nothing that could be read"]
    let broken = WorkflowBundle(name: "broken", digest: WorkflowDigest(of: files), files: files)
    try await scheme.memory.transaction { try $0.deploy(broken) }
    for number in 1...20 where number != 7 { try await scheme.open(number) }
    let queue = CaseQueue(service: scheme.service, writers: 1)
    let failed = Tally()
    await withTaskGroup { group in
      for number in 1...20 {
        let request =
          number == 7
          ? CaseRequest(
            caseID: Scheme.caseID(7), eventID: Scheme.eventID(1_007), action: .open(workflow: "broken", data: [:]),
            actor: Actor(role: "desk")) : scheme.request("greet", to: number, id: 1_000 + number)
        group.addTask {
          do {
            _ = try await queue.handle(request)
          } catch {
            failed.add(number)
          }
        }
      }
    }
    #expect(failed.numbers == [7])
  }

  @Test func `a store that is away fails whoever waits at once`() async throws {
    let away = Tally()
    let scheme = try await Scheme(
      Sketches.parcel,
      behind: { memory in
        FrontStore(
          back: memory,
          beforeCommit: { _ in
            if away.numbers == [1] { throw StoreError(.unavailable, "gone", isRetryable: true) }
          })
      })
    for number in 1...10 { try await scheme.open(number) }
    let queue = CaseQueue(service: scheme.service, writers: 1)
    away.add(1)
    await withTaskGroup { group in
      for number in 1...10 {
        let request = scheme.request("greet", to: number, id: 1_000 + number)
        group.addTask {
          await #expect(throws: StoreError.self) { try await queue.handle(request) }
        }
      }
    }
    away.add(2)
    _ = try await queue.handle(scheme.request("greet", to: 1, id: 1_001))
    #expect(try await scheme.journal(1).count == 2)
  }
}

/// Numbers that several tasks note down.
private final class Tally: Sendable {
  private let noted = Mutex<Set<Int>>([])

  var numbers: Set<Int> { noted.withLock { $0 } }
  func add(_ number: Int) { noted.withLock { _ = $0.insert(number) } }
}
