/// A part of a mail: its headers, and its body as it came.
struct MIMEEntity {
  /// By name in small letters; of several with one name the first.
  let headers: [String: String]
  let mediaType: String
  private let parameters: [String: String]
  private let disposition: (value: String, parameters: [String: String])
  private let body: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) throws(InboundMail.Problem) {
    let (head, body) = Self.split(bytes)
    headers = try Self.headers(head)
    self.body = body
    let type = HeaderParameters.read(headers["content-type"] ?? "text/plain")
    mediaType = type.value.lowercased()
    parameters = type.parameters
    disposition = HeaderParameters.read(headers["content-disposition"] ?? "")
  }

  /// A parameter of its type, such as the kind of a report.
  func parameter(_ name: String) -> String? { parameters[name] }

  var isAttachment: Bool { disposition.value.lowercased() == "attachment" || fileName != nil }

  /// The last part of the name that the sender gave: never a path.
  var fileName: String? {
    guard let given = disposition.parameters["filename"] ?? parameters["name"] else { return nil }
    let last = EncodedWords.decoded(given).split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let clean = String(
      last.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(200).map(Character.init))
    return clean.isEmpty || clean == "." || clean == ".." ? nil : clean
  }

  func decodedBytes() throws(InboundMail.Problem) -> [UInt8] {
    switch (headers["content-transfer-encoding"] ?? "7bit").lowercased().filter({ !$0.isWhitespace }) {
    case "7bit", "8bit", "binary": return Array(body)
    case "base64":
      guard let bytes = TransferEncoding.base64(body) else {
        throw InboundMail.Problem(description: "a part's base64 is damaged")
      }
      return bytes
    case "quoted-printable": return TransferEncoding.quotedPrintable(body)
    case _: throw InboundMail.Problem(description: "a part has a transfer encoding that is not known")
    }
  }

  func decodedText() throws(InboundMail.Problem) -> String {
    let charset = (parameters["charset"] ?? "us-ascii").lowercased()
    guard let text = TextEncoding.text(try decodedBytes(), charset: charset) else {
      throw InboundMail.Problem(description: "its text is not in the character set that it names, or in one not known")
    }
    return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  func parts() throws(InboundMail.Problem) -> [MIMEEntity] {
    guard let boundary = parameters["boundary"], (1...70).contains(boundary.utf8.count) else {
      throw InboundMail.Problem(description: "a part of several has no boundary between them")
    }
    let mark = Array("--\(boundary)".utf8)
    var parts: [MIMEEntity] = []
    var start: Int?
    var place = body.startIndex
    var isClosed = false
    while place < body.endIndex, !isClosed {
      let end = body[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.endIndex
      if body[place..<end].starts(with: mark) {
        let rest = body[place..<end].dropFirst(mark.count)
        isClosed = rest.starts(with: "--".utf8)
        // Other boundaries may begin like this one.
        if isClosed || rest.allSatisfy({ [0x20, 0x09, 0x0D, 0x0A].contains($0) }) {
          if let start { parts.append(try MIMEEntity(Self.withoutLastBreak(body[start..<place]))) }
          start = end
        }
      }
      place = end
    }
    guard isClosed else { throw InboundMail.Problem(description: "it breaks off within its parts") }
    return parts
  }

  /// The line break before a boundary belongs to the boundary (RFC 2046, section 5.1.1).
  private static func withoutLastBreak(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    if bytes.last == 0x0A { bytes = bytes.dropLast() }
    if bytes.last == 0x0D { bytes = bytes.dropLast() }
    return bytes
  }

  private static func split(_ bytes: ArraySlice<UInt8>) -> (head: ArraySlice<UInt8>, body: ArraySlice<UInt8>) {
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let end = bytes[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
      if bytes[place..<end].allSatisfy({ $0 == 0x0D || $0 == 0x0A }) { return (bytes[..<place], bytes[end...]) }
      place = end
    }
    return (bytes, bytes[bytes.endIndex...])
  }

  private static func headers(_ head: ArraySlice<UInt8>) throws(InboundMail.Problem) -> [String: String] {
    guard head.count <= 256 << 10 else { throw InboundMail.Problem(description: "its head is too long") }
    let text = String(bytes: head, encoding: .utf8) ?? String(head.map { Character(Unicode.Scalar($0)) })
    var headers: [String: String] = [:]
    var name = ""
    var taken = false
    for line in text.replacing("\r\n", with: "\n").split(separator: "\n") {
      if line.first == " " || line.first == "\t" {
        if taken { headers[name]? += " " + line.trimmed }
        continue
      }
      guard let colon = line.firstIndex(of: ":") else {
        throw InboundMail.Problem(description: "a line of its head is no header")
      }
      name = line[..<colon].trimmed.lowercased()
      taken = headers[name] == nil
      if taken { headers[name] = line[line.index(after: colon)...].trimmed }
    }
    return headers
  }
}

extension Substring {
  var trimmed: String {
    let front = drop(while: \.isWhitespace)
    return front.lastIndex { !$0.isWhitespace }.map { String(front[...$0]) } ?? ""
  }
}
