import Testing

@testable import PostgresStore

@Suite struct ReleaseTests {
  /// What later releases of PostgreSQL than 14 brought, by the release.
  private static let later: [(word: String, release: Int)] = [
    ("MERGE INTO", 15), ("NULLS NOT DISTINCT", 15), ("security_invoker", 15), ("regexp_like", 15), ("regexp_count", 15),
    ("unnest(multirange", 15), ("IS JSON", 16), ("JSON_ARRAY(", 16), ("any_value", 16), ("pg_input_is_valid", 16),
    ("array_sample", 16), ("random_normal", 16), ("JSON_TABLE", 17), ("JSON_EXISTS", 17), ("JSON_VALUE", 17),
    ("to_bin(", 17), ("MERGE_ACTION", 17), ("uuidv7", 18), ("RETURNING WITH", 18), ("WITHOUT OVERLAPS", 18),
  ]

  @Test func `neither a statement nor a migration needs a later PostgreSQL than 14`() {
    let migrations = Migration.all.map { ($0.fileName, String(decoding: $0.text, as: UTF8.self)) }
    for (name, text) in PostgresStore.statements.map({ ($0.name, $0.text) }) + migrations {
      for (word, release) in Self.later {
        #expect(!text.uppercased().contains(word.uppercased()), "\(name): \(word) came with PostgreSQL \(release)")
      }
    }
  }
}
