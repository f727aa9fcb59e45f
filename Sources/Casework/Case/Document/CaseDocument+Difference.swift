import JSON

// What a migration changes of a document, so that it can be taken back and nothing else is kept twice.
extension CaseDocument {
  /// The members that have to be put back to get from one document to an earlier one; null where there was none. The
  /// data are told field by field.
  static func difference(from later: JSONObject, to earlier: JSONObject) -> JSONObject {
    var difference = JSONObject()
    for key in keys(of: later, earlier) where later[key] != earlier[key] {
      if key == "data", let new = later[key]?.objectValue, let old = earlier[key]?.objectValue {
        difference[key] = .object(self.difference(from: new, to: old))
      } else {
        difference[key] = earlier[key] ?? .null
      }
    }
    return difference
  }

  /// A document with such members put back.
  static func document(_ later: JSONObject, putting difference: JSONObject) -> JSONObject {
    var document = later
    for (key, value) in difference {
      if key == "data", let new = later[key]?.objectValue, let old = value.objectValue {
        document[key] = .object(self.document(new, putting: old))
      } else {
        document[key] = value.isNull ? nil : value
      }
    }
    return document
  }

  private static func keys(of later: JSONObject, _ earlier: JSONObject) -> [String] {
    earlier.map(\.key) + later.map(\.key).filter { earlier[$0] == nil }
  }
}
