package import Casework
import Cryptography

/// Documents of cases: kept with the entry that tells of them, and checked whenever they are read.
package struct AttachmentService: Sendable {
  private let service: CaseService
  private let place: any AttachmentPlace

  /// - Parameter place: where the bytes are kept.
  package init(service: CaseService, place: any AttachmentPlace) {
    self.service = service
    self.place = place
  }

  /// Adds a document to a case.
  ///
  /// - Throws: `AttachmentFailure.tooLarge` past `EngineLimits.attachmentBytes`; what `CaseService` throws.
  package func attach(
    _ bytes: [UInt8], named name: String, mediaType: String, isDisclosable: Bool, to caseID: CaseID,
    as eventID: EventID, by actor: Actor
  ) async throws -> CaseAnswer {
    let attachment = try Self.attachment(bytes, named: name, mediaType: mediaType, isDisclosable: isDisclosable)
    let request = CaseRequest(caseID: caseID, eventID: eventID, action: .act(.attach(attachment)), actor: actor)
    return try await service.handleTogether([request]) { [place] transaction in
      try place.keep(bytes, sha256: attachment.sha256, of: caseID, in: transaction)
    }[0]
  }

  /// What a case's history will keep of a document.
  package static func attachment(
    _ bytes: [UInt8], named name: String, mediaType: String, isDisclosable: Bool
  ) throws(AttachmentFailure) -> Attachment {
    guard bytes.count <= EngineLimits.attachmentBytes else { throw .tooLarge(bytes: bytes.count) }
    return Attachment(
      name: name, mediaType: mediaType, size: bytes.count, sha256: digest(of: bytes), isDisclosable: isDisclosable)
  }

  /// A document's bytes.
  ///
  /// - Throws: `AttachmentFailure` where they are missing or are not those that were kept.
  package func bytes(of attachment: Attachment, in caseID: CaseID) async throws -> [UInt8] {
    let found = try await service.store.transaction { [place] transaction in
      try place.bytes(attachment.sha256, of: caseID, in: transaction)
    }
    guard let found else { throw AttachmentFailure.missing }
    guard found.count == attachment.size, Self.digest(of: found) == attachment.sha256 else {
      throw AttachmentFailure.damaged
    }
    return found
  }

  private static func digest(of bytes: [UInt8]) -> String {
    WorkflowDigest(sha256: SHA256.digest(of: bytes)).description
  }
}

/// Where documents' bytes are kept.
package protocol AttachmentPlace: Sendable {
  func keep(_ bytes: [UInt8], sha256: String, of caseID: CaseID, in transaction: any StoreTransaction) throws
  func bytes(_ sha256: String, of caseID: CaseID, in transaction: any StoreTransaction) throws -> [UInt8]?
  /// The digests of the documents that a case has outside the store.
  func digestsOutside(of caseID: CaseID) throws -> [String]
  /// Takes documents away that lie outside the store: after the commit, as no rollback brings them back.
  func dropOutside(_ sha256s: [String], of caseID: CaseID) throws
}

extension AttachmentPlace {
  package func digestsOutside(of caseID: CaseID) throws -> [String] { [] }
  package func dropOutside(_ sha256s: [String], of caseID: CaseID) throws {}
}

/// In the store itself.
package struct StoredAttachments: AttachmentPlace {
  package init() {}

  package func keep(_ bytes: [UInt8], sha256: String, of caseID: CaseID, in transaction: any StoreTransaction) throws {
    try transaction.keepAttachment(bytes, sha256: sha256, of: caseID)
  }

  package func bytes(_ sha256: String, of caseID: CaseID, in transaction: any StoreTransaction) throws -> [UInt8]? {
    try transaction.attachment(sha256, of: caseID)
  }
}

/// Why a document can't be kept or given back. It never holds the document's name.
package enum AttachmentFailure: Error, Sendable, Hashable, CustomStringConvertible {
  case tooLarge(bytes: Int)
  case missing
  case damaged

  package var description: String {
    switch self {
    case .tooLarge(let bytes):
      "the document has \(bytes) bytes, and at most \(EngineLimits.attachmentBytes) are kept; split it"
    case .missing: "the document's bytes are not where they were kept; restore them from a backup"
    case .damaged:
      "the document's bytes are not those that were kept (their digest differs); restore them from a backup"
    }
  }
}
