import JSON

/// What a document of the interface looks like: written for others as JSON Schema, and held to by ourselves, so that what
/// is described is what is done.
indirect enum APISchema: Sendable {
  /// What a text must be besides a text.
  enum Format: String, Sendable, CaseIterable {
    case date
    case dateTime = "date-time"
    case email
    case uuid
    /// Any bytes, as base64.
    case bytes = "base64"
  }

  case text(Format? = nil, length: ClosedRange<Int> = 0...100_000)
  case choice([String])
  case integer(ClosedRange<Int64>)
  case flag
  case list(APISchema, most: Int? = nil)
  /// An object with these members; where it is open, others may be there as well.
  case object([APIField], isOpen: Bool = false)
  /// An object whose members may have any names.
  case map(APISchema)
  /// The same, or null.
  case optional(APISchema)
  /// One that has a name of its own in the description.
  case named(APIComponent)
  case anything
}

/// A member of an object.
struct APIField: Sendable {
  let name: String
  let schema: APISchema
  let isRequired: Bool
  let words: String?

  init(_ name: String, _ schema: APISchema, _ words: String? = nil, isRequired: Bool = true) {
    self.name = name
    self.schema = schema
    self.isRequired = isRequired
    self.words = words
  }

  /// A member that may be left out.
  static func maybe(_ name: String, _ schema: APISchema, _ words: String? = nil) -> APIField {
    APIField(name, schema, words, isRequired: false)
  }
}
