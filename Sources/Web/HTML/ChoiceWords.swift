/// The names that workflow files give to choices, roles and outcomes, as people read them: "Executive agency" for
/// `executive-agency`.
package enum ChoiceWords {
  package static func words(_ name: String) -> String {
    let parts = name.split { $0 == "-" || $0 == "_" }.map { proper[$0.lowercased()] ?? String($0) }
    let text = parts.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A title as it stands within a sentence: "contract title" for "Contract title", but "NHS trust" as it is.
  package static func within(_ title: String) -> String {
    let first = title.prefix { !$0.isWhitespace }
    guard first.dropFirst().allSatisfy({ !$0.isUppercase }), first.count > 1, proper[first.lowercased()] == nil else {
      return title
    }
    return title.prefix(1).lowercased() + title.dropFirst()
  }

  /// Words that keep their capitals wherever they stand.
  private static let proper = [
    "nhs": "NHS", "england": "England", "scotland": "Scotland", "wales": "Wales", "ireland": "Ireland", "vat": "VAT",
    "uk": "UK", "arms": "arm’s",
  ]
}
