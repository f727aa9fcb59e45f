import JSON

/// In which order a list of users is asked for (RFC 7644, section 3.4.2.3).
struct SCIMOrder: Sendable {
  private let path: SCIMPath
  private let isDescending: Bool

  /// Nil where none is asked for.
  ///
  /// - Throws: `Refusal` where that can't be read.
  init?(_ query: FormValues) throws(Refusal) {
    guard let text = query.text("sortBy") else { return nil }
    path = try SCIMPath(text)
    guard path.filter == nil, !path.isForeign else {
      throw SCIMError.invalid("invalidPath", "That can't be sorted by", "Sort by an attribute such as name.familyName.")
    }
    isDescending = query.text("sortOrder")?.lowercased() == "descending"
  }

  /// Capitals and small letters count alike; users without the attribute stand last, or first in the other order.
  func sorted(_ users: [JSONObject]) -> [JSONObject] {
    let keyed = users.map { (user: $0, key: key(of: $0)) }
    let sorted = keyed.enumerated().sorted { left, right in
      switch (left.element.key, right.element.key) {
      case (let one?, let other?) where one != other: return one < other
      case (nil, .some): return false
      case (.some, nil): return true
      default: return left.offset < right.offset
      }
    }
    let inOrder = sorted.map(\.element.user)
    return isDescending ? inOrder.reversed() : inOrder
  }

  /// Of several values the primary one, which stands first here.
  private func key(of user: JSONObject) -> String? {
    guard let name = SCIMPatch.key(path.attribute, in: user), var value = user[name] else { return nil }
    if let first = value.arrayValue { value = first.first ?? .null }
    if let object = value.objectValue {
      value = SCIMPatch.key(path.part ?? "value", in: object).flatMap { object[$0] } ?? .null
    }
    return (value.stringValue ?? value.boolValue.map { $0 ? "true" : "false" })?.lowercased()
  }
}
