/// What is looked at before the parser sees a file: size, encoding, and the directives at its head.
///
/// The parser would find some of this too, but late, out of place, or (many directives) in quadratic time.
struct YAMLScreening {
  let source: SourceText
  let diagnostics: Diagnostics

  /// The text of a file's bytes, or nil where they are no text: too many, not UTF-8, or with bytes that mean nothing.
  static func text(
    of bytes: [UInt8], file: String, limits: YAMLLimits, diagnostics: Diagnostics
  ) -> SourceText? {
    let top = SourcePlace(file: file)
    guard bytes.count <= limits.fileBytes else {
      diagnostics.error(
        .fileTooLarge, at: top, "the file has \(bytes.count) bytes; at most \(limits.fileBytes) are read",
        remedy: "split it into several files")
      return nil
    }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      diagnostics.error(
        .notUTF8, at: top, "the file is in UTF-16", remedy: "save it in your editor with the encoding UTF-8")
      return nil
    }
    let source = SourceText(file: file, bytes: bytes)
    let screening = YAMLScreening(source: source, diagnostics: diagnostics)
    let isClean = source.bytes.withUnsafeBufferPointer { bytes in
      screening.isUTF8(bytes) && screening.hasNoControls(bytes) && screening.hasNoTagDirectives(bytes)
    }
    return isClean ? source : nil
  }

  private func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard String(validating: bytes, as: UTF8.self) == nil else { return true }
    // The file is refused, so the time to find the place does not matter.
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&rest) { offset += UTF8.width(scalar) }
    diagnostics.error(
      .notUTF8, at: source.place(at: offset), "the file is not valid UTF-8 here",
      remedy: "save it in your editor with the encoding UTF-8")
    return false
  }

  private func hasNoControls(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for offset in bytes.indices where bytes[offset] < 0x20 || bytes[offset] >= 0x7F {
      guard let name = Self.forbidden(bytes, offset) else { continue }
      diagnostics.error(
        .controlCharacter, at: source.place(at: offset), "\(name) can't stand in a file",
        remedy: "take it out, or write it as an escape in double quotes")
      return false
    }
    return true
  }

  /// YAML 1.2, section 5.1: what is not printable, seen at the first byte of a character of valid UTF-8.
  private static func forbidden(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> String? {
    switch bytes[offset] {
    case 0x09, 0x0A, 0x0D: return nil
    case 0x00..<0x20, 0x7F: return "a control character"
    case 0xC2 where bytes[offset + 1] < 0xA0 && bytes[offset + 1] != 0x85: return "a control character"
    case 0xEF where bytes[offset + 1] == 0xBB && bytes[offset + 2] == 0xBF: return "a second byte order mark"
    case 0xEF where bytes[offset + 1] == 0xBF && bytes[offset + 2] >= 0xBE: return "a character that is none"
    default: return nil
    }
  }

  /// Only `%YAML` may stand at the head, and once. `%TAG` makes tags, of which a workflow has no use.
  private func hasNoTagDirectives(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    var count = 0
    while start < bytes.count, [UInt8](" \t\r\n#%".utf8).contains(bytes[start]) {
      let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
      let line = bytes[start..<end]
      if line.first == UInt8(ascii: "%") {
        count += 1
        guard count == 1, line.starts(with: "%YAML 1.2".utf8) || line.starts(with: "%YAML 1.1".utf8) else {
          diagnostics.error(
            .directive, at: source.place(at: start), "a file may begin with \"%YAML 1.2\" and no other directive",
            remedy: "take the line out")
          return false
        }
      } else if line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }),
        line.first != UInt8(ascii: "#")
      {
        return true
      }
      start = end + 1
    }
    return true
  }
}
