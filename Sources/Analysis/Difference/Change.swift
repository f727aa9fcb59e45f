package import JSON

/// One thing in which two versions of a workflow differ.
package struct Change: Sendable, Hashable {
  package let area: ChangeArea
  /// Which part of the workflow: `workflow`, `state with-prime`, `party supplier`.
  package let part: String
  /// The whole change in plain English.
  package let sentence: String
  /// What stood there and what stands there now, line by line: "- …" and "+ …"; empty where the sentence says it all.
  package let details: [String]

  package init(area: ChangeArea, part: String, sentence: String, details: [String] = []) {
    self.area = area
    self.part = part
    self.sentence = sentence
    self.details = details
  }

  package var json: JSONObject {
    [
      "area": .string(area.code), "part": .string(part), "sentence": .string(sentence),
      "details": .array(details.map(JSONValue.string)),
    ]
  }
}
