/// Cuts a message's text into tags and what stands between them.
struct TemplateLexer {
  private let bytes: [UInt8]
  private let end: Int
  private var position: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next stretch; nil at the end.
  ///
  /// - Throws: the beginning of a tag that is not closed, after which nothing can be told any more.
  mutating func next() throws(UnclosedTag) -> TemplateToken? {
    guard position < end else { return nil }
    let start = position
    guard isAt("{{") else {
      while position < end, !isAt("{{") { position += 1 }
      return .text(start..<position)
    }
    position += 2
    let kind = kind()
    let content = position
    guard let close = close(kind) else { throw UnclosedTag(start: start) }
    position = close + 2
    return .tag(TemplateTag(kind: kind, start: start, content: trimmed(content..<close)))
  }

  private mutating func kind() -> TemplateTag.Kind {
    guard position < end else { return .insert }
    let kind: TemplateTag.Kind
    switch bytes[position] {
    case UInt8(ascii: "#"): kind = .section(shownWhen: true)
    case UInt8(ascii: "^"): kind = .section(shownWhen: false)
    case UInt8(ascii: "/"): kind = .end
    // `!` begins a comment, as in every Mustache; who means "not" writes `{{ !x }}`.
    case UInt8(ascii: "!"): kind = .comment
    default: return .insert
    }
    position += 1
    return kind
  }

  /// Where `}}` closes the tag: not within a text in quotes, nor where a map of the expression ends.
  private func close(_ kind: TemplateTag.Kind) -> Int? {
    var position = position
    var depth = 0
    let isExpression = if case .comment = kind { false } else { true }
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "}"), depth == 0, position + 1 < end, bytes[position + 1] == UInt8(ascii: "}") {
        return position
      }
      guard isExpression else {
        position += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "'"), UInt8(ascii: "\""): position = endOfText(from: position) - 1
      default: break
      }
      position += 1
    }
    return nil
  }

  /// The byte after a CEL text: in one or three quotes, raw or with escapes. Only a text in three quotes has lines.
  private func endOfText(from start: Int) -> Int {
    let quote = bytes[start]
    let isRaw = start > 0 && bytes[start - 1] | 0x20 == UInt8(ascii: "r")
    let isTriple = start + 2 < end && bytes[start + 1] == quote && bytes[start + 2] == quote
    var position = start + (isTriple ? 3 : 1)
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\"), !isRaw {
        position += 2
      } else if byte == quote, !isTriple {
        return position + 1
      } else if byte == quote, position + 2 < end, bytes[position + 1] == quote, bytes[position + 2] == quote {
        return position + 3
      } else if byte == UInt8(ascii: "\n"), !isTriple {
        // The quote is not closed. That is for the expression's reader to say; the tag goes on after the quote.
        return start + 1
      } else {
        position += 1
      }
    }
    return start + 1
  }

  private func isAt(_ sign: StaticString) -> Bool {
    position + 1 < end && bytes[position] == sign.utf8Start[0] && bytes[position + 1] == sign.utf8Start[1]
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, isSpace(bytes[first]) { range = range.dropFirst().startIndex..<range.upperBound }
    while let last = range.last, isSpace(bytes[last]) { range = range.lowerBound..<last }
    return range
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// A `{{` whose `}}` is missing.
struct UnclosedTag: Error {
  let start: Int
}
