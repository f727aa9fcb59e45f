import Casework
import Synchronization

/// The counter where many people ask at once: whatever waits is decided and kept together, in one transaction.
///
/// A request that finds the counter free goes at once; nobody lingers to gather others, but where several asked lately
/// he lets those ask who are about to. While transactions are under way the next requests queue up, and the writer that
/// comes free takes all of them, or his share where so many are here that another could do as much beside him. So the
/// busier it gets, the more share the cost of a commit, and each caller still gets an answer of his own only when his
/// step is durable.
///
/// Requests of one case are never in one transaction, and go in the order in which they were asked.
package final class CaseQueue: Sendable {
  /// What comes of waiting: an answer, or the turn to write for oneself and others.
  private enum Turn: Sendable {
    case answered(Result<CaseAnswer, any Error>)
    case writes([Waiting])
  }

  private struct Waiting: Sendable {
    let request: CaseRequest
    /// Where he is told; nil of the one who writes.
    let turn: CheckedContinuation<Turn, Never>?
  }

  private struct Line: Sendable {
    /// In the order of asking.
    var waiting: [Waiting] = []
    /// The cases of the transactions under way.
    var busy: Set<CaseID> = []
    var writers = 0
    /// Whether the last transaction was of several: then others are about to ask again as well.
    var isCrowded = false
  }

  private let service: CaseService
  private let writers: Int
  private let line = Mutex(Line())

  /// - Parameter writers: how many transactions may be under way at once.
  package init(service: CaseService, writers: Int = EngineLimits.queueWriters) {
    precondition(writers > 0, "somebody has to write")
    self.service = service
    self.writers = writers
  }

  /// Does one thing and answers once it is durable. A caller that is cancelled meanwhile still waits for the answer:
  /// what has been asked is done.
  ///
  /// - Throws: `CaseFailure` where it was refused, `StoreError` where the store failed or too many wait.
  package func handle(_ request: CaseRequest) async throws -> CaseAnswer {
    // What has to be kept of two cases or of neither is a transaction of its own.
    if CaseService.concernsTwoCases(request) { return try await service.handle(request) }
    if let isCrowded = begin(request) {
      guard isCrowded else { return try await write([Waiting(request: request, turn: nil)]).get() }
      await Task.yield()
      let (others, batches) = line.withLock { line in (take(besides: 1, from: &line), deal(from: &line)) }
      for batch in batches { Self.hand(batch) }
      return try await write([Waiting(request: request, turn: nil)] + others).get()
    }
    let turn = await withCheckedContinuation { turn in
      let (isFull, batches) = line.withLock { line -> (Bool, [[Waiting]]) in
        guard line.waiting.count < EngineLimits.queuedRequests else { return (true, []) }
        line.waiting.append(Waiting(request: request, turn: turn))
        // A pen may have been put down since it was asked for.
        return (false, deal(from: &line))
      }
      if isFull { turn.resume(returning: .answered(.failure(StoreError.queueIsFull))) }
      for batch in batches { Self.hand(batch) }
    }
    switch turn {
    case .answered(let answer): return try answer.get()
    case .writes(let batch): return try await write(batch).get()
    }
  }

  /// Takes the pen where one is free and nobody asked for the same case before; nil where he has to wait, else whether
  /// others are about to ask.
  private func begin(_ request: CaseRequest) -> Bool? {
    line.withLock { line in
      guard line.writers < writers, !line.busy.contains(request.caseID),
        !line.waiting.contains(where: { $0.request.caseID == request.caseID })
      else { return nil }
      line.writers += 1
      line.busy.insert(request.caseID)
      return line.isCrowded
    }
  }

  /// The first of a batch writes it: he is awake anyway when his answer comes.
  private static func hand(_ batch: [Waiting]) { batch.first?.turn?.resume(returning: .writes(batch)) }

  /// Writes a batch, hands the pen to the first who waits, and tells the others their answers.
  ///
  /// - Returns: the answer of the batch's first.
  private func write(_ batch: [Waiting]) async -> Result<CaseAnswer, any Error> {
    let requests = batch.map(\.request)
    let answers = await settle(requests)
    let batches = line.withLock { line in
      line.isCrowded = batch.count > 1
      for request in requests { line.busy.remove(request.caseID) }
      line.writers -= 1
      return deal(from: &line)
    }
    for batch in batches { Self.hand(batch) }
    for (waiting, answer) in zip(batch, answers).dropFirst() { waiting.turn?.resume(returning: .answered(answer)) }
    return answers[0]
  }

  /// Hands out the pens that are free while somebody waits who may go now.
  ///
  /// No request is left without a writer: whoever has a case in hand looks again when he puts it down.
  private func deal(from line: inout Line) -> [[Waiting]] {
    var batches: [[Waiting]] = []
    while line.writers < writers {
      let batch = take(besides: 0, from: &line)
      guard !batch.isEmpty else { break }
      line.writers += 1
      batches.append(batch)
    }
    return batches
  }

  /// The requests that may go now: the first of each case that nobody else has in hand, and of all who are here no more
  /// than one writer's share, as transactions of one size go best side by side.
  ///
  /// - Parameter own: how many the writer has already.
  private func take(besides own: Int, from line: inout Line) -> [Waiting] {
    guard !line.waiting.isEmpty else { return [] }
    let share = (line.waiting.count + line.busy.count + writers - 1) / writers
    let limit = min(share, EngineLimits.requestBatch) - own
    var batch: [Waiting] = []
    var later: [Waiting] = []
    for waiting in line.waiting {
      if batch.count < limit, line.busy.insert(waiting.request.caseID).inserted {
        batch.append(waiting)
      } else {
        later.append(waiting)
      }
    }
    line.waiting = later
    return batch
  }

  private func settle(_ batch: [CaseRequest]) async -> [Result<CaseAnswer, any Error>] {
    do {
      return try await service.handle(batch).map { $0.mapError { $0 as any Error } }
    } catch is CancellationError {
      // The writer gave up before anything was sent. The others didn't, and he waits for his answer like them: a task
      // of its own knows nothing of it.
      return await Task { await settle(batch) }.value
    } catch let error as StoreError where error.isRetryable || batch.count == 1 {
      // The store is away or overrun, and would be for each of them.
      return batch.map { _ in .failure(error) }
    } catch {
      return await Task { await settleApart(batch) }.value
    }
  }

  /// One of them can't be kept, and nobody knows which: each for itself, so that it hinders no other.
  private func settleApart(_ batch: [CaseRequest]) async -> [Result<CaseAnswer, any Error>] {
    var answers: [Result<CaseAnswer, any Error>] = []
    for request in batch {
      do {
        answers.append(.success(try await service.handle(request)))
      } catch {
        answers.append(.failure(error))
      }
    }
    return answers
  }
}

extension StoreError {
  fileprivate static let queueIsFull = StoreError(
    .busy, "\(EngineLimits.queuedRequests) requests wait already; ask again in a moment", isRetryable: true)
}
