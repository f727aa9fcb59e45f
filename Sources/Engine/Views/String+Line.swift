extension String {
  /// The text as one line of a listing, so that nothing that somebody typed can pass for a line of its own.
  package var onOneLine: String {
    var line = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n", "\r", "\u{2028}", "\u{2029}": line += " ⏎ "
      case _ where scalar.properties.generalCategory == .control: line += "�"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}
