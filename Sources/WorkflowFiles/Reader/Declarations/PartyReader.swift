import Casework
import Expression

/// Reads `parties`: who owns steps, gets messages and presses buttons.
struct PartyReader {
  let context: ReadingContext

  func parties(_ pairs: [YAMLPair]?) -> [Party] {
    (pairs ?? []).map { pair in
      MappingReader.read(pair.value, "a party", context.diagnostics) { party(pair.name, $0) } ?? Party(id: pair.name)
    }
  }

  private func party(_ id: String, _ map: MappingReader) -> Party {
    let title = map.text("title")
    let description = map.text("description")
    let isConfidential = map.bool("confidential") ?? false
    let isStaff = map.bool("staff") ?? false
    let role = map.text("directory")
    let organisation = text("of", map)
    let contract = text("contract", map)
    let otherwise = (map.oneOrMoreTexts("otherwise") ?? []).compactMap(context.checkParty)
    let name = text("name", map)
    let email = text("email", map)
    checkWays(map, isStaff: isStaff)
    return Party(
      id: id, title: title, isConfidential: isConfidential, isStaff: isStaff, directoryRole: role,
      organisation: organisation, contract: contract, otherwise: otherwise, name: name, email: email,
      description: description)
  }

  /// One way to reach a party is enough, and two would be one too many.
  private func checkWays(_ map: MappingReader, isStaff: Bool) {
    if isStaff {
      for key in ["directory", "of", "contract", "email"] {
        map.refuse(key, because: "staff sign in and work from a queue", remedy: "take it out, or take out \"staff\"")
      }
      return
    }
    map.atMostOne(of: "directory", "email")
    if map.has("directory"), !map.has("of"), !map.has("contract"), let key = map.key("directory") {
      context.diagnostics.error(
        .missingKey, at: key.place, "\"directory\" names a role, and not at which organisation",
        remedy: "add \"of: data.FIELD\"")
    }
    for key in ["of", "contract"] where map.has(key) && !map.has("directory") {
      map.refuse(key, because: "it goes with \"directory\"", remedy: "add \"directory: ROLE\", or take it out")
    }
  }

  /// Whom the case complains of: one field or several.
  func complainedOf(_ map: MappingReader) -> [Expression] {
    (map.oneOrMore("complained-of", of: "fields") ?? []).compactMap { text($0, "complained-of") }
  }

  /// Of these, the parties whom nobody but the directory's people stand in for.
  func vacant(_ parties: [Party]) -> Set<String> {
    let known = Dictionary(parties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return Set(
      parties.map(\.id).filter { id in
        var asked: Set<String> = []
        var open = [id]
        while let next = open.popLast() {
          guard asked.insert(next).inserted, let party = known[next] else { continue }
          guard party.directoryRole != nil else { return false }
          open += party.otherwise
        }
        return true
      })
  }

  private func text(_ key: String, _ map: MappingReader) -> Expression? {
    map.optional(key).flatMap { text($0, key) }
  }

  /// A party is found by the case's data alone, whatever just happened.
  private func text(_ node: YAMLNode, _ key: String) -> Expression? {
    guard let expression = context.expressions.read(node, key, as: .text) else {
      return nil
    }
    guard expression.variables.allSatisfy({ $0 < context.fields.entries.count }) else {
      context.diagnostics.error(
        .unknownName, at: node.place, "a party is found by the case's data alone", remedy: "use only data.FIELD here")
      return nil
    }
    return expression
  }
}
