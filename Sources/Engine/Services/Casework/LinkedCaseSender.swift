import Casework
import JSON

/// Opens the cases that cases start, and tells cases how those which they started have ended.
///
/// Every identifier follows from the item's, so that an item which is carried out twice opens one case and is heard once.
package struct LinkedCaseSender: Sender {
  private let service: CaseService

  package init(service: CaseService) { self.service = service }

  package func send(_ item: OutboxItem) async throws(DeliveryError) {
    // What is wrong with it would quote the case.
    guard case .object(let payload)? = try? JSONValue(parsing: item.payload) else { throw .unreadable }
    switch item.kind {
    case .start: try await start(item, payload)
    case .report: try await report(item, payload)
    case .message, .webhook, .publish:
      throw DeliveryError("items of the kind \(item.kind.rawValue) open no case", isRetryable: false)
    }
  }

  private func start(_ item: OutboxItem, _ payload: JSONObject) async throws(DeliveryError) {
    guard let workflow = payload["workflow"]?.stringValue, let name = payload["as"]?.stringValue,
      let generation = payload["generation"]?.intValue
    else { throw .unreadable }
    let child = CaseID(item.derived("case"))
    let parent = CaseParent(id: item.caseID, name: name, generation: generation)
    let data = payload["with"]?.objectValue ?? JSONObject()
    do {
      _ = try await service.handle(
        CaseRequest(
          caseID: child, eventID: EventID(item.derived("open")), action: .open(workflow: workflow, data: data),
          actor: .engine, parent: parent))
      _ = try await service.handle(
        CaseRequest(
          caseID: item.caseID, eventID: EventID(item.derived("adopt")), action: .adopt(child: child), actor: .engine))
    } catch {
      throw Self.failure(of: error, "the case of \(workflow) was not opened")
    }
  }

  private func report(_ item: OutboxItem, _ payload: JSONObject) async throws(DeliveryError) {
    guard let parent = payload["case"]?.stringValue.flatMap({ CaseID($0) }), let event = payload["event"]?.stringValue
    else { throw .unreadable }
    do {
      _ = try await service.handle(
        CaseRequest(
          caseID: parent, eventID: EventID(item.derived("report")),
          action: .report(event: event, data: payload["with"] ?? .null), actor: .engine))
    } catch CaseFailure.ignored, CaseFailure.rejected(.closed) {
      // The parent has no use for it, or is closed: its history says that it came.
    } catch {
      throw Self.failure(of: error, "the case that started it was not told")
    }
  }

  /// Failures say in plain words what was wrong, and hold nothing of a case.
  private static func failure(of error: any Error, _ what: String) -> DeliveryError {
    switch error {
    case let failure as StoreError: DeliveryError("\(what): \(failure)", isRetryable: failure.isRetryable)
    case let failure as CaseFailure: DeliveryError("\(what): \(failure)", isRetryable: failure.mayPass)
    case _: DeliveryError("\(what): \(type(of: error))", isRetryable: false)
    }
  }
}

extension DeliveryError {
  fileprivate static let unreadable = DeliveryError("the item can't be read", isRetryable: false)
}

extension CaseFailure {
  /// Whether it may go away without the case being changed: others were quicker, or the workflow is deployed later.
  fileprivate var mayPass: Bool {
    switch self {
    case .contention, .unknownWorkflow, .unknownCalendar, .movedOn: true
    case .rejected, .ignored, .unknownCase, .unknownVersion, .identifierUsed, .damaged: false
    }
  }
}
