import Casework
import Engine
import Foundation

/// Documents in a directory instead of the database: one file each, under its digest, in a folder of its case.
struct AttachmentFolder: AttachmentPlace {
  let folder: String

  /// Where documents are kept: in the directory that RECOURSE_ATTACHMENTS names, else in the database.
  static var place: any AttachmentPlace {
    Environment["RECOURSE_ATTACHMENTS"].map { AttachmentFolder(folder: $0) } ?? StoredAttachments()
  }

  func keep(_ bytes: [UInt8], sha256: String, of caseID: CaseID, in transaction: any StoreTransaction) throws {
    let place = URL(filePath: folder).appending(path: caseID.description)
    do {
      try FileManager.default.createDirectory(
        at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      // Whole or not at all: what lies under a digest is never half of it.
      try Data(bytes).write(to: place.appending(path: sha256), options: .atomic)
    } catch {
      throw Answer.no("recourse: \(folder): documents can't be kept there; check its permissions and its space")
    }
  }

  func bytes(_ sha256: String, of caseID: CaseID, in transaction: any StoreTransaction) throws -> [UInt8]? {
    let file = URL(filePath: folder).appending(path: caseID.description).appending(path: sha256)
    return FileManager.default.contents(atPath: file.path).map { Array($0) }
  }
}
