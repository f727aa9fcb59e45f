import Casework
import Synchronization

/// The counter where many people ask at once: whatever waits is decided and kept together, in one transaction.
///
/// A request that finds the counter free goes at once and alone; nobody lingers to gather others. While a transaction is
/// under way the next requests queue up, and the writer that comes free takes all of them. So the busier it gets, the
/// more share the cost of a commit, and each caller still gets an answer of his own only when his step is durable.
///
/// Requests of one case are never in one transaction, and go in the order in which they were asked.
package final class CaseQueue: Sendable {
  private struct Waiting: Sendable {
    let request: CaseRequest
    let answer: CheckedContinuation<CaseAnswer, any Error>
  }

  private struct Line: Sendable {
    /// In the order of asking.
    var waiting: [Waiting] = []
    /// The cases of the transactions under way.
    var busy: Set<CaseID> = []
    var writers = 0
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
    try await withCheckedThrowingContinuation { answer in
      let isNewWriter: Bool? = line.withLock { line in
        guard line.waiting.count < EngineLimits.queuedRequests else { return nil }
        line.waiting.append(Waiting(request: request, answer: answer))
        guard line.writers < writers else { return false }
        line.writers += 1
        return true
      }
      switch isNewWriter {
      case nil: answer.resume(throwing: StoreError.queueIsFull)
      case true?: Task { await self.write() }
      case false?: break
      }
    }
  }

  /// Takes what waits, again and again, until nothing is left that may go now.
  private func write() async {
    while let batch = line.withLock({ Self.take(from: &$0) }) {
      await settle(batch)
      line.withLock { $0.busy.subtract(batch.map(\.request.caseID)) }
    }
  }

  /// The requests that may go now: the first of each case that nobody else has in hand.
  ///
  /// Where there are none the writer goes home, in the same breath, so that no request is left without one: whoever has
  /// a case in hand looks again when he puts it down.
  private static func take(from line: inout Line) -> [Waiting]? {
    var batch: [Waiting] = []
    var later: [Waiting] = []
    for waiting in line.waiting {
      if batch.count < EngineLimits.requestBatch, !line.busy.contains(waiting.request.caseID) {
        line.busy.insert(waiting.request.caseID)
        batch.append(waiting)
      } else {
        later.append(waiting)
      }
    }
    line.waiting = later
    if batch.isEmpty { line.writers -= 1 }
    return batch.isEmpty ? nil : batch
  }

  private func settle(_ batch: [Waiting]) async {
    do {
      let answers = try await service.handle(batch.map(\.request))
      for (waiting, answer) in zip(batch, answers) { waiting.answer.resume(with: answer.mapError { $0 as any Error }) }
    } catch let error as StoreError where error.isRetryable || batch.count == 1 {
      // The store is away or overrun, and would be for each of them.
      for waiting in batch { waiting.answer.resume(throwing: error) }
    } catch {
      await settleApart(batch)
    }
  }

  /// One of them can't be kept, and nobody knows which: each for itself, so that it hinders no other.
  private func settleApart(_ batch: [Waiting]) async {
    for waiting in batch {
      do {
        waiting.answer.resume(returning: try await service.handle(waiting.request))
      } catch {
        waiting.answer.resume(throwing: error)
      }
    }
  }
}

extension StoreError {
  fileprivate static let queueIsFull = StoreError(
    .busy, "\(EngineLimits.queuedRequests) requests wait already; ask again in a moment", isRetryable: true)
}
