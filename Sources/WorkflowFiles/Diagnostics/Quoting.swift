extension StringProtocol {
  /// The text in quotes for a message: cut after 60 characters, with nothing in it that would steer a terminal.
  package var inQuotes: String {
    var quoted = "\""
    for (count, scalar) in unicodeScalars.enumerated() {
      guard count < 60 else {
        quoted += "…"
        break
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        quoted += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension Sequence<String> {
  /// The words in quotes, as a list in a sentence: `"a", "b" or "c"`; no more than twelve are named.
  package func inQuotes(joinedBy conjunction: String) -> String {
    let words = map(\.inQuotes)
    guard words.count <= 12 else { return words.prefix(12).joined(separator: ", ") + ", …" }
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " " + conjunction + " " + last
  }
}
