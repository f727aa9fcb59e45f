import Casework
import Expression
import JSON

/// What somebody typed as `field=value`, made into what the fields take.
enum FieldText {
  /// - Throws: `Answer` with status 2, which says how to write it.
  static func assignments(_ texts: [String], option: String = "--set") throws -> [(field: String, text: String)] {
    try texts.map { assignment in
      guard let equals = assignment.firstIndex(of: "="), equals != assignment.startIndex else {
        throw Answer(
          status: 2,
          message: "recourse: \(option) takes field=value, such as reason=\"Paid late\"; a value alone is no field's")
      }
      return (String(assignment[..<equals]), String(assignment[assignment.index(after: equals)...]))
    }
  }

  /// The data with what was typed for some fields.
  static func data(
    _ assignments: [(field: String, text: String)], over data: JSONObject, _ workflow: Workflow
  ) -> JSONObject {
    var form = data
    for (name, text) in assignments {
      form[name] = value(of: text, as: workflow.fields.first { $0.name == name }?.type ?? .dyn)
    }
    return form
  }

  /// What somebody typed, as the JSON that a field of a type takes; text where it does not look like it.
  static func value(of text: String, as type: Type) -> JSONValue {
    switch type {
    case .wrapper(let type): value(of: text, as: type)
    case .bool: text == "true" ? true : text == "false" ? false : .string(text)
    case .int, .uint, .double: JSONValue(number: text) ?? .string(text)
    case .decimal, .string, .bytes, .timestamp, .duration, .date, .list, .map, .dyn, .null, .type, .optional, .opaque,
      .parameter, .error, .unknown:
      .string(text)
    }
  }
}
