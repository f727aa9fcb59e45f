extension YAMLNode {
  /// Where a byte of the scalar's text stands in the file, for a problem inside an expression or a template.
  ///
  /// Exact for every character that is not white space at a folded line break, in all five styles. Where text and file
  /// can't be laid side by side, the scalar's beginning.
  package func place(atTextOffset offset: Int) -> SourcePlace {
    guard let scalar else { return place }
    var alignment = ScalarAlignment(scalar, bytes: source.bytes, from: range.start.offset, to: range.end.offset)
    return source.place(at: alignment.fileOffset(ofTextOffset: offset) ?? range.start.offset)
  }
}

/// Walks a scalar's text and the file's bytes side by side.
private struct ScalarAlignment {
  private let bytes: [UInt8]
  private let text: [UInt8]
  private let style: YAMLScalar.Style
  private let end: Int
  private var inFile: Int
  private var inText = 0

  init(_ scalar: YAMLScalar, bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    self.text = Array(scalar.text.utf8)
    self.style = scalar.style
    self.end = min(end, bytes.count)
    self.inFile = start
  }

  mutating func fileOffset(ofTextOffset target: Int) -> Int? {
    skipOpening()
    while inText < target, inFile < end {
      if isSpace(bytes[inFile]) {
        guard let step = stepOverSpace(upTo: target) else { return inFile }
        inText += step.text
        inFile += step.file
      } else {
        guard let step = stepOverCharacter() else { return nil }
        // A problem in the midst of an escape's character is at the escape.
        if inText + step.text > target { return inFile }
        inText += step.text
        inFile += step.file
      }
    }
    // Folded white space before the character is not the character.
    if inText == target, inText < text.count, !isSpace(text[inText]) { skipFileSpace() }
    return inFile
  }

  private mutating func skipOpening() {
    switch style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: inFile += 1
    case .literal, .folded:
      while inFile < end, !isBreak(bytes[inFile]) { inFile += 1 }
      let (file, _) = spaceRun(in: bytes, from: inFile, to: end)
      let (inside, _) = spaceRun(in: text, from: 0, to: text.count)
      inFile += file
      inText += inside
    }
  }

  /// White space within a line stands in the text as it is; around a line break it was folded or cut.
  private func stepOverSpace(upTo target: Int) -> (text: Int, file: Int)? {
    let (file, hasBreak) = spaceRun(in: bytes, from: inFile, to: end)
    guard hasBreak else {
      let step = min(file, target - inText)
      return (step, step)
    }
    let (inside, _) = spaceRun(in: text, from: inText, to: text.count)
    return inText + inside > target ? nil : (inside, file)
  }

  private mutating func skipFileSpace() {
    let (file, hasBreak) = spaceRun(in: bytes, from: inFile, to: end)
    if hasBreak { inFile += file }
  }

  private func stepOverCharacter() -> (text: Int, file: Int)? {
    if style == .doubleQuoted, bytes[inFile] == UInt8(ascii: "\\") { return stepOverEscape() }
    guard inText < text.count, text[inText] == bytes[inFile] else { return nil }
    return (1, style == .singleQuoted && bytes[inFile] == UInt8(ascii: "'") ? 2 : 1)
  }

  private func stepOverEscape() -> (text: Int, file: Int)? {
    guard inFile + 1 < end else { return nil }
    switch bytes[inFile + 1] {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return (0, 1 + spaceRun(in: bytes, from: inFile + 1, to: end).count)
    case UInt8(ascii: "x"): return (characterLength, 4)
    case UInt8(ascii: "u"): return (characterLength, 6)
    case UInt8(ascii: "U"): return (characterLength, 10)
    default: return (characterLength, 2)
    }
  }

  /// Bytes of the character that the text has here.
  private var characterLength: Int {
    guard inText < text.count else { return 0 }
    var length = 1
    while inText + length < text.count, text[inText + length] & 0xC0 == 0x80 { length += 1 }
    return length
  }
}

private func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

private func isSpace(_ byte: UInt8) -> Bool { isBreak(byte) || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

private func spaceRun(in bytes: [UInt8], from start: Int, to end: Int) -> (count: Int, hasBreak: Bool) {
  var hasBreak = false
  var position = start
  while position < end, isSpace(bytes[position]) {
    hasBreak = hasBreak || isBreak(bytes[position])
    position += 1
  }
  return (position - start, hasBreak)
}
