import Engine

/// What a document may be: what offices use, and nothing that a computer runs. The bytes have to be what the name says.
package enum DocumentCheck {
  /// Of one document, in bytes.
  package static let mostBytes = 10 << 20
  /// Of one that the scheme's own people add.
  package static let mostStaffBytes = 20 << 20
  /// Of those that go with one concern.
  package static let most = 10

  /// What is taken, for people.
  package static let kindWords = "PDF, Word, Excel, OpenDocument, picture (PNG or JPEG), text, CSV or mail"
  package static let hint = "\(kindWords); at most 10 MB each, and 10 documents."

  /// The media type of a document, by its name; what a browser says of it is not asked.
  ///
  /// - Parameter mostBytes: as many as it may have.
  /// - Returns: nil with what is wrong with it.
  package static func mediaType(
    of file: UploadedFile, mostBytes: Int = mostBytes
  ) -> (type: String?, problem: String?) {
    let name = file.name.trimmingPrefix { $0.isWhitespace }
    guard !file.bytes.isEmpty else { return (nil, "The document is empty") }
    guard file.bytes.count <= mostBytes else { return (nil, "The document must be smaller than \(mostBytes >> 20) MB") }
    guard name.count <= 200, !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      return (nil, "The document’s name must be 200 characters or fewer")
    }
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    guard let kind = kinds[ending] else {
      return (nil, "The document must be of one of these kinds: \(kindWords)")
    }
    guard kind.fits(file.bytes) else {
      return (nil, "The document is not what its name says: save it anew and try again")
    }
    return (kind.type, nil)
  }

  private struct Kind: Sendable {
    let type: String
    /// What its bytes begin with; empty for text, in whatever character set.
    let beginning: [UInt8]

    func fits(_ bytes: [UInt8]) -> Bool {
      guard beginning.isEmpty else { return bytes.starts(with: beginning) }
      // A zero is in no text but in UTF-16, which says so at its beginning.
      return !bytes.contains(0) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    }
  }

  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
  private static let kinds: [String: Kind] = [
    "pdf": Kind(type: "application/pdf", beginning: Array("%PDF-".utf8)),
    "png": Kind(type: "image/png", beginning: [0x89, 0x50, 0x4E, 0x47]),
    "jpg": Kind(type: "image/jpeg", beginning: [0xFF, 0xD8, 0xFF]),
    "jpeg": Kind(type: "image/jpeg", beginning: [0xFF, 0xD8, 0xFF]),
    "doc": Kind(type: "application/msword", beginning: compound),
    "xls": Kind(type: "application/vnd.ms-excel", beginning: compound),
    "docx": Kind(
      type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", beginning: zip),
    "xlsx": Kind(type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", beginning: zip),
    "odt": Kind(type: "application/vnd.oasis.opendocument.text", beginning: zip),
    "ods": Kind(type: "application/vnd.oasis.opendocument.spreadsheet", beginning: zip),
    "rtf": Kind(type: "application/rtf", beginning: Array("{\\rtf".utf8)),
    "msg": Kind(type: "application/vnd.ms-outlook", beginning: compound),
    "eml": Kind(type: "message/rfc822", beginning: []),
    "txt": Kind(type: "text/plain", beginning: []),
    "csv": Kind(type: "text/csv", beginning: []),
  ]
}
