extension PatternParser {
  /// What a backslash outside of brackets stands for.
  mutating func escape() throws(PatternError) -> PatternTree {
    guard position + 1 < scalars.count else { throw PatternError(message: "it ends with a backslash") }
    switch scalars[position + 1] {
    case "A": return anchor(.textStart)
    case "z": return anchor(.textEnd)
    case "b": return anchor(.wordEdge)
    case "B": return anchor(.notWordEdge)
    default: break
    }
    var set = ScalarSet()
    set.ignoresCase = flags.ignoresCase
    if try !takeClass(into: &set) {
      let scalar = try escapedScalar()
      set.add(scalar...scalar)
    }
    return .one(of: set)
  }

  private mutating func anchor(_ anchor: PatternAnchor) -> PatternTree {
    position += 2
    return .anchor(anchor)
  }

  /// Adds `\d`, `\pL` and the like to a set, if one is next.
  private mutating func takeClass(into set: inout ScalarSet) throws(PatternError) -> Bool {
    guard current == "\\", position + 1 < scalars.count else { return false }
    let letter = scalars[position + 1]
    switch letter {
    case "d", "D": set.add(ranges: ScalarSet.digits, isNegated: letter == "D")
    case "s", "S": set.add(ranges: ScalarSet.blanks, isNegated: letter == "S")
    case "w", "W": set.add(ranges: ScalarSet.wordLetters, isNegated: letter == "W")
    case "p", "P":
      position += 2
      try category(into: &set, isNegated: letter == "P")
      return true
    default: return false
    }
    position += 2
    return true
  }

  private mutating func category(into set: inout ScalarSet, isNegated: Bool) throws(PatternError) {
    var name = ""
    var isNegated = isNegated
    if take("{") {
      if take("^") { isNegated.toggle() }
      while let next = current, next != "}" {
        name.unicodeScalars.append(next)
        position += 1
      }
      guard take("}") else { throw PatternError(message: "\\p{ is not closed") }
    } else if let next = current {
      name = String(next)
      position += 1
    }
    guard let category = UnicodeCategory(name) else {
      throw PatternError(message: "\\p{…} takes one of Unicode's general categories, such as L or Nd")
    }
    set.add(category, isNegated: isNegated)
  }

  /// The one character that an escape stands for.
  private mutating func escapedScalar() throws(PatternError) -> UInt32 {
    position += 1
    guard let next = current else { throw PatternError(message: "it ends with a backslash") }
    position += 1
    switch next {
    case "a": return 0x07
    case "f": return 0x0C
    case "t": return 0x09
    case "n": return 0x0A
    case "r": return 0x0D
    case "v": return 0x0B
    case "x": return try hexadecimal()
    case "0"..."7":
      // A single digit but 0 would be a reference back to a group.
      let isNumber = next == "0" || current.map { ("0"..."7").contains($0) } == true
      guard isNumber else { throw PatternError(message: "references back to a group are not supported") }
      var value = next.value - 0x30
      var digits = 1
      while digits < 3, let digit = current, ("0"..."7").contains(digit) {
        value = value * 8 + digit.value - 0x30
        digits += 1
        position += 1
      }
      return value
    default:
      guard next.isASCII, !Lexer.continuesName(UInt8(next.value)) || next == "_" else {
        throw PatternError(message: "\\\(next) is not supported")
      }
      return next.value
    }
  }

  private mutating func hexadecimal() throws(PatternError) -> UInt32 {
    let isBraced = take("{")
    var value: UInt32 = 0
    var digits = 0
    while digits < (isBraced ? 8 : 2), let next = current, next.isASCII, let digit = Lexer.hexDigit(UInt8(next.value)) {
      value = value &* 16 &+ digit
      digits += 1
      position += 1
    }
    let isWhole = isBraced ? digits > 0 && take("}") : digits == 2
    guard isWhole, value <= 0x10FFFF else { throw PatternError(message: "\\x needs two digits, or {…} around them") }
    return value
  }

  /// A set in brackets: `[a-z]`, `[^\d_]`, `[[:alpha:]]`.
  mutating func bracket() throws(PatternError) -> ScalarSet {
    position += 1
    var set = ScalarSet()
    set.ignoresCase = flags.ignoresCase
    set.isNegated = take("^")
    var isFirst = true
    while isFirst || !startsWith("]") {
      guard position < scalars.count else { throw PatternError(message: "a [ is not closed") }
      isFirst = false
      if try takeNamedClass(into: &set) { continue }
      if try takeClass(into: &set) { continue }
      let low = try member()
      guard startsWith("-"), position + 1 < scalars.count, scalars[position + 1] != "]" else {
        set.add(low...low)
        continue
      }
      position += 1
      let high = try member()
      guard low <= high else { throw PatternError(message: "a range in [ ] runs backwards") }
      set.add(low...high)
    }
    position += 1
    return set
  }

  private mutating func member() throws(PatternError) -> UInt32 {
    guard let next = current else { throw PatternError(message: "a [ is not closed") }
    if next == "\\" { return try escapedScalar() }
    position += 1
    return next.value
  }

  private mutating func takeNamedClass(into set: inout ScalarSet) throws(PatternError) -> Bool {
    guard startsWith("[:") else { return false }
    var end = position + 2
    while end < scalars.count, scalars[end] != ":" { end += 1 }
    guard end + 1 < scalars.count, scalars[end + 1] == "]" else { return false }
    var name = String(String.UnicodeScalarView(scalars[(position + 2)..<end]))
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard let ranges = ScalarSet.named[name] else { throw PatternError(message: "there is no class [:\(name):]") }
    set.add(ranges: ranges, isNegated: isNegated)
    position = end + 2
    return true
  }
}
