package import JSON

/// The case that started this one, which hears of its end.
package struct CaseParent: Sendable, Hashable {
  package let id: CaseID
  /// The name that the parent knows this case by: `done.case.NAME` comes back to it.
  package let name: String
  /// How many cases stand above this one.
  package let generation: Int

  /// A workflow that starts itself would go on for ever: so deep, and no deeper.
  package static let longestLine = 10

  package init(id: CaseID, name: String, generation: Int) {
    self.id = id
    self.name = name
    self.generation = generation
  }

  /// The event by which the parent hears that the case has closed.
  package var doneEvent: String { "done.case.\(name)" }

  package var json: JSONObject {
    ["case": .string(id.description), "name": .string(name), "generation": .integer(Int64(generation))]
  }

  /// Reads what `json` writes; nil where a member is missing or wrong.
  package init?(json: JSONValue) {
    guard let id = json["case"]?.stringValue.flatMap({ CaseID($0) }), let name = json["name"]?.stringValue,
      let generation = json["generation"]?.intValue
    else { return nil }
    self.init(id: id, name: name, generation: generation)
  }
}
