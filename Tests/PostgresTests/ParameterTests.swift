import Postgres
import Testing

extension Statement {
  fileprivate static let echoText = Statement("echo-text", "SELECT $1::text")
  fileprivate static let echoBytes = Statement("echo-bytes", "SELECT $1::bytea, octet_length($1::bytea)")
  fileprivate static let echoTime = Statement("echo-time", "SELECT $1::timestamptz")
  fileprivate static let echoMany = Statement(
    "echo-many", "SELECT $1::bigint, $2::float8, $3::bool, $4::text, $5::text, $6::bytea, $7::timestamptz")
  fileprivate static let echoTexts = Statement("echo-texts", "SELECT $1::text[], cardinality($1::text[])")
  fileprivate static let unnest = Statement(
    "unnest",
    """
    SELECT a, b, c, d, e, f
    FROM unnest($1::bigint[], $2::bool[], $3::text[], $4::jsonb[], $5::bytea[], $6::timestamptz[]) AS x (a, b, c, d, e, f)
    """)
}

@Suite(.serialized)
struct ParameterTests {
  @Test(arguments: [false, true])
  func `every kind of value arrives as it was sent`(prepares: Bool) async throws {
    try await TestDatabase.withPool(preparesStatements: prepares) { pool in
      try await pool.transaction { transaction in
        let row = try transaction.execute(
          .echoMany,
          [
            .integer(.min), .double(-1.5e-300), true, "Ünïcode 🏛 '; DROP TABLE", .utf8(Array("{}".utf8)),
            .bytes([0, 255, 92]), .timestamp(1_767_603_600_000_001),
          ]
        ).single()
        #expect(try row.int64(0) == .min)
        #expect(try row.double(1) == -1.5e-300)
        #expect(try row.bool(2))
        #expect(try row.string(3) == "Ünïcode 🏛 '; DROP TABLE")
        #expect(try row.utf8(4) == Array("{}".utf8))
        #expect(try row.bytes(5) == [0, 255, 92])
        #expect(try row.timestamp(6) == 1_767_603_600_000_001)
      }
    }
  }

  @Test func `nil of every kind is NULL`() async throws {
    try await TestDatabase.withPool { pool in
      try await pool.transaction { transaction in
        let row = try transaction.execute(
          .echoMany, [.integer(nil), .double(nil), .boolean(nil), .text(nil), .utf8(nil), .bytes(nil), .timestamp(nil)]
        ).single()
        for column in 0..<7 { #expect(row.isNull(column)) }
        #expect(try row.int64OrNil(0) == nil)
        #expect(try row.bytesOrNil(5) == nil)
        #expect(throws: PostgresError.self) { try row.int64(0) }
      }
    }
  }

  @Test func `arrays of every kind arrive with their gaps`() async throws {
    try await TestDatabase.withPool { pool in
      try await pool.transaction { transaction in
        let rows = try transaction.execute(
          .unnest,
          [
            .integers([1, nil]), .booleans([nil, false]), .texts(["a\"\\,{}\n", nil]),
            .utf8s([Array(#"{"k":"v\"\\"}"#.utf8), nil]), .byteStrings([[0, 92, 34], nil]), .timestamps([-1, nil]),
          ])
        #expect(rows.count == 2)
        #expect(try rows[0].int64(0) == 1)
        #expect(try rows[1].boolOrNil(1) == false)
        #expect(try rows[0].string(2) == "a\"\\,{}\n")
        #expect(try rows[0].string(3) == #"{"k": "v\"\\"}"#)
        #expect(try rows[0].bytes(4) == [0, 92, 34])
        #expect(try rows[0].timestamp(5) == -1)
        for column in [0, 2, 3, 4, 5] { #expect(rows[1].isNull(column)) }
      }
    }
  }

  @Test func `an array of texts is the same on the way back`() async throws {
    let texts: [String?] = ["", nil, "NULL", "{}", "\\", "\"", ",", " a ", "\n\t", "🏛"]
    try await TestDatabase.withPool { pool in
      let (back, empty) = try await pool.transaction { transaction in
        (
          try transaction.execute(.echoTexts, [.texts(texts)]).single().strings(0),
          try transaction.execute(.echoTexts, [.texts([])]).single().int(1)
        )
      }
      #expect(back == texts)
      #expect(empty == 0)
    }
  }

  @Test func `values of many megabytes go both ways`() async throws {
    let text = String(repeating: "0123456789abcdef", count: 1_000_000)
    let bytes = [UInt8](repeating: 0xA5, count: 8_000_000)
    try await TestDatabase.withPool { pool in
      let texts = try await pool.query(.echoText, [.text(text)]) { try $0.string(0) }
      #expect(texts == [text])
      let byteStrings = try await pool.query(.echoBytes, [.bytes(bytes)]) { try $0.bytes(0) }
      #expect(byteStrings == [bytes])
    }
  }

  @Test func `text with a NUL character is refused instead of cut off`() async throws {
    try await TestDatabase.withPool { pool in
      for parameter in [Parameter.text("a\0b"), .utf8([0]), .texts(["a", "b\0"])] {
        let error = await #expect(throws: PostgresError.self) {
          try await pool.query(.echoTexts, [parameter]) { _ in }
        }
        #expect(error?.kind == .unsendable)
        #expect(error?.isRetryable == false)
      }
      let answer = try await pool.query(.one) { try $0.int(0) }
      #expect(answer == [1])
    }
  }

  @Test func `the time zone of the session does not matter`() async throws {
    try await TestDatabase.withPool { pool in
      let time = try await pool.transaction { transaction in
        try transaction.run(Script(named: "zone", text: "SET LOCAL TimeZone = 'Asia/Kolkata'"))
        return try transaction.execute(.echoTime, [.timestamp(1_767_603_600_123_456)]).single().timestamp(0)
      }
      #expect(time == 1_767_603_600_123_456)
    }
  }
}
