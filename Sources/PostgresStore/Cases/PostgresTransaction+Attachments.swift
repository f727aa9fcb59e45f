import Casework
import Engine
import Postgres

extension PostgresTransaction {
  static let attachmentStatements = [keepAttachment, attachment]

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
}
