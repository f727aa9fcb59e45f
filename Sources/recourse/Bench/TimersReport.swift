import Foundation
import JSON

/// What was found out about many waiting timers.
struct TimersReport {
  let pending: Int
  let cases: Int
  let clients: Int
  let rounds: Int
  let database: String
  /// Nanoseconds.
  let lateness: [UInt64]
  let idleShare: Double?
  /// Steps with few cases, and with all of them.
  let few: LoadReport
  let many: LoadReport

  /// Processor seconds for a thousand transitions, of the client and the server together.
  private static func processor(_ report: LoadReport) -> Double {
    report.measured.client + (report.measured.server ?? .nan)
  }

  private var late: [(name: String, milliseconds: Double)] {
    let sorted = lateness.sorted()
    return [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)].map { name, part in
      (name, sorted.isEmpty ? .nan : Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]) / 1e6)
    }
  }

  private var json: JSONObject {
    var latenesses = JSONObject()
    for (name, milliseconds) in late { latenesses[name] = LoadResult.number(milliseconds, places: 3) }
    return [
      "benchmark": "timers", "database": .string(database), "pending": .integer(Int64(pending)),
      "cases": .integer(Int64(cases)), "clients": .integer(Int64(clients)), "rounds": .integer(Int64(rounds)),
      "ratio": LoadResult.number(many.ratio, places: 3), "lateness_ms": .object(latenesses),
      "idle_processor_share": idleShare.map { LoadResult.number($0, places: 4) } ?? .null,
      "ratio_with_few": LoadResult.number(few.ratio, places: 3),
      "processor_s_per_1000": LoadResult.number(Self.processor(many), places: 4),
      "processor_s_per_1000_with_few": LoadResult.number(Self.processor(few), places: 4),
      "peak_memory_bytes": .integer(Int64(ProcessTimes.ownPeakBytes())),
      "processors": .integer(Int64(ProcessInfo.processInfo.activeProcessorCount)),
    ]
  }

  private var lines: [String] {
    var rows = late.map { ["\($0.name) of lateness, ms", Figures.text($0.milliseconds, places: 2)] }
    rows.append(["share of one processor while nothing is due", idleShare.map { Figures.text($0, places: 4) } ?? "-"])
    rows.append(["steps to the floor, with \(Figures.whole(Double(TimersBenchmark.few))) cases", Self.text(few.ratio)])
    rows.append(["steps to the floor, with all", Self.text(many.ratio)])
    rows.append(["processor s per 1,000 steps, with few", Figures.text(Self.processor(few), places: 3)])
    rows.append(["processor s per 1,000 steps, with all", Figures.text(Self.processor(many), places: 3)])
    return ["timers: \(cases) fall due while \(pending) wait; clients \(clients), rounds \(rounds); \(database)"]
      + Shell.table(rows)
  }

  func print(_ format: OutputFormat) {
    switch format {
    case .json: Shell.print(JSONValue.object(json).serialized())
    case .text: for line in lines { Shell.print(line) }
    }
  }

  private static func text(_ ratio: Double) -> String { Figures.text(ratio, places: 2) }
}
