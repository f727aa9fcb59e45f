import Engine
import Postgres

extension PostgresTransaction {
  static let sessionFileStatements = [filesOfSession, keepFile, dropFile]

  func sessionFiles(_ key: [UInt8]) throws -> [SessionFile] {
    try execute(Self.filesOfSession, [.bytes(key)]).map { row in
      SessionFile(
        number: try row.int(0), name: try row.string(1), mediaType: try row.string(2), bytes: try row.bytes(3))
    }
  }

  func keepSessionFile(_ file: SessionFile, of key: [UInt8]) throws {
    try execute(
      Self.keepFile,
      [.bytes(key), .integer(Int64(file.number)), .text(file.name), .text(file.mediaType), .bytes(file.bytes)])
  }

  func dropSessionFile(_ number: Int, of key: [UInt8]) throws {
    try execute(Self.dropFile, [.bytes(key), .integer(Int64(number))])
  }

  private static let filesOfSession = Statement(
    "files-of-session",
    "SELECT number, name, media_type, bytes FROM recourse.session_files WHERE key = $1 ORDER BY number")

  private static let keepFile = Statement(
    "keep-session-file",
    "INSERT INTO recourse.session_files (key, number, name, media_type, bytes) VALUES ($1, $2, $3, $4, $5)")

  private static let dropFile = Statement(
    "drop-session-file", "DELETE FROM recourse.session_files WHERE key = $1 AND number = $2")
}
