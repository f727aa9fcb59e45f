internal import CivilTime
internal import JSON
package import WorkingTime

/// `recourse due --batch`: answers questions about working time, a JSON object a line each way.
package struct DueBatch: Sendable {
  private let calendars: [String: WorkingCalendar]

  /// Answers with these calendars, by name.
  package init(calendars: [String: WorkingCalendar]) {
    self.calendars = calendars
  }

  /// The answer to one line: `{"id", …}` with every field of its operation, or `{"id", "error"}`.
  package func answer(line: String) -> String {
    var answer = JSONObject()
    do {
      let question = try Self.question(line)
      answer["id"] = question["id"] ?? .null
      for (key, value) in try fields(DueCase(question, calendars: calendars)) { answer[key] = value }
    } catch {
      if answer["id"] == nil { answer["id"] = .null }
      answer["error"] = .string(error.description)
    }
    return JSONValue.object(answer).serialized()
  }

  private static func question(_ line: String) throws(DueError) -> JSONObject {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: line)
    } catch {
      throw DueError(message: "this line is not JSON (\(error))", remedy: "write one object a line")
    }
    guard let question = value.objectValue else {
      throw DueError(message: "this line is not an object", remedy: "write {\"id\", \"op\", …}")
    }
    return question
  }

  private func fields(_ asked: DueCase) throws(DueError) -> [(String, JSONValue)] {
    let name = try asked.text("op")
    guard let operation = DueOperation(rawValue: name) else {
      throw DueError(
        message: "no operation \"\(DueError.shown(name))\"",
        remedy: "write one of \(DueOperation.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return try operation.answer(asked)
  }
}
