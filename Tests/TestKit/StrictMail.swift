import Foundation

/// A mail as the standards read it, or the first thing about it that no standard allows.
///
/// Written apart from the writer, from RFC 5322, 2045 and 2047: what it takes, every mail program takes.
package struct StrictMail {
  package struct Flaw: Error, CustomStringConvertible { package let description: String }

  /// In order, decoded; names in lower case.
  package private(set) var headers: [(name: String, value: String)] = []
  package private(set) var body = ""

  package subscript(name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

  package init(_ bytes: [UInt8]) throws {
    let lines = try Self.lines(of: bytes)
    guard let end = lines.firstIndex(of: []) else { throw Flaw(description: "no empty line ends the headers") }
    for line in lines[..<end] {
      guard line.allSatisfy({ (32...126).contains($0) || $0 == 9 }) else {
        throw Flaw(description: "a header is not ASCII")
      }
      guard line.count <= 78 else { throw Flaw(description: "a header's line has \(line.count) characters") }
      let text = String(decoding: line, as: UTF8.self)
      guard !text.allSatisfy({ $0 == " " || $0 == "\t" }) else { throw Flaw(description: "a header's line is blank") }
      if text.first == " " || text.first == "\t" {
        guard !headers.isEmpty else { throw Flaw(description: "the first line continues nothing") }
        // Unfolding takes away the line's end and nothing else.
        headers[headers.count - 1].value += text
      } else {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex,
          text[..<colon].utf8.allSatisfy({ (33...126).contains($0) })
        else { throw Flaw(description: "\"\(text)\" is no header") }
        headers.append((text[..<colon].lowercased(), String(text[text.index(after: colon)...].dropFirst())))
      }
    }
    for name in ["from", "to", "date", "subject", "message-id", "mime-version", "content-type"] {
      guard self[name].count == 1 else { throw Flaw(description: "\(name) stands there \(self[name].count) times") }
    }
    for index in headers.indices { headers[index].value = try Self.decoded(headers[index].value) }
    body = try Self.body(lines[(end + 1)...], encoding: self["content-transfer-encoding"].first ?? "7bit")
  }

  private static func lines(of bytes: [UInt8]) throws -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var position = 0
    while position < bytes.count {
      switch bytes[position] {
      case 13:
        guard position + 1 < bytes.count, bytes[position + 1] == 10 else { throw Flaw(description: "a bare CR") }
        guard lines[lines.count - 1].count <= 998 else { throw Flaw(description: "a line is longer than 998") }
        lines.append([])
        position += 1
      case 10: throw Flaw(description: "a bare LF")
      case 0: throw Flaw(description: "a NUL")
      case let byte: lines[lines.count - 1].append(byte)
      }
      position += 1
    }
    guard lines.last == [] else { throw Flaw(description: "the last line has no end") }
    return lines.dropLast()
  }

  private static func body(_ lines: ArraySlice<[UInt8]>, encoding: String) throws -> String {
    var bytes: [UInt8] = []
    for line in lines {
      switch encoding {
      case "8bit", "7bit": bytes += line + [10]
      case "quoted-printable": bytes += try unquoted(line)
      default: throw Flaw(description: "the encoding \(encoding) is not known")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Flaw(description: "the body is not UTF-8") }
    return text
  }

  private static func unquoted(_ line: [UInt8]) throws -> [UInt8] {
    guard line.count <= 76, line.last != 32, line.last != 9 else { throw Flaw(description: "no quoted-printable line") }
    var bytes: [UInt8] = []
    var position = 0
    while position < line.count {
      guard line[position] == UInt8(ascii: "=") else {
        guard (32...126).contains(line[position]) else { throw Flaw(description: "an unquoted byte") }
        bytes.append(line[position])
        position += 1
        continue
      }
      if position == line.count - 1 { return bytes }
      guard position + 2 < line.count,
        let byte = UInt8(String(decoding: line[position + 1...position + 2], as: UTF8.self), radix: 16)
      else { throw Flaw(description: "half a quoted byte") }
      bytes.append(byte)
      position += 3
    }
    return bytes + [10]
  }

  /// Encoded words are decoded each by itself; the white space between two of them is none.
  private static func decoded(_ value: String) throws -> String {
    var text = ""
    var wasEncoded = false
    var gap = ""
    for part in value.split(separator: " ", omittingEmptySubsequences: false) {
      defer { gap = " " }
      guard part.hasPrefix("=?"), part.hasSuffix("?=") else {
        text += gap + part
        wasEncoded = false
        continue
      }
      let pieces = part.dropFirst(2).dropLast(2).split(separator: "?", omittingEmptySubsequences: false)
      guard part.count <= 75, pieces.count == 3, pieces[0] == "utf-8", pieces[1] == "B",
        let data = Data(base64Encoded: String(pieces[2])), let word = String(validating: data, as: UTF8.self)
      else { throw Flaw(description: "\"\(part)\" is no encoded word") }
      text += (wasEncoded ? "" : gap) + word
      wasEncoded = true
    }
    return text
  }
}
