/// One of Unicode's general categories, or a group of them, as `\p{…}` names it.
struct UnicodeCategory: Sendable {
  private let members: Set<Unicode.GeneralCategory>?

  /// Nil where there is no such category.
  init?(_ name: String) {
    if name == "Any" {
      members = nil
      return
    }
    let found = Self.names.filter { $0.name == name || (name.utf8.count == 1 && $0.name.hasPrefix(name)) }
    guard !found.isEmpty else { return nil }
    members = Set(found.map(\.category))
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    members?.contains(scalar.properties.generalCategory) ?? true
  }

  private static let names: [(name: String, category: Unicode.GeneralCategory)] = [
    ("Lu", .uppercaseLetter), ("Ll", .lowercaseLetter), ("Lt", .titlecaseLetter), ("Lm", .modifierLetter),
    ("Lo", .otherLetter), ("Mn", .nonspacingMark), ("Mc", .spacingMark), ("Me", .enclosingMark),
    ("Nd", .decimalNumber), ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
    ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation), ("Pi", .initialPunctuation),
    ("Pf", .finalPunctuation), ("Po", .otherPunctuation), ("Sm", .mathSymbol), ("Sc", .currencySymbol),
    ("Sk", .modifierSymbol), ("So", .otherSymbol), ("Zs", .spaceSeparator), ("Zl", .lineSeparator),
    ("Zp", .paragraphSeparator), ("Cc", .control), ("Cf", .format), ("Cs", .surrogate), ("Co", .privateUse),
  ]
}
