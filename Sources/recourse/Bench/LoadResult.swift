import JSON

/// What the rounds of a load come to.
struct LoadResult {
  /// Transitions a second: the median of the rounds.
  let rate: Double
  /// The rate of each round.
  let rates: [Double]
  /// Milliseconds within which half, 95 and 99 of a hundred calls were answered, over all rounds.
  let latencies: [(name: String, milliseconds: Double)]
  /// Processor seconds for a thousand transitions.
  let client: Double
  let server: Double?
  /// Bytes of one transition.
  let wal: Double
  let tables: Double

  init(_ rounds: [LoadRound]) {
    rates = rounds.map(\.rate)
    rate = Figures.median(rates)
    let all = rounds.flatMap(\.nanoseconds).sorted()
    latencies = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)].map { name, part in
      (name, all.isEmpty ? .nan : Double(all[min(all.count - 1, Int(Double(all.count) * part))]) / 1e6)
    }
    let transitions = Double(rounds.reduce(0) { $0 + $1.transitions })
    client = rounds.reduce(0) { $0 + $1.client } * 1_000 / transitions
    let servers = rounds.compactMap(\.server)
    server = servers.count == rounds.count ? servers.reduce(0, +) * 1_000 / transitions : nil
    wal = Double(rounds.reduce(0) { $0 + $1.wal }) / transitions
    tables = Double(rounds.reduce(0) { $0 + $1.tables }) / transitions
  }

  var json: JSONObject {
    var latency = JSONObject()
    for (name, milliseconds) in latencies { latency[name] = Self.number(milliseconds, places: 3) }
    return [
      "rate": Self.number(rate, places: 1), "rates": .array(rates.map { Self.number($0, places: 1) }),
      "latency_ms": .object(latency), "client_processor_s_per_1000": Self.number(client, places: 4),
      "server_processor_s_per_1000": server.map { Self.number($0, places: 4) } ?? .null,
      "wal_bytes": Self.number(wal, places: 0), "table_bytes": Self.number(tables, places: 0),
    ]
  }

  static func number(_ value: Double, places: Int) -> JSONValue {
    value.isFinite ? .number(Figures.text(value, places: places)) : .null
  }
}
