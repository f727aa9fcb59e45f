import Expression

extension Workflow {
  /// What a case is called in lists and above its page: what the contract, the procurement or the matter is called, else
  /// what went wrong, else whom it is about. It never tells who raised it, as no such field is looked at.
  package func headline(of case: Case) -> String {
    for name in Self.headlines {
      if let text = text(of: `case`, where: { $0.name == name || $0.name.hasSuffix("_\(name)") }) { return text }
    }
    return title
  }

  /// The organisation that a case is put to, as the case names it; nil where its workflow knows none.
  package func organisation(of case: Case) -> String? { text(of: `case`) { $0.directory == "organisation" } }

  /// The names of fields that head a case, by custom of the workflows that there are.
  private static let headlines = ["title", "subject", "summary", "authority_name"]

  private func text(of case: Case, where isMeant: (DataField) -> Bool) -> String? {
    for (field, value) in zip(fields, `case`.session.data) where isMeant(field) {
      if case .string(let text) = value, !text.trimmed.isEmpty { return text.trimmed }
    }
    return nil
  }
}
