import JSON

/// Something that a request says beside its body.
struct APIParameter: Sendable {
  enum Place: String, Sendable {
    case path, query, header
  }

  let name: String
  let place: Place
  let schema: APISchema
  let isRequired: Bool
  let words: String

  init(_ name: String, in place: Place, _ schema: APISchema, _ words: String, isRequired: Bool? = nil) {
    self.name = name
    self.place = place
    self.schema = schema
    self.isRequired = isRequired ?? (place == .path)
    self.words = words
  }

  static func query(_ name: String, _ schema: APISchema, _ words: String) -> APIParameter {
    APIParameter(name, in: .query, schema, words)
  }

  var json: JSONObject {
    var object: JSONObject = [
      "name": .string(name), "in": .string(place.rawValue), "required": .bool(isRequired),
      "description": .string(words),
    ]
    object["schema"] = .object(schema.json)
    return object
  }
}

extension APIParameter {
  static let reference = APIParameter(
    "reference", in: .path, .text(length: 1...40), "The case's reference, such as 7KQ-4FM-X2PC.")
  static let limit = query("limit", .integer(1...200), "At most so many on this page; 50 by default.")
  static let cursor = query(
    "cursor", .text(length: 1...200), "The `next` of the page before; without it the first page is meant.")

  static let idempotencyKey = APIParameter(
    "Idempotency-Key", in: .header, .text(length: 1...200),
    "Made by you, one for each thing that you want done: sending it again answers the same and does nothing twice.",
    isRequired: true)
  static let ifMatch = APIParameter(
    "If-Match", in: .header, .text(length: 1...200),
    "The `ETag` that you have seen: where the thing has changed since, nothing is done. `*` does it whatever changed.",
    isRequired: true)
}
