import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let attachmentStatements = [keepAttachment, attachment, attachmentDigests, dropAttachments]

  func keepAttachment(_ bytes: [UInt8], sha256: String, of caseID: CaseID) throws {
    try execute(Self.keepAttachment, [.id(caseID), .text(sha256), .bytes(bytes)])
  }

  private static let keepAttachment = Statement(
    "keep-attachment",
    """
    INSERT INTO recourse.attachments (case_id, sha256, bytes, kept_at)
    SELECT $1, $2, $3, recourse.now() ON CONFLICT (case_id, sha256) DO NOTHING
    """)

  func attachment(_ sha256: String, of caseID: CaseID) throws -> [UInt8]? {
    try execute(Self.attachment, [.id(caseID), .text(sha256)]).first?.bytes(0)
  }

  private static let attachment = Statement(
    "attachment", "SELECT bytes FROM recourse.attachments WHERE case_id = $1 AND sha256 = $2")

  func attachmentDigests(of caseID: CaseID) throws -> [String] {
    try execute(Self.attachmentDigests, [.id(caseID)]).map { try $0.string(0) }
  }

  private static let attachmentDigests = Statement(
    "attachment-digests", "SELECT sha256 FROM recourse.attachments WHERE case_id = $1 ORDER BY sha256")

  func dropAttachments(_ sha256s: [String], of caseID: CaseID) throws {
    try execute(Self.dropAttachments, [.id(caseID), .texts(sha256s)])
  }

  private static let dropAttachments = Statement(
    "drop-attachments", "DELETE FROM recourse.attachments WHERE case_id = $1 AND sha256 = ANY ($2::text[])")
}
