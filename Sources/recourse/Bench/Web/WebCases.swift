import Casework
import CivilTime
import Engine
import Foundation
import JSON
import PostgresStore

/// A filled database as pages see it: cases of the shipped workflow, some in somebody's hand, some a step further.
struct WebCases {
  let store: PostgresStore
  let count: Int

  static let reader = User(
    name: "bench", displayName: "Bench", email: "bench@recourse.example",
    roles: ["case-manager", "case-team", "head-of-team", "ops"])

  private static let name = "supply-chain-concern"

  /// - Returns: one of them, with a history and messages.
  func make() async throws -> CaseRecord {
    guard let folder = ShippedFiles.workflows?.appending(path: Self.name) else {
      throw Answer.no("the folder Workflows was not found; say where it is in RECOURSE_WORKFLOWS")
    }
    _ = try await Deployment(path: folder.path).deploy(to: store)
    let given = try OpeningData.readFile(folder.appending(path: "examples/concern-01.yaml").path)
    let service = CaseService(store: store, library: Library(reader: FileDefinitionReader()))
    var last: CaseRecord?
    var opened = 0
    while opened < count {
      let size = min(EngineLimits.requestBatch, count - opened)
      let requests = try (0..<size).map { number in
        let eventID = try RequestIdentity.event(nil)
        var data = given.data
        data["summary"] = .string("Invoice \(opened + number) was not paid for months")
        return CaseRequest(
          caseID: RequestIdentity.caseID(for: eventID), eventID: eventID,
          action: .open(workflow: Self.name, data: data), actor: Actor(role: "supplier"))
      }
      let records = try await service.handle(requests).map { try $0.get().record }
      // Of each batch a few are in hand, and a few have gone on.
      for record in records.prefix(size / 20) {
        _ = try await service.handle(
          try Self.request(record, .act(.assign(CaseAssignment(to: Self.reader.name))), by: "case-manager"))
      }
      let accepted = try records.suffix(size / 10).map {
        try Self.request(
          $0, .send(event: "accept", data: ["disclosable_summary": "Invoices are paid late."]), by: "case-manager")
      }
      if !accepted.isEmpty { last = try await service.handle(accepted).last?.get().record }
      opened += size
    }
    guard let last else { throw Answer(status: 2, message: "recourse: --cases takes 10 or more") }
    return last
  }

  private static func request(
    _ record: CaseRecord, _ action: CaseRequest.Action, by role: String
  ) throws -> CaseRequest {
    CaseRequest(
      caseID: record.id, eventID: try RequestIdentity.event(nil), action: action,
      actor: Actor(role: role, name: reader.name))
  }
}
