/// `text.format(list)`: clauses `%[.precision]verb` take the list's elements in turn.
enum Formatter {
  static func format(_ text: Value, _ arguments: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    guard case .string(let pattern) = text, case .list(let values) = arguments else {
      throw Library.noOverload("format", text, arguments)
    }
    try meter.charge(bytes: pattern.utf8.count)
    let bytes = Array(pattern.utf8)
    var result: [UInt8] = []
    var next = 0
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "%") else {
        result.append(bytes[place])
        place += 1
        continue
      }
      place += 1
      guard place < bytes.count else { throw unreadable("unexpected end of string") }
      if bytes[place] == UInt8(ascii: "%") {
        result.append(bytes[place])
        place += 1
        continue
      }
      let precision = try precision(bytes, &place)
      guard next < values.count else { throw EvaluationError(.invalidArgument, "index \(next) out of range") }
      let part = try clause(bytes[place], values[next], precision, &meter)
      try meter.charge(bytes: part.utf8.count)
      result += Array(part.utf8)
      place += 1
      next += 1
    }
    guard next == values.count else {
      throw EvaluationError(
        .invalidArgument, "too many arguments supplied to string.format (expected \(next), got \(values.count))")
    }
    return .string(String(decoding: result, as: UTF8.self))
  }

  private static func unreadable(_ message: String) -> EvaluationError {
    EvaluationError(.invalidArgument, "could not parse formatting clause: \(message)")
  }

  private static func precision(_ bytes: [UInt8], _ place: inout Int) throws(EvaluationError) -> Int? {
    guard bytes[place] == UInt8(ascii: ".") else { return nil }
    place += 1
    let start = place
    var precision = 0
    while place < bytes.count, Lexer.isDigit(bytes[place]) {
      precision = min(precision * 10 + Int(bytes[place] - UInt8(ascii: "0")), ExpressionLimits.formatPrecision + 1)
      place += 1
    }
    guard place < bytes.count else { throw unreadable("could not find end of precision specifier") }
    guard place > start else { throw unreadable("error while converting precision to integer") }
    guard precision <= ExpressionLimits.formatPrecision else {
      throw unreadable("a precision may be at most \(ExpressionLimits.formatPrecision)")
    }
    return precision
  }

  private static func clause(
    _ verb: UInt8, _ value: Value, _ precision: Int?, _ meter: inout Meter
  ) throws(EvaluationError) -> String {
    switch verb {
    case UInt8(ascii: "s"): return try plain(value, &meter)
    case UInt8(ascii: "d"): return try whole(value)
    case UInt8(ascii: "f"):
      return try number(value, "fixed-point") { $0.fixed(places: precision ?? 6) }
    case UInt8(ascii: "e"):
      return try number(value, "scientific") { $0.scientific(places: precision ?? 6) }
    case UInt8(ascii: "x"): return try hexadecimal(value, isUpper: false, &meter)
    case UInt8(ascii: "X"): return try hexadecimal(value, isUpper: true, &meter)
    case UInt8(ascii: "o"):
      guard let text = based(value, 8) else { throw refused("octal clause can only be used on integers", value) }
      return text
    case UInt8(ascii: "b"):
      if case .bool(let flag) = value { return flag ? "1" : "0" }
      guard let text = based(value, 2) else {
        throw refused("only integers and bools can be formatted as binary", value)
      }
      return text
    default:
      throw unreadable("unrecognized formatting clause \"\(String(decoding: [verb], as: UTF8.self))\"")
    }
  }

  private static func refused(_ rule: String, _ value: Value) -> EvaluationError {
    EvaluationError(.invalidArgument, "error during formatting: \(rule), was given \(value.typeName)")
  }

  private static func based(_ value: Value, _ radix: Int) -> String? {
    if case .int(let number) = value { return String(number, radix: radix) }
    if case .uint(let number) = value { return String(number, radix: radix) }
    return nil
  }

  private static func whole(_ value: Value) throws(EvaluationError) -> String {
    if let text = based(value, 10) { return text }
    if case .double(let number) = value { return NumberText.text(number) }
    if case .decimal(let number) = value { return number.description }
    throw refused("decimal clause can only be used on integers", value)
  }

  private static func number(
    _ value: Value, _ clause: String, _ write: (DecimalDigits) -> String
  ) throws(EvaluationError) -> String {
    if case .double(let number) = value { return NumberText.special(number) ?? write(DecimalDigits(exact: number)) }
    if case .int(let number) = value { return write(DecimalDigits(whole: number)) }
    if case .uint(let number) = value { return write(DecimalDigits(whole: number)) }
    if case .decimal(let number) = value { return write(DecimalDigits(number)) }
    throw refused("\(clause) clause can only be used on numbers", value)
  }

  private static func hexadecimal(
    _ value: Value, isUpper: Bool, _ meter: inout Meter
  ) throws(EvaluationError) -> String {
    let bytes: [UInt8]
    if case .string(let text) = value {
      bytes = Array(text.utf8)
    } else if case .bytes(let content) = value {
      bytes = content
    } else if let text = based(value, 16) {
      return isUpper ? text.uppercased() : text
    } else {
      throw refused("only integers, byte buffers, and strings can be formatted as hex", value)
    }
    try meter.charge(bytes: bytes.count * 2)
    let digits = Array((isUpper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func plain(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> String {
    try meter.step()
    switch value {
    case .null: return "null"
    case .string(let text):
      // The same long text may stand in a list many times: it is paid for before it is written out.
      try meter.charge(bytes: text.utf8.count)
      return text
    case .type(let type): return type.name
    case .bytes(let bytes):
      try meter.charge(bytes: bytes.count)
      return lossy(bytes)
    case .list(let list):
      var parts: [String] = []
      for element in list { parts.append(try plain(element, &meter)) }
      return "[" + parts.joined(separator: ", ") + "]"
    case .map(let map):
      var parts: [(key: String, value: String)] = []
      for entry in map.entries { parts.append((try plain(entry.key, &meter), try plain(entry.value, &meter))) }
      parts.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return "{" + parts.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    case .bool, .int, .uint, .double, .decimal, .timestamp, .duration, .date:
      guard case .string(let text) = try Library.string(value, &meter) else { return "" }
      return text
    case .optional, .opaque:
      throw refused(
        "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and "
          + "timestamps", value)
    }
  }

  /// Bytes as text; each run of bytes that are not UTF-8 becomes one replacement character.
  private static func lossy(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = String.UnicodeScalarView()
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var wasFaulty = false
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        result.append(scalar)
        wasFaulty = false
      case .emptyInput: return String(result)
      case .error:
        if !wasFaulty { result.append("\u{FFFD}") }
        wasFaulty = true
      }
    }
  }
}
