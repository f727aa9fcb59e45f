import Postgres
import Testing

extension Statement {
  fileprivate static let spread = Statement(
    "spread-binary",
    """
    SELECT a, b, c, d, e, f
    FROM unnest($1::uuid[], $2::integer[], $3::timestamptz[], $4::text[], $5::bytea[], $6::json[])
      AS x (a, b, c, d, e, f)
    """)
  fileprivate static let elements = Statement("elements-of-nothing", "SELECT $1::text[], ($1::text[])[2]")
}

@Suite(.serialized)
struct BinaryArrayTests {
  @Test(arguments: [false, true])
  func `arrays in the server's own form arrive with their gaps`(prepares: Bool) async throws {
    var (ids, numbers) = (BinaryArray(of: .uuid), BinaryArray(of: .integer))
    var (times, texts) = (BinaryArray(of: .timestamp, capacity: 64), BinaryArray(of: .text))
    var (bytes, documents) = (BinaryArray(of: .bytes), BinaryArray(of: .json))
    for number in 0..<3 {
      ids.append(uuid: .max - UInt64(number), UInt64(number))
      numbers.append(number - 1)
      times.append(timestamp: [nil, -1, 1_767_603_600_000_001][number])
      texts.append(["NULL", nil, "Ünïcode 🏛 \"',{}\\"][number])
      bytes.append(bytes: [[], [0, 255, 92], nil][number])
      documents.append(bytes: [nil, Array(#"{ "a" : "\u0000" }"#.utf8), Array("1.50".utf8)][number])
    }
    let columns = [ids, numbers, times, texts, bytes, documents].map(\.parameter)
    try await TestDatabase.withPool(preparesStatements: prepares) { pool in
      try await pool.transaction { transaction in
        let rows = try transaction.execute(.spread, columns)
        #expect(try rows.map { try $0.uuid(0).high } == [.max, .max - 1, .max - 2])
        #expect(try rows.map { try $0.uuid(0).low } == [0, 1, 2])
        #expect(try rows.map { try $0.int(1) } == [-1, 0, 1])
        #expect(try rows.map { try $0.timestampOrNil(2) } == [nil, -1, 1_767_603_600_000_001])
        #expect(try rows.map { try $0.stringOrNil(3) } == ["NULL", nil, "Ünïcode 🏛 \"',{}\\"])
        #expect(try rows.map { try $0.bytesOrNil(4) } == [[], [0, 255, 92], nil])
        #expect(try rows.map { try $0.stringOrNil(5) } == [nil, #"{ "a" : "\u0000" }"#, "1.50"])
      }
    }
  }

  @Test func `a column in which nothing stands is NULL, and so are its elements`() async throws {
    var nothing = BinaryArray(of: .text)
    for _ in 0..<3 { nothing.append(String?.none) }
    let parameter = nothing.parameter
    try await TestDatabase.withPool { pool in
      try await pool.transaction { transaction in
        let row = try transaction.execute(.elements, [parameter]).single()
        #expect(row.isNull(0))
        #expect(row.isNull(1))
      }
    }
  }

  @Test func `an array of another kind than the statement has there is refused`() async throws {
    var numbers = BinaryArray(of: .integer)
    numbers.append(1)
    let parameter = numbers.parameter
    try await TestDatabase.withPool { pool in
      _ = await #expect(throws: PostgresError.self) {
        try await pool.transaction { transaction in try transaction.execute(.elements, [parameter]).count }
      }
    }
  }
}
