/// Reads RE2's syntax: everything that can be matched in linear time, so no references back and no looking around.
struct PatternParser {
  let scalars: [Unicode.Scalar]
  var position = 0
  var flags = Flags()
  private var depth = 0

  /// What `(?ims)` sets.
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
  }

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  static func parse(_ text: String) throws(PatternError) -> PatternTree {
    guard text.utf8.count <= ExpressionLimits.patternBytes else {
      throw PatternError(message: "it is longer than \(ExpressionLimits.patternBytes) bytes")
    }
    var parser = PatternParser(text)
    let tree = try parser.choice()
    guard parser.position == parser.scalars.count else { throw PatternError(message: "a ) has no ( before it") }
    return tree
  }

  var current: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  func startsWith(_ text: String) -> Bool {
    scalars[position...].starts(with: text.unicodeScalars)
  }

  mutating func take(_ text: String) -> Bool {
    guard startsWith(text) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  private mutating func choice() throws(PatternError) -> PatternTree {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ExpressionLimits.patternDepth else {
      throw PatternError(message: "its groups nest more than \(ExpressionLimits.patternDepth) deep")
    }
    let outer = flags
    defer { flags = outer }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternTree {
    var parts: [PatternTree] = []
    while let next = current, next != "|", next != ")" {
      if take("\\Q") {
        while position < scalars.count, !take("\\E") {
          parts.append(.one(of: ScalarSet(scalars[position].value, ignoresCase: flags.ignoresCase)))
          position += 1
        }
        continue
      }
      guard let atom = try atom() else { continue }
      parts.append(try repetition(of: atom))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  /// One part; nil for a group that only sets flags.
  private mutating func atom() throws(PatternError) -> PatternTree? {
    let next = scalars[position]
    switch next {
    case "(": return try group()
    case "[": return .one(of: try bracket())
    case "\\": return try escape()
    case "*", "+", "?": throw PatternError(message: "a \(next) has nothing to repeat")
    case "^":
      position += 1
      return .anchor(flags.isMultiline ? .lineStart : .textStart)
    case "$":
      position += 1
      return .anchor(flags.isMultiline ? .lineEnd : .textEnd)
    case ".":
      position += 1
      var set = ScalarSet([0...0x10FFFF])
      if !flags.dotMatchesNewline { set = ScalarSet([0...0x09, 0x0B...0x10FFFF]) }
      return .one(of: set)
    default:
      position += 1
      return .one(of: ScalarSet(next.value, ignoresCase: flags.ignoresCase))
    }
  }

  private mutating func group() throws(PatternError) -> PatternTree? {
    position += 1
    if take("?") {
      if startsWith("P<") || (startsWith("<") && !startsWith("<=") && !startsWith("<!")) {
        _ = take("P")
        position += 1
        try groupName()
      } else {
        return try flagGroup()
      }
    }
    return try closed(try choice())
  }

  private mutating func closed(_ tree: PatternTree) throws(PatternError) -> PatternTree {
    guard take(")") else { throw PatternError(message: "a ( is not closed") }
    return tree
  }

  private mutating func groupName() throws(PatternError) {
    let start = position
    while let next = current, next != ">" {
      guard next.isASCII, Lexer.continuesName(UInt8(next.value)) else {
        throw PatternError(message: "a group's name has letters, digits and _ only")
      }
      position += 1
    }
    guard position > start, take(">") else { throw PatternError(message: "a group's name is not closed") }
  }

  private mutating func flagGroup() throws(PatternError) -> PatternTree? {
    var isOn = true
    var changed = flags
    while let next = current {
      position += 1
      switch next {
      case "i": changed.ignoresCase = isOn
      case "m": changed.isMultiline = isOn
      case "s": changed.dotMatchesNewline = isOn
      case "U": break
      case "-":
        guard isOn else { throw PatternError(message: "a group has two - among its flags") }
        isOn = false
      case ":":
        let outer = flags
        flags = changed
        let tree = try closed(try choice())
        flags = outer
        return tree
      case ")":
        flags = changed
        return nil
      default: throw PatternError(message: "(?\(next) is not supported")
      }
    }
    throw PatternError(message: "a ( is not closed")
  }

  private mutating func repetition(of atom: PatternTree) throws(PatternError) -> PatternTree {
    guard let (least, most) = try count() else { return atom }
    _ = take("?")
    // Two in a row are refused, as RE2 does: x** is a slip.
    if try count() != nil { throw PatternError(message: "a repetition has nothing to repeat") }
    return .repeated(atom, least: least, most: most)
  }

  private mutating func count() throws(PatternError) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard startsWith("{") else { return nil }
    let start = position
    position += 1
    guard let least = number() else {
      // Without a number a brace stands for itself.
      position = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = startsWith("}") ? nil : number() ?? -1 }
    guard take("}"), most != -1 else {
      position = start
      return nil
    }
    guard least <= ExpressionLimits.patternRepetition, (most ?? 0) <= ExpressionLimits.patternRepetition else {
      throw PatternError(message: "a repetition may count to \(ExpressionLimits.patternRepetition) at most")
    }
    if let most, most < least { throw PatternError(message: "a repetition counts down") }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = position
    var value = 0
    while let next = current, next.isASCII, Lexer.isDigit(UInt8(next.value)) {
      value = min(value * 10 + Int(next.value - 0x30), 1_000_000)
      position += 1
    }
    return position > start ? value : nil
  }
}
