import Statechart

/// The states' ids as XML takes them: a letter first, then letters, digits, full stops, hyphens and underscores.
struct SCXMLNames {
  private let names: [String]

  init(_ states: [State]) {
    var taken = Set(states.map(\.id))
    names = states.map { state in
      guard !Self.isName(state.id) else { return state.id }
      var name = "s\(state.number)"
      while !taken.insert(name).inserted { name += "_" }
      return name
    }
  }

  /// The id of a state.
  subscript(state: Int) -> String { names[state] }

  /// The ids of states, with spaces between.
  func list(_ states: [Int]) -> String? { states.isEmpty ? nil : states.map { names[$0] }.joined(separator: " ") }

  private static func isName(_ id: String) -> Bool {
    guard let first = id.first, first.isASCII, first.isLetter || first == "_" else { return false }
    return id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
  }
}
