internal import WorkflowFiles

/// Where the elements of a JSON list begin: the value that comes of reading JSON no longer knows.
enum JSONElementPlaces {
  /// The place of every element of the list that the text is. The text is known to be valid JSON.
  static func places(in text: ArraySlice<UInt8>, file: String) -> [SourcePlace] {
    var places: [SourcePlace] = []
    var (line, column, depth) = (1, 1, 0)
    var (isInText, isEscaped, expectsElement) = (false, false, false)
    for byte in text {
      let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      if expectsElement, !isSpace, byte != UInt8(ascii: "]") {
        places.append(SourcePlace(file: file, line: line, column: column))
        expectsElement = false
      }
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else {
          isInText = byte != UInt8(ascii: "\"")
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInText = true
        case UInt8(ascii: "["), UInt8(ascii: "{"):
          depth += 1
          expectsElement = depth == 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: ","): expectsElement = depth == 1
        default: break
        }
      }
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return places
  }
}
