import Expression

/// Reads the type of a field: `string`, `list(string)`, `map(string, int)`.
struct TypeText {
  struct Problem: Error {
    let message: String
    let remedy: String
  }

  private static let simple: [String: Type] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes,
    "timestamp": .timestamp, "duration": .duration, "date": .date, "decimal": .decimal, "dyn": .dyn,
    "list": .list(.dyn), "map": .map(.string, .dyn),
  ]
  /// What other languages call them.
  private static let synonyms = [
    "text": "string", "str": "string", "boolean": "bool", "integer": "int", "number": "decimal", "money": "decimal",
    "float": "double", "datetime": "timestamp", "time": "timestamp", "instant": "timestamp", "any": "dyn",
    "array": "list", "object": "map",
  ]
  /// Types within each other.
  private static let depth = 8

  private var rest: Substring

  static func type(of text: String) throws(Problem) -> Type {
    var reading = TypeText(rest: text[...])
    let type = try reading.type(depth: 0)
    guard reading.rest.isEmpty else {
      throw Problem(message: "\(text.inQuotes) goes on after a whole type", remedy: "write only the type")
    }
    return type
  }

  private mutating func type(depth: Int) throws(Problem) -> Type {
    skipSpaces()
    let word = String(rest.prefix { $0 != "(" && $0 != ")" && $0 != "," && $0 != " " })
    rest = rest.dropFirst(word.count)
    guard let type = Self.simple[word] else { throw unknown(word) }
    guard depth < Self.depth else {
      throw Problem(
        message: "the type is nested more than \(Self.depth) deep", remedy: "use \"dyn\" for what is inside")
    }
    skipSpaces()
    guard rest.first == "(" else { return type }
    switch type {
    case .list: return .list(try inBrackets(1, of: word, depth)[0])
    case .map:
      let types = try inBrackets(2, of: word, depth)
      guard types[0] == .string else {
        throw Problem(message: "a map's keys are text, as in JSON", remedy: "write \"map(string, \(types[1]))\"")
      }
      return .map(.string, types[1])
    case .dyn, .null, .bool, .int, .uint, .double, .decimal, .string, .bytes, .timestamp, .duration, .date, .type,
      .wrapper, .optional, .opaque, .parameter, .error, .unknown:
      throw Problem(message: "\(word) is no type of something", remedy: "write \"\(word)\", or \"list(\(word))\"")
    }
  }

  private mutating func inBrackets(_ count: Int, of word: String, _ depth: Int) throws(Problem) -> [Type] {
    rest.removeFirst()
    var types: [Type] = []
    repeat {
      if !types.isEmpty { rest.removeFirst() }
      types.append(try type(depth: depth + 1))
      skipSpaces()
    } while rest.first == ","
    guard rest.first == ")" else {
      throw Problem(
        message: "the type breaks off before its \")\"",
        remedy: "put a type with commas in quotes: \"map(string, int)\"")
    }
    rest.removeFirst()
    skipSpaces()
    guard types.count == count else {
      throw Problem(
        message: "\(word) has \(types.count == 1 ? "1 type" : "\(types.count) types") in its brackets",
        remedy: count == 1 ? "write \"list(string)\"" : "write \"map(string, int)\"")
    }
    return types
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

  private func unknown(_ word: String) -> Problem {
    let words = Self.simple.keys.sorted()
    guard !word.isEmpty else {
      return Problem(message: "a type is missing here", remedy: "write \(words.inQuotes(joinedBy: "or"))")
    }
    let meant = Self.synonyms[word.lowercased()] ?? didYouMean(word, words)
    return Problem(
      message: "no type \(word.inQuotes)",
      remedy: meant.map { "did you mean \($0.inQuotes)?" } ?? "write \(words.inQuotes(joinedBy: "or"))")
  }
}
