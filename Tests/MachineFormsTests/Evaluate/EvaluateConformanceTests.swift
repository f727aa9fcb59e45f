import JSON
import MachineForms
import TestKit
import Testing

struct EvaluateConformanceTests {
  @Test func `every CEL case without messages that others wrote has its answer`() throws {
    guard let lines = try SharedMaterial.lines(of: "conformance/cel.jsonl") else { return }
    let batch = EvaluateBatch()
    var count = 0
    for line in lines {
      let asked = try JSONValue(parsing: line)
      guard ["core", "checker", "optional"].contains(asked["profile"]?.stringValue) else { continue }
      count += 1
      let answer = try JSONValue(parsing: batch.answer(line: line))
      #expect(answer["id"] == asked["id"])
      let expected = try #require(asked["expect"])
      #expect(Judgement.isRight(answer, expected), "\(asked.serialized()) \(answer.serialized())")
    }
    #expect(count >= 600)
  }
}

/// Says whether an answer is the expected one, as the public runner of these cases does.
enum Judgement {
  static func isRight(_ answer: JSONValue, _ expected: JSONValue) -> Bool {
    if expected["error"] != nil { return answer["error"] != nil }
    if let type = expected["type"] { return answer["type"] == type }
    guard let value = answer["value"], let wanted = expected["value"] else { return false }
    return same(value, wanted)
  }

  private static func same(_ a: JSONValue, _ b: JSONValue) -> Bool {
    guard let type = a["t"]?.stringValue, type == b["t"]?.stringValue else { return false }
    switch type {
    case "double":
      let x = Double(a["v"]?.stringValue ?? "")
      let y = Double(b["v"]?.stringValue ?? "")
      return x == y || (x?.isNaN == true && y?.isNaN == true)
    case "list":
      let x = a["v"]?.arrayValue ?? []
      let y = b["v"]?.arrayValue ?? []
      return x.count == y.count && zip(x, y).allSatisfy(same)
    case "map":
      let x = a["v"]?.arrayValue ?? []
      let y = b["v"]?.arrayValue ?? []
      return x.count == y.count && x.allSatisfy { pair in y.contains { samePair(pair, $0) } }
    case "timestamp", "duration":
      return (a["seconds"] ?? "0") == (b["seconds"] ?? "0") && (a["nanos"] ?? 0) == (b["nanos"] ?? 0)
    default: return a["v"] == b["v"]
    }
  }

  private static func samePair(_ a: JSONValue, _ b: JSONValue) -> Bool {
    guard let key = a[0], let otherKey = b[0], let value = a[1], let otherValue = b[1] else { return false }
    return same(key, otherKey) && same(value, otherValue)
  }
}
