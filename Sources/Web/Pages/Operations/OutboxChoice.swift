import Engine

/// Which of what was given up is tried again: single items, all, or all that went wrong in the same way.
enum OutboxChoice: Sendable {
  case these([OutboxItem.ID])
  case all
  case because(String)

  /// So many are looked at for one request.
  static let most = EngineLimits.listedCases
  /// What one thing that went wrong begins with, among the choices.
  private static let because = "because:"

  init(_ request: WebRequest) {
    switch request.form["which"] ?? "" {
    case "all": self = .all
    case let which where which.hasPrefix(Self.because): self = .because(String(which.dropFirst(Self.because.count)))
    default:
      self = .these(request.form.all("item").prefix(EngineLimits.requestBatch).compactMap { OutboxItem.ID($0) })
    }
  }

  func ids(_ store: any Store) async throws -> [OutboxItem.ID] {
    if case .these(let ids) = self { return ids }
    return try await store.transaction { try $0.deadLetters(limit: Self.most) }.filter { item in
      if case .because(let failure) = self { Self.failure(item) == failure } else { true }
    }.map(\.id)
  }

  private static func failure(_ item: OutboxItem) -> String { item.failure ?? "" }

  /// The question, where there is more than one item.
  static func html(_ given: [OutboxItem], _ request: WebRequest) -> HTML {
    guard given.count > 1 else { return .none }
    let count = given.count == most ? "All of the last \(most)" : "All \(given.count) that were given up"
    let counts = Dictionary(grouping: given, by: failure).mapValues(\.count)
    let causes = counts.filter { $0.value > 1 && $0.value < given.count }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10)
      .map {
        Control.Choice(because + $0.key, "The \($0.value) with “\($0.key.isEmpty ? "nothing told" : $0.key)”")
      }
    return Control.radios(
      Question("which", "Which to try again", value: request.form["which"] ?? "chosen"),
      [Control.Choice("chosen", "Only those chosen above")] + causes + [Control.Choice("all", count)])
  }
}
