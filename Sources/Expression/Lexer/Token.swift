/// A word, number, text or sign of the source.
struct Token {
  enum Kind: Equatable {
    case name(String)
    /// A field's name in backquotes.
    case quotedName(String)
    /// A whole number without its sign; nil where it has more than 64 bits.
    case int(UInt64?)
    case uint(UInt64?)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// An operator or bracket.
    case sign(String)
    case end
  }

  let kind: Kind
  let place: Place

  func isSign(_ text: String) -> Bool {
    kind == .sign(text)
  }
}
