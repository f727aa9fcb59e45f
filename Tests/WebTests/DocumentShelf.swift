import Casework
import Engine
import Synchronization

/// Documents kept elsewhere than in the store, so that whoever looks in the wrong place finds nothing.
final class DocumentShelf: AttachmentPlace {
  private let kept = Mutex<[String: [UInt8]]>([:])

  func keep(_ bytes: [UInt8], sha256: String, of caseID: CaseID, in transaction: any StoreTransaction) throws {
    kept.withLock { $0["\(caseID) \(sha256)"] = bytes }
  }

  func bytes(_ sha256: String, of caseID: CaseID, in transaction: any StoreTransaction) throws -> [UInt8]? {
    kept.withLock { $0["\(caseID) \(sha256)"] }
  }
}
