import EmbeddedPostgres
import FoundationEssentials
import Glibc
import Postgres
import Testing

/// A directory of its own for each test, removed afterwards.
enum TestDirectory {
  static func with<R>(_ body: (String) async throws -> R) async throws -> R {
    var template = Array("/tmp/recourse-test-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    let parent = String(cString: made)
    // The account that runs the server has to get through.
    chmod(parent, 0o711)
    defer { try? FileManager.default.removeItem(atPath: parent) }
    let directory = parent + "/data"
    return try await body(directory)
  }
}

extension Statement {
  static let kept = Statement("kept", "SELECT id FROM kept")
  static let one = Statement("one", "SELECT 1")
  static let settings = Statement(
    "settings",
    """
    SELECT name || '=' || setting FROM pg_settings
    WHERE name IN ('data_checksums', 'fsync', 'full_page_writes', 'listen_addresses', 'server_encoding',
      'synchronous_commit')
    UNION SELECT 'page images compressed=' || (('lz4' = ANY (enumvals)) = (setting = 'lz4')) FROM pg_settings
    WHERE name = 'wal_compression'
    UNION SELECT 'lc_collate=' || datcollate FROM pg_database WHERE datname = current_database()
    ORDER BY 1
    """)
}

extension RunningPostgres {
  func run(_ text: String) async throws {
    try await withPool { try await $0.run(Script(named: "set-up", text: text)) }
  }

  func integer(_ statement: Statement) async throws -> Int {
    try await withPool { try await $0.query(statement) { try $0.int(0) }[0] }
  }

  func texts(_ statement: Statement) async throws -> [String] {
    try await withPool { try await $0.query(statement) { try $0.string(0) } }
  }

  private func withPool<R: Sendable>(_ body: (Pool) async throws -> R) async throws -> R {
    let pool = try await Pool.open(settings, size: 1)
    do {
      let result = try await body(pool)
      await pool.close()
      return result
    } catch {
      await pool.close()
      throw error
    }
  }
}
