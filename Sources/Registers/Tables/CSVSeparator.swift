/// What stands between the cells of a row.
package enum CSVSeparator: UInt8, Hashable, Sendable, CaseIterable {
  case comma = 0x2C
  case tab = 0x09

  /// The separator that stands most often in the first line, outside quotation marks; a comma where none does.
  init(firstLineOf bytes: ArraySlice<UInt8>) {
    var (commas, tabs) = (0, 0)
    var isQuoted = false
    loop: for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): if !isQuoted { break loop }
      case Self.comma.rawValue: if !isQuoted { commas += 1 }
      case Self.tab.rawValue: if !isQuoted { tabs += 1 }
      default: continue
      }
    }
    self = tabs > commas ? .tab : .comma
  }
}

extension CSVSeparator {
  /// The separator's name in a sentence.
  var name: String {
    switch self {
    case .comma: "comma"
    case .tab: "tab"
    }
  }
}
