import Casework
import CivilTime
import Cryptography
import JSON

extension APISchema {
  private static let unkeepableText = "has a character that can't be kept"
  private static let unkeepableName = "has a name with a character that can't be kept"
  /// What is wrong with texts that are as described but for U+0000, which PostgreSQL takes in no text.
  static let unkeepable: Set<String> = [unkeepableText, unkeepableName]

  /// What is wrong with a document, by the place: `data.email`, or `body` for the whole. Never a value of it.
  func problems(of value: JSONValue, at place: String = "") -> [String: String] {
    let here = place.isEmpty ? "body" : place
    func wrong(_ words: String) -> [String: String] { [here: words] }
    switch self {
    case .text(let format, let length):
      guard let text = value.stringValue else { return wrong("must be text") }
      return Self.problem(of: text, format, length).map(wrong) ?? [:]
    case .choice(let words):
      guard let text = value.stringValue, words.contains(text) else {
        return wrong("must be one of \(words.joined(separator: ", "))")
      }
      return [:]
    case .integer(let range):
      guard let number = value.integerValue ?? Self.whole(value), range.contains(number) else {
        return wrong("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return [:]
    case .flag: return value.boolValue == nil ? wrong("must be true or false") : [:]
    case .list(let items, let most):
      guard let array = value.arrayValue else { return wrong("must be a list") }
      if let most, array.count > most { return wrong("has more than \(most) items") }
      return array.enumerated().reduce(into: [:]) { found, item in
        found.merge(items.problems(of: item.element, at: "\(here).\(item.offset)")) { first, _ in first }
      }
    case .object(let fields, let isOpen):
      guard let object = value.objectValue else { return wrong("must be an object") }
      return Self.problems(of: object, fields, isOpen: isOpen, at: place)
    case .map(let values):
      guard let object = value.objectValue else { return wrong("must be an object") }
      return object.reduce(into: [:]) { found, member in
        if member.key.unicodeScalars.contains("\0") { found[here] = Self.unkeepableName }
        found.merge(values.problems(of: member.value, at: Self.place(member.key, below: place))) { first, _ in first }
      }
    case .optional(let schema): return value.isNull ? [:] : schema.problems(of: value, at: place)
    case .named(let component): return component.schema.problems(of: value, at: place)
    case .anything: return Self.hasNull(value) ? wrong(Self.unkeepableText) : [:]
    }
  }

  /// The value that a text in an address or a header stands for; nil where it is none.
  func value(of text: String) -> JSONValue? {
    switch self {
    case .integer: JSONValue(number: text)
    case .flag: text == "true" ? true : text == "false" ? false : nil
    case .optional(let schema): schema.value(of: text)
    case .text, .choice, .list, .object, .map, .named, .anything: .string(text)
    }
  }

  private static func problems(
    of object: JSONObject, _ fields: [APIField], isOpen: Bool, at place: String
  ) -> [String: String] {
    var found: [String: String] = [:]
    for field in fields {
      if let value = object[field.name] {
        found.merge(field.schema.problems(of: value, at: Self.place(field.name, below: place))) { first, _ in first }
      } else if field.isRequired {
        found[Self.place(field.name, below: place)] = "is required"
      }
    }
    let known = Set(fields.map(\.name))
    if !isOpen, object.keys.contains(where: { !known.contains($0) }) {
      found[place.isEmpty ? "body" : place] =
        known.isEmpty ? "has no members" : "has a member that is none of \(fields.map(\.name).joined(separator: ", "))"
    }
    return found
  }

  private static func place(_ name: String, below place: String) -> String {
    place.isEmpty ? name : "\(place).\(name)"
  }

  private static func problem(of text: String, _ format: Format?, _ length: ClosedRange<Int>) -> String? {
    if text.unicodeScalars.contains("\0") { return Self.unkeepableText }
    switch format {
    case .date: return CivilDate(iso8601: text) == nil ? "must be a date such as 2026-11-20" : nil
    case .dateTime: return Instant(rfc3339: text) == nil ? "must be an instant such as 2026-11-20T09:00:00Z" : nil
    case .email: return EmailAddress.isPlain(text) ? nil : "must be a bare address such as ada@case.example"
    case .uuid: return UniqueID(text) == nil ? "must be a UUID" : nil
    case .bytes: return Base64URL.bytes(of: text) == nil ? "must be base64" : nil
    case nil:
      guard !length.contains(text.unicodeScalars.count) else { return nil }
      return length.lowerBound == 1 && text.isEmpty
        ? "must not be empty" : "must have \(length.lowerBound) to \(length.upperBound) characters"
    }
  }

  /// `1.0` is a whole number too (JSON Schema, 6.1.1).
  private static func whole(_ value: JSONValue) -> Int64? {
    value.doubleValue.flatMap { $0.magnitude < 0x1p53 ? Int64(exactly: $0) : nil }
  }

  private static func hasNull(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): text.unicodeScalars.contains("\0")
    case .array(let items): items.contains(where: hasNull)
    case .object(let object): object.contains { $0.key.unicodeScalars.contains("\0") || hasNull($0.value) }
    case .null, .bool, .integer, .number: false
    }
  }
}
