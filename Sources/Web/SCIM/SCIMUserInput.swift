import Casework
import CivilTime
import Engine
import JSON

/// What an identity system says of a person.
struct SCIMUserInput: Sendable {
  let email: String
  let name: String
  let telephone: String
  /// What the identity system calls the person; nil where it says nothing, or takes it back.
  let externalID: String?
  let isActive: Bool
  /// Nil where it says nothing of roles.
  let roles: [String]?

  /// - Parameter old: the resource before the change; nil for a new user.
  /// - Throws: `Refusal` that names the attribute.
  init(_ resource: JSONObject, old: JSONObject?, _ facts: DirectoryFacts) throws(Refusal) {
    func value(_ name: String, in object: JSONObject) -> JSONValue? {
      SCIMPatch.key(name, in: object).flatMap { object[$0] }
    }
    guard let userName = value("userName", in: resource)?.stringValue, EmailAddress.isPlain(userName) else {
      throw SCIMError.invalid(
        "invalidValue", "userName is not an e-mail address", "Map the person's address at work to userName.")
    }
    let emails = value("emails", in: resource)?.arrayValue ?? []
    let primary = emails.first { Self.isTrue($0["primary"]) } ?? emails.first
    let mail = primary.flatMap { $0["value"]?.stringValue ?? $0.stringValue } ?? userName
    let before = old.flatMap { value("userName", in: $0)?.stringValue }
    // Of the two, the one that was changed is meant; together they must agree.
    switch (EmailAddress.key(userName) == EmailAddress.key(mail), before.map(EmailAddress.key)) {
    case (true, _): email = mail
    case (false, EmailAddress.key(userName)?): email = mail
    case (false, EmailAddress.key(mail)?): email = userName
    case (false, _):
      throw SCIMError.invalid(
        "invalidValue", "userName and the primary address differ", "Map the same address to both.")
    }
    guard EmailAddress.isPlain(email) else {
      throw SCIMError.invalid("invalidValue", "emails holds no e-mail address", "Give one bare address.")
    }
    name = try Self.name(resource, old)
    let telephones = value("phoneNumbers", in: resource)?.arrayValue ?? []
    telephone = telephones.first.flatMap { $0["value"]?.stringValue ?? $0.stringValue } ?? ""
    externalID = try Self.externalID(value("externalId", in: resource))
    isActive = value("active", in: resource).map(Self.isTrue) ?? true
    roles = try Self.roles(resource, old, facts)
  }

  /// Some send truths as words.
  private static func isTrue(_ value: JSONValue?) -> Bool {
    value?.boolValue ?? (value?.stringValue?.lowercased() == "true")
  }

  /// It is kept and compared as it came.
  private static func externalID(_ value: JSONValue?) throws(Refusal) -> String? {
    guard let value, !value.isNull else { return nil }
    guard let text = value.stringValue, text.count <= 200, !text.unicodeScalars.contains(where: { $0.value < 32 })
    else {
      throw SCIMError.invalid("invalidValue", "externalId can't be kept", "Give a text of 200 characters or fewer.")
    }
    return text.isEmpty ? nil : text
  }

  /// The full name, by whichever of its forms was changed.
  private static func name(_ resource: JSONObject, _ old: JSONObject?) throws(Refusal) -> String {
    func forms(_ resource: JSONObject) -> [String] {
      let name = SCIMPatch.key("name", in: resource).flatMap { resource[$0]?.objectValue } ?? JSONObject()
      func part(_ key: String, _ object: JSONObject) -> String {
        SCIMPatch.key(key, in: object).flatMap { object[$0]?.stringValue } ?? ""
      }
      let parts = [part("givenName", name), part("familyName", name)].filter { !$0.isEmpty }
      return [part("formatted", name), parts.joined(separator: " "), part("displayName", resource)]
    }
    let (new, before) = (forms(resource), old.map(forms) ?? [])
    let changed = zip(new, before).first { !$0.isEmpty && $0 != $1 }?.0
    guard let name = changed ?? new.first(where: { !$0.isEmpty }) else {
      throw SCIMError.invalid("invalidValue", "The user has no name", "Give name.formatted or displayName.")
    }
    return name
  }

  /// Some send a role as an object written into a text.
  private static func plainRole(_ word: String) -> String {
    guard word.hasPrefix("{") else { return word }
    do {
      let object = try JSONValue(parsing: word)
      return object["value"]?.stringValue ?? object["displayName"]?.stringValue ?? word
    } catch {
      return word
    }
  }

  /// The roles by their ids or titles; where none are given, the role that the title is the title of.
  private static func roles(
    _ resource: JSONObject, _ old: JSONObject?, _ facts: DirectoryFacts
  ) throws(Refusal) -> [String]? {
    func title(_ object: JSONObject?) -> String? {
      object.flatMap { object in SCIMPatch.key("title", in: object).flatMap { object[$0]?.stringValue } }
    }
    func given(_ object: JSONObject?) -> [String]? {
      let list = object.flatMap { object in SCIMPatch.key("roles", in: object).flatMap { object[$0]?.arrayValue } }
      return list?.compactMap { $0["value"]?.stringValue ?? $0.stringValue }
    }
    func role(_ given: String) -> String? {
      let word = Self.plainRole(given)
      return facts.roles.first { $0.id == word || $0.title.lowercased() == word.lowercased() }?.id
    }
    let (wanted, before) = (given(resource), given(old))
    if let byTitle = title(resource).flatMap(role), wanted == before, title(resource) != title(old) { return [byTitle] }
    guard let wanted, !wanted.isEmpty else { return nil }
    var roles: [String] = []
    for word in wanted {
      guard let role = role(word) else {
        throw SCIMError.invalid(
          "invalidValue", "A role is not known",
          "The roles are \(facts.roles.map(\.id).joined(separator: ", ")); give them as roles, or a title.")
      }
      if !roles.contains(role) { roles.append(role) }
    }
    return roles
  }
}
