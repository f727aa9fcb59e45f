/// A message's words as the lines of a mail, whatever they hold.
struct MailBody: Sendable {
  let encoding: String
  let lines: [String]

  /// The longest line that mail may have (RFC 5322, section 2.1.1).
  private static let lineBytes = 998
  /// The longest line of quoted-printable (RFC 2045, section 6.7).
  private static let quotedLineBytes = 76

  /// - Parameter isEightBitClean: whether every byte may stand as it is. Not every mail server takes more than ASCII.
  init(_ text: String, isEightBitClean: Bool) {
    let lines = Self.lines(of: text)
    let isASCII = lines.allSatisfy { $0.utf8.allSatisfy { $0 < 128 } }
    if lines.allSatisfy({ $0.utf8.count <= Self.lineBytes }), isASCII || isEightBitClean {
      (encoding, self.lines) = (isEightBitClean ? "8bit" : "7bit", lines)
    } else {
      (encoding, self.lines) = ("quoted-printable", lines.flatMap(Self.quoted))
    }
  }

  /// A line ends wherever any system would end it. Other control characters but the tabulator have no place in a mail.
  private static func lines(of text: String) -> [String] {
    var lines = [String.UnicodeScalarView()]
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r": lines.append(String.UnicodeScalarView())
      case "\t": lines[lines.count - 1].append(scalar)
      case _ where scalar.value < 32 || scalar.value == 127: break
      case _: lines[lines.count - 1].append(scalar)
      }
      previous = scalar
    }
    return lines.map(String.init)
  }

  private static func quoted(_ line: String) -> [String] {
    let digits = Array("0123456789ABCDEF")
    var lines = [""]
    let bytes = Array(line.utf8)
    for (position, byte) in bytes.enumerated() {
      let isLast = position == bytes.count - 1
      let isLiteral = (33...126).contains(byte) && byte != UInt8(ascii: "=") || byte == UInt8(ascii: " ") && !isLast
      let piece =
        isLiteral ? String(Unicode.Scalar(byte)) : "=\(digits[Int(byte >> 4)])\(digits[Int(byte & 0xF)])"
      // The last place of a line belongs to the mark that says it goes on.
      if lines[lines.count - 1].utf8.count + piece.utf8.count >= quotedLineBytes {
        lines[lines.count - 1] += "="
        lines.append("")
      }
      lines[lines.count - 1] += piece
    }
    return lines
  }
}
