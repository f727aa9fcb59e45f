package import CivilTime
package import JSON

/// One story about a workflow: a case as it is opened, what people and time do, and all that is expected of it.
package struct Scenario: Sendable {
  /// What it tells, for the report.
  package let title: String
  package let place: SourcePlace
  package let given: Given
  package let steps: [ScenarioStep]

  /// What there is at the beginning.
  package struct Given: Sendable {
    /// When the case is opened.
    package let start: Instant
    /// An example of a case, by its path below the workflow's folder.
    package let from: Located<String>?
    /// The case's data, which goes before the example's.
    package let data: JSONObject
    /// Where each datum stands.
    package let dataPlaces: [String: SourcePlace]
    /// The roles under which somebody of the directory can be reached; nil where everybody can.
    package let directory: [String]?

    /// The data with which the case is opened.
    package func data(over example: CaseExample?) -> JSONObject {
      var whole = example?.data ?? JSONObject()
      for (key, value) in data { whole[key] = value }
      return whole
    }
  }
}

/// A case that somebody might open, kept in a file to try a workflow with.
package struct CaseExample: Sendable {
  /// The workflow that it is for.
  package let workflow: String?
  package let data: JSONObject
  package let place: SourcePlace

  package init(workflow: String?, data: JSONObject, place: SourcePlace) {
    self.workflow = workflow
    self.data = data
    self.place = place
  }
}
