extension YAMLNode {
  /// What the value is, for a message: `a list`, `a mapping`, `nothing`, `the text "yes"`.
  package var kindInWords: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar):
      if isNull {
        "nothing"
      } else if bool != nil {
        scalar.text
      } else if number != nil || integer != nil {
        "the number \(scalar.text.prefix(40))"
      } else {
        "the text \(scalar.text.inQuotes)"
      }
    }
  }
}
