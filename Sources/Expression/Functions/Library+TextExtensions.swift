/// The strings extension: places are counted in code points.
extension Library {
  static let textExtensions: [LibraryFunction] = [
    LibraryFunction("charAt", [.member(.string, .int, to: .string)], .several(charAt)),
    LibraryFunction("indexOf", [.member(.string, .string, to: .int)], .several(indexOf)),
    LibraryFunction("indexOf", [.member(.string, .string, .int, to: .int)], .several(indexOf)),
    LibraryFunction("lastIndexOf", [.member(.string, .string, to: .int)], .several(lastIndexOf)),
    LibraryFunction("lastIndexOf", [.member(.string, .string, .int, to: .int)], .several(lastIndexOf)),
    LibraryFunction("join", [.member(.list(.string), to: .string)], .several(join)),
    LibraryFunction("join", [.member(.list(.string), .string, to: .string)], .several(join)),
    LibraryFunction(
      "lowerAscii", [.member(.string, to: .string)],
      .unary { (text, meter) throws(EvaluationError) in try mapAscii("lowerAscii", text, 0x41...0x5A, &meter) }),
    LibraryFunction(
      "upperAscii", [.member(.string, to: .string)],
      .unary { (text, meter) throws(EvaluationError) in try mapAscii("upperAscii", text, 0x61...0x7A, &meter) }),
    LibraryFunction("replace", [.member(.string, .string, .string, to: .string)], .several(replace)),
    LibraryFunction("replace", [.member(.string, .string, .string, .int, to: .string)], .several(replace)),
    LibraryFunction("split", [.member(.string, .string, to: .list(.string))], .several(split)),
    LibraryFunction("split", [.member(.string, .string, .int, to: .list(.string))], .several(split)),
    LibraryFunction("substring", [.member(.string, .int, to: .string)], .several(substring)),
    LibraryFunction("substring", [.member(.string, .int, .int, to: .string)], .several(substring)),
    LibraryFunction(
      "trim", [.member(.string, to: .string)],
      .unary { (value, meter) throws(EvaluationError) in
        let scalars = try scalars("trim", [value], &meter)
        let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.count
        let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
        return .string(text(scalars[start..<end]))
      }),
    LibraryFunction(
      "reverse", [.member(.string, to: .string)],
      .unary { (value, meter) throws(EvaluationError) in
        .string(text(try scalars("reverse", [value], &meter).reversed()))
      }),
    LibraryFunction("strings.quote", [.global(.string, to: .string)], .unary(quote)),
    LibraryFunction("format", [.member(.string, .list(.dyn), to: .string)], .binary(Formatter.format)),
  ]

  private typealias Scalars = [Unicode.Scalar]

  private static func scalars(
    _ name: String, _ values: [Value], _ meter: inout Meter, at place: Int = 0
  ) throws(EvaluationError) -> Scalars {
    guard case .string(let text) = values[place] else { throw noOverload(name, values) }
    try meter.charge(bytes: text.utf8.count * 4)
    return Array(text.unicodeScalars)
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The whole number at a place, which must lie in a range.
  private static func place(
    _ name: String, _ values: [Value], at argument: Int, in range: ClosedRange<Int>
  ) throws(EvaluationError) -> Int {
    guard case .int(let number) = values[argument] else { throw noOverload(name, values) }
    guard number >= range.lowerBound, number <= range.upperBound else {
      throw EvaluationError(.indexOutOfRange, "index out of range: \(number)")
    }
    return Int(number)
  }

  private static func charAt(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    let all = try scalars("charAt", values, &meter)
    let place = try place("charAt", values, at: 1, in: 0...all.count)
    return .string(place < all.count ? String(all[place]) : "")
  }

  private static func substring(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    let all = try scalars("substring", values, &meter)
    let start = try place("substring", values, at: 1, in: 0...all.count)
    let end = values.count > 2 ? try place("substring", values, at: 2, in: 0...all.count) : all.count
    guard start <= end else {
      throw EvaluationError(.indexOutOfRange, "invalid substring range. start: \(start), end: \(end)")
    }
    return .string(text(all[start..<end]))
  }

  private static func indexOf(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    let all = try scalars("indexOf", values, &meter)
    let part = try scalars("indexOf", values, &meter, at: 1)
    let start = values.count > 2 ? try place("indexOf", values, at: 2, in: 0...all.count) : 0
    guard all.count - start >= part.count else { return .int(-1) }
    try meter.charge((all.count - start) * part.count / 64)
    for place in start...(all.count - part.count) where all[place...].starts(with: part) { return .int(Int64(place)) }
    return .int(-1)
  }

  private static func lastIndexOf(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    let all = try scalars("lastIndexOf", values, &meter)
    let part = try scalars("lastIndexOf", values, &meter, at: 1)
    let last: Int
    if values.count > 2 {
      last = try place("lastIndexOf", values, at: 2, in: 0...max(all.count - (part.isEmpty ? 0 : 1), 0))
    } else {
      last = all.count
    }
    try meter.charge(all.count * part.count / 64)
    var place = min(last, all.count - part.count)
    while place >= 0 {
      if all[place...].starts(with: part) { return .int(Int64(place)) }
      place -= 1
    }
    return .int(-1)
  }

  private static func join(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    guard case .list(let list) = values[0] else { throw noOverload("join", values) }
    var separator = ""
    if values.count > 1 {
      guard case .string(let text) = values[1] else { throw noOverload("join", values) }
      separator = text
    }
    var result = ""
    for (index, element) in list.enumerated() {
      guard case .string(let text) = element else { throw noOverload("join", values) }
      try meter.charge(bytes: text.utf8.count + separator.utf8.count)
      if index > 0 { result += separator }
      result += text
    }
    return .string(result)
  }

  private static func mapAscii(
    _ name: String, _ value: Value, _ range: ClosedRange<UInt8>, _ meter: inout Meter
  ) throws(EvaluationError) -> Value {
    guard case .string(let text) = value else { throw noOverload(name, value) }
    try meter.charge(bytes: text.utf8.count)
    return .string(String(decoding: text.utf8.map { range.contains($0) ? $0 ^ 0x20 : $0 }, as: UTF8.self))
  }

  /// How many times at most, which is the last argument where there is one; below 0 it is without bound.
  private static func limit(_ name: String, _ values: [Value], at place: Int) throws(EvaluationError) -> Int {
    guard values.count > place else { return .max }
    guard case .int(let limit) = values[place] else { throw noOverload(name, values) }
    return limit < 0 ? .max : Int(limit)
  }

  private static func replace(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    let all = try scalars("replace", values, &meter)
    let old = try scalars("replace", values, &meter, at: 1)
    let new = try scalars("replace", values, &meter, at: 2)
    let limit = try limit("replace", values, at: 3)
    var result = Scalars()
    var place = 0
    var count = 0
    while place <= all.count {
      if count < limit, all[place...].starts(with: old), place < all.count || old.isEmpty {
        try meter.charge(bytes: new.count * 4)
        result += new
        count += 1
        if !old.isEmpty {
          place += old.count
          continue
        }
      }
      if place < all.count { result.append(all[place]) }
      place += 1
    }
    return .string(text(result))
  }

  private static func split(_ values: [Value], _ meter: inout Meter) throws(EvaluationError) -> Value {
    let all = try scalars("split", values, &meter)
    let separator = try scalars("split", values, &meter, at: 1)
    let limit = try limit("split", values, at: 2)
    if limit == 0 { return .list([]) }
    var parts: [Value] = []
    var start = 0
    var place = separator.isEmpty ? 1 : 0
    if separator.isEmpty, all.isEmpty { return .list([]) }
    while parts.count < limit - 1, place + separator.count <= all.count, place < all.count {
      if all[place...].starts(with: separator) {
        try meter.charge(2)
        parts.append(.string(text(all[start..<place])))
        start = place + separator.count
        place = max(start, place + 1)
      } else {
        place += 1
      }
    }
    parts.append(.string(text(all[start...])))
    return .list(parts)
  }

  private static func quote(_ value: Value, _ meter: inout Meter) throws(EvaluationError) -> Value {
    guard case .string(let text) = value else { throw noOverload("strings.quote", value) }
    try meter.charge(bytes: text.utf8.count * 2)
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x07: result += "\\a"
      case 0x08: result += "\\b"
      case 0x0C: result += "\\f"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x0B: result += "\\v"
      case 0x5C: result += "\\\\"
      case 0x22: result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return .string(result + "\"")
  }
}
