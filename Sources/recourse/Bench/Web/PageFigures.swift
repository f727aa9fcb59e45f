import JSON

/// What one page or call of the interface came to, and the queries that it asks beside it.
struct PageFigures {
  let name: String
  let bytes: Int
  /// Statements that one answer asks of the database.
  let statements: Int
  let page: LoadResult
  let queries: LoadResult
  /// One visitor alone, in milliseconds: what the answer itself takes.
  let alone: (p50: Double, p95: Double)

  var json: JSONObject {
    [
      "page": .string(name), "bytes": .integer(Int64(bytes)), "statements": .integer(Int64(statements)),
      "rate": LoadResult.number(page.rate, places: 1), "queries_rate": LoadResult.number(queries.rate, places: 1),
      "ratio": LoadResult.number(page.rate / queries.rate, places: 3),
      "alone_p50_ms": LoadResult.number(alone.p50, places: 2), "alone_p95_ms": LoadResult.number(alone.p95, places: 2),
      "latency_ms": page.json["latency_ms"] ?? .null, "queries_latency_ms": queries.json["latency_ms"] ?? .null,
    ]
  }

  static let heads = [
    "PAGE", "KB", "STATEMENTS", "A SECOND", "QUERIES ALONE", "RATIO", "ONE VISITOR: P50 / P95 MS", "P50 / P99 MS",
  ]

  var row: [String] {
    let latency = { (name: String) in
      Figures.text(page.latencies.first { $0.name == name }?.milliseconds ?? .nan, places: 1)
    }
    return [
      name, Figures.text(Double(bytes) / 1_000, places: 1), String(statements), Figures.whole(page.rate),
      statements == 0 ? "-" : Figures.whole(queries.rate),
      statements == 0 ? "-" : Figures.text(page.rate / queries.rate, places: 2),
      "\(Figures.text(alone.p50, places: 2)) / \(Figures.text(alone.p95, places: 2))",
      "\(latency("p50")) / \(latency("p99"))",
    ]
  }
}
