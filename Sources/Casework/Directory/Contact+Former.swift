extension Contact {
  private static let formerDomain = "@forgotten.invalid"

  /// What stands for the address of a contact who was forgotten.
  package static func formerAddress(of id: ContactID) -> String { "former-\(id.number)\(formerDomain)" }

  /// What stands for such a contact's name.
  package static func formerName(of id: ContactID) -> String { "Former holder \(id)" }

  /// Whether who it was has been taken out of the directory.
  package var isForgotten: Bool { email.hasSuffix(Self.formerDomain) }
}
