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
    let place = home(of: caseID)
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
    FileManager.default.contents(atPath: home(of: caseID).appending(path: sha256).path).map { Array($0) }
  }

  func digestsOutside(of caseID: CaseID) throws -> [String] {
    // No folder means no document.
    ((try? FileManager.default.contentsOfDirectory(atPath: home(of: caseID).path)) ?? []).sorted()
  }

  func dropOutside(_ sha256s: [String], of caseID: CaseID) throws {
    let home = home(of: caseID)
    do {
      for sha256 in sha256s { try FileManager.default.removeItem(at: home.appending(path: sha256)) }
      if try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty {
        try FileManager.default.removeItem(at: home)
      }
    } catch {
      throw Answer.no(
        "recourse: \(folder): documents of the case can't be taken away; check its permissions and erase once more")
    }
  }

  private func home(of caseID: CaseID) -> URL { URL(filePath: folder).appending(path: caseID.description) }
}
