/// Whether two names are of one person: accounts are told apart by their letters, whatever the case and the spaces
/// around them.
package enum Person {
  package static func key(_ name: String) -> String {
    let trimmed = name.drop(while: \.isWhitespace)
    guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return trimmed[...last].lowercased()
  }

  package static func isSame(_ one: String, _ other: String) -> Bool { key(one) == key(other) }
}
