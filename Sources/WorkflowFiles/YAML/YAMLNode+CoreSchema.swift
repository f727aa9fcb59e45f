/// What a plain scalar means, by YAML 1.2: `yes`, `no`, `on` and `off` are text and nothing else.
extension YAMLNode {
  /// The text of a scalar, however it was written.
  package var text: String? { scalar?.text }

  /// The scalar, where the value is one.
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The elements, where the value is a list.
  package var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The pairs, where the value is a mapping.
  package var pairs: [YAMLPair]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }

  /// The value of a key, where the value is a mapping that has it.
  package subscript(key: String) -> YAMLNode? { pairs?.first { $0.name == key }?.value }

  /// True for a scalar written without quotes, whose meaning is open to the reader.
  package var isPlain: Bool { plainText != nil }

  /// True where nothing was written, or `null` or `~`.
  package var isNull: Bool {
    guard let plainText else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(plainText)
  }

  /// The truth value of a plain `true` or `false`.
  package var bool: Bool? {
    switch plainText {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// The integer of plain decimal digits, of `0o` with octal or of `0x` with hexadecimal ones.
  package var integer: Int64? {
    guard let plainText, let first = plainText.utf8.first, first < 0x80 else { return nil }
    for (prefix, radix) in [("0o", 8), ("0x", 16)] where plainText.hasPrefix(prefix) {
      let digits = plainText.dropFirst(2)
      return digits.utf8.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        ? nil : Int64(digits, radix: radix)
    }
    return Int64(plainText)
  }

  /// The exact text of a plain decimal number, written as JSON writes it: a missing 0 put in, a `+` taken off.
  package var number: String? { plainText.flatMap(decimalLiteral) }

  private var plainText: String? {
    guard let scalar, scalar.style == .plain, !scalar.isTaggedAsText else { return nil }
    return scalar.text
  }
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, the core schema's float.
private func decimalLiteral(_ text: String) -> String? {
  var rest = Substring(text)
  func takeDigits() -> Substring {
    let digits = rest.prefix { "0"..."9" ~= $0 }
    rest = rest.dropFirst(digits.count)
    return digits
  }
  func take(_ characters: Character...) -> Character? {
    guard let first = rest.first, characters.contains(first) else { return nil }
    rest.removeFirst()
    return first
  }
  var literal = take("-", "+") == "-" ? "-" : ""
  let whole = takeDigits()
  let hasPoint = take(".") != nil
  let fraction = hasPoint ? takeDigits() : ""
  guard !whole.isEmpty || !fraction.isEmpty else { return nil }
  // YAML lets a number begin with zeros, JSON does not.
  let significant = whole.drop { $0 == "0" }
  literal += significant.isEmpty ? "0" : significant
  if !fraction.isEmpty { literal += "." + fraction }
  if take("e", "E") != nil {
    let sign = take("-", "+").map(String.init) ?? ""
    let exponent = takeDigits()
    guard !exponent.isEmpty else { return nil }
    literal += "e" + sign + exponent
  }
  return rest.isEmpty ? literal : nil
}
