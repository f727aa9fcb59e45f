/// Writes what was counted in Prometheus's text format, version 0.0.4.
///
/// Each metric is a group: its help, its type, and then all its samples.
package struct MetricsText: Sendable {
  package private(set) var text = ""

  package init() {}

  /// What only grows. Its name ends in `_total`.
  package mutating func counter(_ name: String, _ help: String, _ value: Int) {
    head(name, help, "counter")
    sample(name, [], String(value))
  }

  /// What only grows, by labels.
  package mutating func counter(_ name: String, _ help: String, _ family: CounterFamily) {
    head(name, help, "counter")
    for (values, count) in family.values { sample(name, Array(zip(family.labels, values)), String(count)) }
  }

  /// What grows in fractions, such as seconds of processor time.
  package mutating func counter(_ name: String, _ help: String, _ value: Double) {
    head(name, help, "counter")
    sample(name, [], Self.number(value))
  }

  /// What goes up and down.
  package mutating func gauge(_ name: String, _ help: String, _ value: Double, labels: [(String, String)] = []) {
    gauge(name, help, [(labels, value)])
  }

  /// What goes up and down, by labels.
  package mutating func gauge(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: Double)])
  {
    head(name, help, "gauge")
    for one in samples { sample(name, one.labels, Self.number(one.value)) }
  }

  /// How often durations in seconds fell under each bound.
  package mutating func histogram(_ name: String, _ help: String, _ histogram: Histogram) {
    head(name, help, "histogram")
    let seen = histogram.snapshot
    var count = 0
    for (bound, more) in zip(seen.bounds, seen.counts) {
      count += more
      sample(name + "_bucket", [("le", Self.number(bound))], String(count))
    }
    sample(name + "_bucket", [("le", "+Inf")], String(seen.count))
    sample(name + "_sum", [], Self.number(seen.sum))
    sample(name + "_count", [], String(seen.count))
  }

  private mutating func head(_ name: String, _ help: String, _ type: String) {
    text += "# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) \(type)\n"
  }

  private mutating func sample(_ name: String, _ labels: [(String, String)], _ value: String) {
    text += name
    if !labels.isEmpty {
      text += "{" + labels.map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }.joined(separator: ",") + "}"
    }
    text += " \(value)\n"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  private static func escaped(_ text: String, quotes: Bool = false) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
