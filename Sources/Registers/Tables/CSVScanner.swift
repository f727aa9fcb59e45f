/// Walks over the bytes of a table, cell by cell (RFC 4180, section 2). The bytes are known to be UTF-8.
struct CSVScanner {
  /// What stands after a cell.
  enum Ending { case separator, line, file }

  /// What is wrong with a cell.
  enum Fault { case strayQuote, textAfterQuote, unclosedQuote, tooLong, bareReturn }

  private static let quote = UInt8(ascii: "\"")
  private static let newLine = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let bytes: [UInt8]
  private let separator: UInt8
  private let cellBytes: Int
  private var offset: Int
  private(set) var line = 1
  private(set) var column = 1

  /// What is wrong with the cell that was read last, and where.
  private(set) var fault: (kind: Fault, line: Int, column: Int)?

  init(_ bytes: [UInt8], from offset: Int, separator: CSVSeparator, cellBytes: Int) {
    self.bytes = bytes
    self.offset = offset
    self.separator = separator.rawValue
    self.cellBytes = cellBytes
  }

  var isAtEnd: Bool { offset == bytes.count }

  /// Goes to the first line that holds anything; to be called where a line begins.
  mutating func passOverEmptyLines() {
    while !isAtEnd {
      if bytes[offset] == Self.carriageReturn, offset + 1 < bytes.count, bytes[offset + 1] == Self.newLine {
        offset += 1
      }
      guard bytes[offset] == Self.newLine else { return }
      advance(over: Self.newLine)
    }
  }

  /// Reads the next cell and what ends it.
  mutating func cell() -> (cell: CSVCell, ending: Ending) {
    fault = nil
    let (line, column) = (line, column)
    let text = !isAtEnd && bytes[offset] == Self.quote ? quoted() : plain()
    if fault?.kind == .tooLong { fault = (.tooLong, line, column) }
    return (CSVCell(text: text, line: line, column: column), ending())
  }

  private mutating func plain() -> String {
    let start = offset
    while !isAtEnd {
      let byte = bytes[offset]
      if byte == separator || byte == Self.newLine || byte == Self.carriageReturn { break }
      if byte == Self.quote { report(.strayQuote, line, column) }
      advance(over: byte)
    }
    return text(bytes[start..<offset])
  }

  private mutating func quoted() -> String {
    let opening = (line, column)
    advance(over: Self.quote)
    var start = offset
    var whole: [UInt8] = []
    while !isAtEnd {
      let byte = bytes[offset]
      guard byte == Self.quote else {
        advance(over: byte)
        continue
      }
      // Of a doubled mark the first is kept and the second begins the next stretch.
      let isDoubled = offset + 1 < bytes.count && bytes[offset + 1] == Self.quote
      let stretch = bytes[start..<(isDoubled ? offset + 1 : offset)]
      advance(over: byte)
      guard isDoubled else { return closed(whole.isEmpty ? stretch : (whole + stretch)[...], opening) }
      whole += stretch
      advance(over: byte)
      start = offset
    }
    report(.unclosedQuote, opening.0, opening.1)
    return ""
  }

  private mutating func closed(_ content: ArraySlice<UInt8>, _ opening: (Int, Int)) -> String {
    let after = (line, column)
    // What should have been the end of the cell is read away up to it.
    if !plain().isEmpty {
      fault = nil
      report(.textAfterQuote, after.0, after.1)
    }
    return text(content)
  }

  private mutating func text(_ content: ArraySlice<UInt8>) -> String {
    guard content.count <= cellBytes else {
      report(.tooLong, line, column)
      return ""
    }
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func ending() -> Ending {
    guard !isAtEnd else { return .file }
    let byte = bytes[offset]
    advance(over: byte)
    guard byte != separator else { return .separator }
    guard byte == Self.carriageReturn else { return .line }
    if !isAtEnd, bytes[offset] == Self.newLine {
      advance(over: Self.newLine)
    } else {
      report(.bareReturn, line, column - 1)
      line += 1
      column = 1
    }
    return .line
  }

  private mutating func advance(over byte: UInt8) {
    offset += 1
    if byte == Self.newLine {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func report(_ kind: Fault, _ line: Int, _ column: Int) {
    if fault == nil { fault = (kind, line, column) }
  }
}
