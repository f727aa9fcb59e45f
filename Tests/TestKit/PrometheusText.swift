/// A strict reader of Prometheus's text format, version 0.0.4: what it takes, any scraper takes.
package struct PrometheusText {
  /// What is wrong, and in which line.
  package struct Problem: Error, CustomStringConvertible {
    package let description: String
  }

  /// By metric.
  package private(set) var types: [String: String] = [:]
  package private(set) var help: [String: String] = [:]
  private var samples: [Key: Double] = [:]
  private var buckets: [(name: String, bound: Double, count: Double)] = []

  private struct Key: Hashable {
    let name: String
    let labels: [String: String]
  }

  /// A sample's value; nil where there is no such sample.
  package subscript(name: String, labels: [String: String] = [:]) -> Double? {
    samples[Key(name: name, labels: labels)]
  }

  package init(_ text: String) throws(Problem) {
    guard text.hasSuffix("\n") else { throw Problem(description: "the last line has no end") }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("# HELP ") {
        let words = line.dropFirst(7).split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { throw Problem(description: "no help: \(line)") }
        help[String(words[0])] = try Self.unescaped(words[1], quotes: false)
      } else if line.hasPrefix("# TYPE ") {
        let words = line.dropFirst(7).split(separator: " ").map(String.init)
        guard words.count == 2, ["counter", "gauge", "histogram"].contains(words[1]), types[words[0]] == nil else {
          throw Problem(description: "no type, or a second one: \(line)")
        }
        types[words[0]] = words[1]
      } else if !line.hasPrefix("#") {
        try read(line)
      }
    }
    try checkHistograms()
  }

  private mutating func read(_ line: Substring) throws(Problem) {
    guard let end = line.lastIndex(of: " "), let value = Self.number(line[line.index(after: end)...]) else {
      throw Problem(description: "no value: \(line)")
    }
    let head = line[..<end]
    let brace = head.firstIndex(of: "{") ?? head.endIndex
    let name = String(head[..<brace])
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }),
      !(name.first?.isNumber ?? true)
    else { throw Problem(description: "no name: \(line)") }
    let labels = brace == head.endIndex ? [:] : try Self.labels(head[brace...])
    guard samples.updateValue(value, forKey: Key(name: name, labels: labels)) == nil else {
      throw Problem(description: "a second time: \(line)")
    }
    try check(name, labels, value)
  }

  private mutating func check(_ name: String, _ labels: [String: String], _ value: Double) throws(Problem) {
    if let type = types[name] {
      guard type != "histogram" else { throw Problem(description: "a histogram has buckets: \(name)") }
      guard type != "counter" || (name.hasSuffix("_total") && value >= 0) else {
        throw Problem(description: "a counter ends in _total and does not fall: \(name)")
      }
      return
    }
    let part = ["_bucket", "_sum", "_count"].first { name.hasSuffix($0) } ?? ""
    let base = String(name.dropLast(part.count))
    guard types[base] == "histogram" else { throw Problem(description: "no type: \(name)") }
    guard part == "_bucket" else { return }
    guard let bound = labels["le"].flatMap({ Self.number($0[...]) }) else {
      throw Problem(description: "a bucket has a bound: \(name)")
    }
    buckets.append((base, bound, value))
  }

  private func checkHistograms() throws(Problem) {
    for name in types.keys where types[name] == "histogram" {
      let own = buckets.filter { $0.name == name }
      guard own.last?.bound == .infinity, own.last?.count == self[name + "_count"], self[name + "_sum"] != nil,
        zip(own, own.dropFirst()).allSatisfy({ $0.bound < $1.bound && $0.count <= $1.count })
      else { throw Problem(description: "the buckets don't add up: \(name)") }
    }
  }

  private static func labels(_ text: Substring) throws(Problem) -> [String: String] {
    var labels: [String: String] = [:]
    var rest = text.dropFirst()
    while let equals = rest.firstIndex(of: "=") {
      let name = String(rest[..<equals])
      rest = rest[equals...].dropFirst()
      guard rest.first == "\"" else { throw Problem(description: "a label's value has quotes: \(text)") }
      rest = rest.dropFirst()
      var value = ""
      while let character = rest.popFirst(), character != "\"" {
        value.append(character)
        if character == "\\", let next = rest.popFirst() { value.append(next) }
      }
      labels[name] = try unescaped(value[...], quotes: true)
      guard let separator = rest.popFirst() else { break }
      if separator == "}", rest.isEmpty { return labels }
      guard separator == "," else { break }
    }
    throw Problem(description: "the labels don't end: \(text)")
  }

  private static func unescaped(_ text: Substring, quotes: Bool) throws(Problem) -> String {
    var (unescaped, rest) = ("", text)
    while let character = rest.popFirst() {
      guard character == "\\" else {
        unescaped.append(character)
        continue
      }
      switch rest.popFirst() {
      case "\\": unescaped.append("\\")
      case "n": unescaped.append("\n")
      case "\"" where quotes: unescaped.append("\"")
      default: throw Problem(description: "a backslash stands alone: \(text)")
      }
    }
    return unescaped
  }

  private static func number(_ text: Substring) -> Double? {
    switch text {
    case "+Inf": .infinity
    case "NaN": .nan
    default: Double(text)
    }
  }
}
