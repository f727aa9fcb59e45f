import Foundation
import JSON

/// A load and the floor that was measured beside it, as people and programs read them.
struct LoadReport {
  let benchmark: String
  /// What was asked for.
  let settings: [(name: String, value: Int)]
  let database: String
  /// What one call of the load is, whose time is told.
  let call: String
  let measured: LoadResult
  let floor: LoadResult
  /// How many transitions make one of what the ratio compares with a transition of the floor.
  var transitionsPerUnit = 1
  /// What else was found out.
  var remarks: [(name: String, value: JSONValue)] = []

  var ratio: Double { measured.rate / Double(transitionsPerUnit) / floor.rate }

  /// The one object for programs; what is measured stands at its top, the floor below.
  var json: JSONObject {
    var object: JSONObject = ["benchmark": .string(benchmark), "database": .string(database)]
    for (name, value) in settings { object[name] = .integer(Int64(value)) }
    object["ratio"] = LoadResult.number(ratio, places: 3)
    for (key, value) in measured.json { object[key] = value }
    object["floor_rate"] = LoadResult.number(floor.rate, places: 1)
    object["floor"] = .object(floor.json)
    if transitionsPerUnit > 1 {
      object["units_rate"] = LoadResult.number(measured.rate / Double(transitionsPerUnit), places: 1)
    }
    for (name, value) in remarks { object[name] = value }
    object["peak_memory_bytes"] = .integer(Int64(ProcessTimes.ownPeakBytes()))
    object["processors"] = .integer(Int64(ProcessInfo.processInfo.activeProcessorCount))
    return object
  }

  var lines: [String] {
    var rows = [["", benchmark, "floor"]]
    rows.append(["transitions a second", Figures.whole(measured.rate), Figures.whole(floor.rate)])
    if transitionsPerUnit > 1 {
      rows.append(["\(call) a second", Figures.whole(measured.rate / Double(transitionsPerUnit)), ""])
    }
    rows.append(["  in each round", Self.list(measured.rates), Self.list(floor.rates)])
    rows.append(["  ratio to the floor", Figures.text(ratio, places: 2), "1"])
    for (own, other) in zip(measured.latencies, floor.latencies) {
      rows.append([
        "\(own.name) of \(call), ms", Figures.text(own.milliseconds, places: 2),
        Figures.text(other.milliseconds, places: 2),
      ])
    }
    rows.append(["processor s per 1,000: client", Self.seconds(measured.client), Self.seconds(floor.client)])
    rows.append(["processor s per 1,000: server", Self.seconds(measured.server), Self.seconds(floor.server)])
    rows.append(["WAL bytes per transition", Figures.whole(measured.wal), Figures.whole(floor.wal)])
    rows.append(["table bytes per transition", Figures.whole(measured.tables), Figures.whole(floor.tables)])
    for (name, value) in remarks { rows.append([name, value.serialized(), ""]) }
    let asked = settings.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    return ["\(benchmark): \(asked); \(database)"] + Shell.table(rows) + [
      "peak memory \(ProcessTimes.ownPeakBytes() >> 20) MiB on \(ProcessInfo.processInfo.activeProcessorCount) processors"
    ]
  }

  func print(_ format: OutputFormat) {
    switch format {
    case .json: Shell.print(JSONValue.object(json).serialized())
    case .text: for line in lines { Shell.print(line) }
    }
  }

  private static func list(_ rates: [Double]) -> String { rates.map(Figures.whole).joined(separator: " ") }
  private static func seconds(_ value: Double?) -> String { value.map { Figures.text($0, places: 3) } ?? "-" }
}
