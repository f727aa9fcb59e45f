import Casework
import Engine
import Synchronization
import Testing

/// Who writes for whom, step by step: every task runs only when the test says so, and every transaction ends only when
/// the test lets it.
@Suite struct CaseQueueSharingTests {
  @Test func `whoever comes while others write is taken along by the next`() async throws {
    let counter = try await Counter(writers: 1)
    counter.ask(1)
    counter.ask(2, 3, 4)
    #expect(counter.underWay == 1)
    #expect(counter.finishFirst() == [1])
    #expect(counter.underWay == 1)
    #expect(counter.finishFirst() == [2, 3, 4])
    #expect(counter.underWay == 0)
  }

  @Test func `of two writers each takes his share and no more`() async throws {
    let counter = try await Counter(writers: 2)
    counter.ask(1)
    counter.ask(2)
    #expect(counter.underWay == 2)
    counter.ask(3, 4, 5, 6, 7, 8)
    #expect(counter.underWay == 2)
    #expect(counter.finishFirst() == [1])
    #expect(counter.finishFirst() == [2])
    // When the first came to its end six waited and one was written: half of seven, rounded up. Then two were left.
    #expect(counter.underWay == 2)
    #expect(counter.finishFirst() == [3, 4, 5, 6])
    #expect(counter.finishFirst() == [7, 8])
  }

  @Test func `where several asked lately, whoever finds a pen lets those ask who are about to`() async throws {
    let counter = try await Counter(writers: 1)
    counter.ask(1)
    counter.ask(2, 3)
    #expect(counter.finishFirst() == [1])
    #expect(counter.finishFirst() == [2, 3])
    #expect(counter.underWay == 0)
    counter.ask(4, 5, 6)
    #expect(counter.underWay == 1)
    #expect(counter.finishFirst() == [4, 5, 6])
  }

  @Test func `where nobody else asked lately nobody is waited for`() async throws {
    let counter = try await Counter(writers: 1)
    counter.ask(1)
    #expect(counter.finishFirst() == [1])
    counter.ask(2, 3)
    #expect(counter.finishFirst() == [2])
    #expect(counter.finishFirst() == [3])
  }

  @Test func `one who was alone after a crowd goes at once, and the crowd is forgotten`() async throws {
    let counter = try await Counter(writers: 1)
    counter.ask(1)
    counter.ask(2, 3)
    #expect(counter.finishFirst() == [1])
    #expect(counter.finishFirst() == [2, 3])
    counter.ask(4)
    #expect(counter.finishFirst() == [4])
    counter.ask(5, 6)
    #expect(counter.finishFirst() == [5])
    #expect(counter.finishFirst() == [6])
  }

  @Test func `what is asked of a case that is being written waits, and hinders nobody behind it`() async throws {
    let counter = try await Counter(writers: 2)
    counter.ask(1)
    counter.ask(1, 2)
    #expect(counter.underWay == 2)
    #expect(counter.finishFirst() == [1])
    #expect(counter.underWay == 2)
    #expect(counter.finishFirst() == [2])
    #expect(counter.finishFirst() == [1])
  }
}

/// A queue with people before it, whose tasks run one after the other on the test's own thread.
private final class Counter: Sendable {
  private let scheme: Scheme
  private let executor = SteppedExecutor()
  private let store: HeldStore
  private let queue: CaseQueue
  private let noted = Mutex<(answered: [Int], asked: Int)>(([], 0))

  init(writers: Int) async throws {
    scheme = try await Scheme(Sketches.parcel)
    for number in 1...8 { try await scheme.open(number) }
    store = HeldStore(back: scheme.store)
    // Nothing is remembered, so that each batch is one transaction.
    queue = CaseQueue(
      service: CaseService(store: store, library: scheme.service.library, memory: CaseMemory(limit: 0)),
      writers: writers)
  }

  /// How many transactions are under way.
  var underWay: Int { store.heldCount }

  /// Asks for a step of each of the cases, all before anything of it happens.
  func ask(_ numbers: Int...) {
    for number in numbers {
      let id = noted.withLock { noted in
        noted.asked += 1
        return 1_000 + noted.asked
      }
      let request = scheme.request("greet", to: number, id: id)
      Task(executorPreference: executor) { [self] in
        let answer = try await queue.handle(request)
        #expect(answer.record.id == Scheme.caseID(number))
        noted.withLock { $0.answered.append(number) }
      }
    }
    executor.runAll()
  }

  /// Lets the oldest transaction come to its end, and all happen that follows of that.
  ///
  /// - Returns: the cases of those who were answered, in ascending order.
  func finishFirst() -> [Int] {
    store.releaseFirst()
    executor.runAll()
    return noted.withLock { noted in
      defer { noted.answered = [] }
      return noted.answered.sorted()
    }
  }
}

/// Has every transaction wait until it is released.
private final class HeldStore: Store {
  private let back: any Store
  private let held = Mutex<[CheckedContinuation<Void, Never>]>([])

  init(back: any Store) { self.back = back }

  var heldCount: Int { held.withLock { $0.count } }

  func releaseFirst() { held.withLock { $0.isEmpty ? nil : $0.removeFirst() }?.resume() }

  func transaction<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    await withCheckedContinuation { continuation in held.withLock { $0.append(continuation) } }
    return try await back.transaction(body)
  }
}

/// Runs jobs in the order in which they came, when it is told to.
private final class SteppedExecutor: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
  }

  /// Until nothing is left to do.
  func runAll() {
    while let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
