import Casework
import Engine
import Expression
import JSON

/// What programs are not shown of a case: who raised it, and whom else the workflow keeps confidential. People read that
/// on the pages, where each reading is noted; a token can't be asked what for.
struct Withheld: Sendable {
  /// The fields' names, in the workflow's order.
  let fields: [String]
  /// The parties whose messages, which address them by name, are not shown.
  let parties: Set<String>

  init(_ workflow: Workflow) {
    let confidential = workflow.parties.filter { $0.isConfidential && !$0.isStaff }
    parties = Set(confidential.map(\.id))
    var hidden: Set<String> = []
    for party in confidential {
      for expression in [party.name, party.email].compactMap(\.self) {
        for variable in expression.variables where workflow.fields.indices.contains(variable) {
          hidden.insert(workflow.fields[variable].name)
        }
      }
      // What else is said of the party itself, such as a telephone number, is called after it.
      let prefix = party.id.replacing("-", with: "_") + "_"
      for field in workflow.fields where field.name.hasPrefix(prefix) { hidden.insert(field.name) }
    }
    fields = workflow.fields.map(\.name).filter(hidden.contains)
  }

  /// Data with nothing in place of what is withheld.
  func without(_ data: JSONObject) -> JSONObject {
    var data = data
    for field in fields where data[field] != nil { data[field] = .null }
    return data
  }

  /// What a history's entry tells, without what is withheld, wherever it stands.
  func withoutInHistory(_ payload: JSONObject) -> JSONObject {
    var cleaned = JSONObject()
    let hidden = Set(fields)
    for (key, value) in payload { cleaned[key] = hidden.contains(key) ? .null : clean(value, hidden) }
    return cleaned
  }

  private func clean(_ value: JSONValue, _ hidden: Set<String>) -> JSONValue {
    switch value {
    case .object(let object):
      var cleaned = withoutInHistory(object)
      // A message in the history names its reader.
      if let party = object["notify"]?.stringValue, parties.contains(party) {
        for key in ["to", "name", "email", "recipient", "subject"] where cleaned[key] != nil { cleaned[key] = .null }
      }
      return .object(cleaned)
    case .array(let items): return .array(items.map { clean($0, hidden) })
    case .null, .bool, .integer, .number, .string: return value
    }
  }
}
