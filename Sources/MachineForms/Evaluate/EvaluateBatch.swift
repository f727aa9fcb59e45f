internal import Expression
internal import JSON

/// `recourse evaluate --batch`: answers CEL expressions, a JSON object a line each way.
package struct EvaluateBatch: Sendable {
  package init() {}

  /// The answer to one line: `{"id", "type", "value"}`, with `check_only` `{"id", "type"}`, or `{"id", "error"}`.
  package func answer(line: String) -> String {
    var answer = JSONObject()
    answer["id"] = .null
    do throws(EvaluateError) {
      let question = try Self.question(line)
      answer["id"] = question["id"] ?? .null
      let asked = try EvaluateCase(question)
      let (type, value) = try asked.answer()
      answer["type"] = .string(type)
      if let value { answer["value"] = value }
    } catch {
      answer["error"] = .string(error.description)
    }
    return JSONValue.object(answer).serialized()
  }

  private static func question(_ line: String) throws(EvaluateError) -> JSONObject {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: line)
    } catch {
      throw EvaluateError(message: "this line is not JSON (\(error))", remedy: "write one object a line")
    }
    guard let question = value.objectValue else {
      throw EvaluateError(message: "this line is not an object", remedy: "write {\"id\", \"expr\", …}")
    }
    return question
  }
}
