package import JSON

/// A statechart case that others wrote, as a workflow file, the inputs of a simulation, and what each is answered with.
///
/// The translation is written down in the README of the cases. JSON is YAML 1.2, and keeps the order of states.
package struct StatechartCase: Sendable {
  package let id: String
  package let workflow: String
  /// The lines of input after the start.
  package let inputs: [String]
  private let expectations: [JSONValue]

  /// Every case that needs nothing that the workflow language leaves out.
  ///
  /// - Returns: nil where the cases are not on this machine.
  package static func all() throws -> [StatechartCase]? {
    var cases: [StatechartCase] = []
    for suite in ["generated", "scion", "w3c"] {
      guard let lines = try SharedMaterial.lines(of: "conformance/statechart-\(suite).jsonl") else { return nil }
      for line in lines {
        do throws(StatechartTranslation.OutOfScope) {
          let json = (try? JSONValue(parsing: line)) ?? .null
          cases.append(try StatechartCase(json))
        } catch {
          continue
        }
      }
    }
    return cases
  }

  private init(_ json: JSONValue) throws(StatechartTranslation.OutOfScope) {
    var translation = StatechartTranslation()
    id = json["id"]?.stringValue ?? ""
    workflow = try translation.workflow(of: json).serialized()
    let steps = json["steps"]?.arrayValue ?? []
    expectations = steps.compactMap { $0["expect"] }
    inputs = steps.filter { $0["start"] == nil }.map { step in
      if let milliseconds = step["advance"] {
        return JSONValue.object(["advance": .string("\(milliseconds.serialized()) ms")])
      }
      var input: JSONObject = ["event": step["event"] ?? ""]
      if let data = step["data"] { input["data"] = data }
      return .object(input)
    }.map { $0.serialized() }
  }

  /// The first thing in which the answers are not as expected; nil where there is none.
  package func difference(from answers: [JSONObject]) -> String? {
    guard answers.count == expectations.count else {
      return "\(id): \(answers.count) answers for \(expectations.count) steps"
    }
    for (number, (answer, expected)) in zip(answers, expectations).enumerated() {
      let leaves = Self.texts(answer["leaves"]).sorted()
      if leaves != Self.texts(expected["config"]).sorted() { return "\(id), step \(number): leaves \(leaves)" }
      if answer["trace"] != expected["trace"] {
        return "\(id), step \(number): trace \(Self.texts(answer["trace"])), expected \(Self.texts(expected["trace"]))"
      }
      if answer["done"] != expected["done"] { return "\(id), step \(number): done is not as expected" }
      for (name, value) in expected["data"]?.objectValue ?? [:] {
        let found = answer["data"]?[name] ?? .null
        if Self.plain(found) != Self.plain(value) {
          return "\(id), step \(number): \(name) is \(found.serialized()), expected \(value.serialized())"
        }
      }
    }
    return nil
  }

  private static func texts(_ json: JSONValue?) -> [String] { (json?.arrayValue ?? []).compactMap(\.stringValue) }

  /// Numbers compare by value, whole doubles as integers.
  private static func plain(_ json: JSONValue) -> JSONValue {
    switch json {
    case .number(let literal): Double(literal).flatMap { Int64(exactly: $0) }.map(JSONValue.integer) ?? json
    case .array(let values): .array(values.map(plain))
    case .object(let object): .object(object.reduce(into: JSONObject()) { $0[$1.key] = plain($1.value) })
    case .null, .bool, .integer, .string: json
    }
  }
}
