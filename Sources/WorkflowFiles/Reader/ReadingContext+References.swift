// Names that refer to something: what refers to nothing is reported with what was probably meant, and nil.
extension ReadingContext {
  func checkState(_ id: Located<String>) -> Int? {
    if let number = outline.number(of: id.value) { return number }
    report(.unknownState, "state", id, outline.ids, orElse: "add it under \"states\"")
    return nil
  }

  /// The states of a list, with those left out that refer to nothing.
  func checkStates(_ ids: [Located<String>]?) -> [String] {
    (ids ?? []).filter { checkState($0) != nil }.map(\.value)
  }

  func checkParty(_ id: Located<String>) -> String? {
    if knownParties.contains(id.value) { return id.value }
    report(.unknownParty, "party", id, parties, orElse: "add it under \"parties\"")
    return nil
  }

  /// A role is a party's id. A role that is none is only a warning: it may be somebody who signs in and owns no step.
  func checkRole(_ id: Located<String>) -> String {
    if !knownParties.contains(id.value) {
      diagnostics.warning(
        .unknownRole, at: id.place, "no party \(id.value.inQuotes), so nobody can have this role",
        remedy: remedy(id.value, parties, orElse: "add it under \"parties\""))
    }
    return id.value
  }

  func checkField(_ name: Located<String>) -> Int? {
    if let number = fields.number(of: name.value) { return number }
    report(.unknownField, "field", name, fields.names, orElse: "declare it under \"data\"")
    return nil
  }

  /// A message's name. Where messages are not at hand nobody can say whether it is right.
  func checkTemplate(_ name: Located<String>) -> String {
    checkTemplate(name.value, at: name.place)
    return name.value
  }

  func checkTemplate(_ name: String, at place: @autoclosure () -> SourcePlace) {
    guard !templates.contains(name) else { return }
    let message = "no message \(name.inQuotes)"
    let write = "write messages/\(name).mustache"
    if hasMessages {
      diagnostics.error(
        .unknownTemplate, at: place(), message, remedy: remedy(name, templates.sorted(), orElse: write))
    } else {
      diagnostics.warning(.unknownTemplate, at: place(), message + ": there is no folder of messages", remedy: write)
    }
  }

  private func report(
    _ code: DiagnosticCode, _ kind: String, _ name: Located<String>, _ known: [String], orElse: String
  ) {
    // Where reading broke off, what is meant may stand in the rest.
    guard !isCut else { return }
    diagnostics.error(
      code, at: name.place, "no \(kind) \(name.value.inQuotes)", remedy: remedy(name.value, known, orElse: orElse))
  }

  private func remedy(_ name: String, _ known: [String], orElse: String) -> String {
    didYouMean(name, known).map { "did you mean \($0.inQuotes)?" } ?? orElse
  }
}
