/// Reads a form with files (RFC 7578).
struct MultipartForm {
  private(set) var values = FormValues()
  private(set) var files: [UploadedFile] = []

  /// - Parameter contentType: the request's header, which names the boundary.
  /// - Throws: `Refusal` where the body is not what the header says.
  init(_ body: [UInt8], contentType: String) throws(Refusal) {
    guard let boundary = Self.parameter("boundary", of: contentType), !boundary.isEmpty, boundary.utf8.count <= 70
    else {
      throw Self.unreadable
    }
    let delimiter = Array("--\(boundary)".utf8)
    var rest = body[...]
    guard let first = rest.firstRange(of: delimiter) else { throw Self.unreadable }
    rest = rest[first.upperBound...]
    while !rest.starts(with: Array("--".utf8)) {
      guard rest.starts(with: Array("\r\n".utf8)),
        let end = rest.firstRange(of: Array("\r\n".utf8) + delimiter)
      else { throw Self.unreadable }
      try read(rest[(rest.startIndex + 2)..<max(end.lowerBound, rest.startIndex + 2)])
      rest = rest[end.upperBound...]
    }
  }

  private mutating func read(_ part: ArraySlice<UInt8>) throws(Refusal) {
    guard let blank = part.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Self.unreadable }
    var disposition = ""
    var mediaType = "application/octet-stream"
    for line in String(decoding: part[..<blank.lowerBound], as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
      switch line[..<colon].lowercased() {
      case "content-disposition": disposition = String(value)
      case "content-type": mediaType = String(value)
      default: break
      }
    }
    guard let field = Self.parameter("name", of: disposition) else { throw Self.unreadable }
    let bytes = part[blank.upperBound...]
    if let path = Self.parameter("filename", of: disposition) {
      // A browser sends a nameless, empty file where none was chosen.
      guard !path.isEmpty || !bytes.isEmpty else { return }
      let name = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? "document"
      files.append(UploadedFile(field: field, name: name, mediaType: mediaType, bytes: Array(bytes)))
    } else {
      values.append(field, String(decoding: bytes, as: UTF8.self))
    }
  }

  /// A parameter of a header, quoted or not; browsers write a quotation mark in a name as `%22`.
  private static func parameter(_ name: String, of header: String) -> String? {
    for part in header.split(separator: ";").dropFirst() {
      let sides = part.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, sides[0].drop(while: \.isWhitespace).lowercased() == name else { continue }
      var value = sides[1][...]
      while value.last?.isWhitespace == true { value.removeLast() }
      if value.hasPrefix("\""), value.hasSuffix("\""), value.count >= 2 { value = value.dropFirst().dropLast() }
      return String(value.replacing("%22", with: "\""))
    }
    return nil
  }

  private static let unreadable = Refusal(
    .badRequest, "The form could not be read", "Go back, and send it again.")
}
