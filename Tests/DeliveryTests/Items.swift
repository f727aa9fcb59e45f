import Casework
import CivilTime
import Engine
import Foundation
import JSON
import TestKit
import Testing

/// Items of the outbox for tests.
enum Items {
  static let caseID = CaseID(UniqueID(high: 1, low: 2))
  /// The case's reference as it stands in addresses.
  static let token = CaseReference(of: caseID).description.replacing("-", with: "")

  static func message(
    to reader: String, name: String? = nil, subject: String = "s", _ body: String = "b"
  ) throws -> OutboxItem {
    var payload: JSONObject = ["to": .string(reader), "subject": .string(subject), "body": .string(body)]
    if let name { payload["name"] = .string(name) }
    return try item(.message, payload)
  }

  static func item(_ kind: OutboxItem.Kind, _ payload: JSONObject) throws -> OutboxItem {
    let written = try #require(Instant(rfc3339: "2026-03-02T10:00:00Z"))
    return OutboxItem(
      id: OutboxItem.ID(caseID: caseID, revision: 3, position: 0),
      content: OutboxItem.Content(kind: kind, payload: JSONValue.object(payload).serialized()), writtenAt: written)
  }

  /// What arrived, byte for byte.
  static func text(of arrival: JSONValue) throws -> [UInt8] {
    Array(try #require(Data(base64Encoded: arrival["text"]?.stringValue ?? "")))
  }
}

/// A folder that goes when nobody holds it any more.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "recourse-mail-\(UUID())").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

  func bytes(of item: OutboxItem) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(path)/\(item.id).eml")))
  }

  func mail(of item: OutboxItem) throws -> StrictMail { try StrictMail(bytes(of: item)) }
}
