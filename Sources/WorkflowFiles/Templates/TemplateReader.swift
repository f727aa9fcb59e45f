import Casework
import Expression

/// Reads messages: headers, an empty line, and a text with places for what the case knows.
struct TemplateReader {
  let expressions: ExpressionReader
  let diagnostics: Diagnostics

  private static let headers = ["Subject"]

  /// The message; nil where it is so wrong that nothing could be sent.
  func template(_ file: MessageFile) -> MessageTemplate? {
    guard file.bytes.count <= WorkflowLimits.messageBytes else {
      diagnostics.error(
        .fileTooLarge, at: SourcePlace(file: file.file),
        "the message has more than \(WorkflowLimits.messageBytes) bytes", remedy: "shorten it")
      return nil
    }
    // The same screening as for YAML, but for its rules on directives.
    guard String(validating: file.bytes, as: UTF8.self) != nil else {
      diagnostics.error(
        .notUTF8, at: SourcePlace(file: file.file), "the file is not valid UTF-8",
        remedy: "save it in your editor with the encoding UTF-8")
      return nil
    }
    let source = SourceText(file: file.file, bytes: file.bytes)
    let (subject, body) = head(source)
    let parser = TemplateParser(source: source, expressions: expressions, diagnostics: diagnostics)
    let template = MessageTemplate(
      name: file.name, subject: subject.map { parser.pieces($0) } ?? [], body: parser.pieces(body..<source.bytes.count))
    return subject == nil ? nil : template
  }

  /// Where the subject stands, and where the body begins.
  private func head(_ source: SourceText) -> (subject: Range<Int>?, body: Int) {
    var subject: Range<Int>?
    var position = 0
    while let line = line(source, from: position) {
      position = line.next
      if line.text.isEmpty { break }
      guard let (name, value) = header(source, line.text) else {
        // Where there was no subject before it, the lack of one says it all.
        if subject != nil {
          diagnostics.error(
            .unknownHeader, at: source.place(at: line.text.lowerBound),
            "this is no header, and the text begins after an empty line", remedy: "leave a line empty before it")
        }
        position = line.text.lowerBound
        break
      }
      if name == "Subject" {
        checkOnce(subject, source, line.text)
        subject = value
      } else {
        diagnostics.error(
          .unknownHeader, at: source.place(at: line.text.lowerBound), "no header \(name.inQuotes)",
          remedy: didYouMean(name, Self.headers).map { "did you mean \($0.inQuotes)?" } ?? "take the line out")
      }
    }
    if subject?.isEmpty ?? true {
      diagnostics.error(
        .missingSubject, at: SourcePlace(file: source.file), "the message has no subject",
        remedy: "begin the file with \"Subject: …\" and leave a line empty after it")
    }
    return (subject, position)
  }

  private func checkOnce(_ subject: Range<Int>?, _ source: SourceText, _ line: Range<Int>) {
    guard subject != nil else { return }
    diagnostics.error(
      .duplicateKey, at: source.place(at: line.lowerBound), "a second subject", remedy: "keep one of them")
  }

  /// A line without its break, and where the next one begins; nil at the end.
  private func line(_ source: SourceText, from start: Int) -> (text: Range<Int>, next: Int)? {
    let bytes = source.bytes
    guard start < bytes.count else { return nil }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let isPair = end > start && bytes[end - 1] == UInt8(ascii: "\r")
    return (start..<(isPair ? end - 1 : end), min(end + 1, bytes.count))
  }

  /// `Name: value`; the name has letters and hyphens.
  private func header(_ source: SourceText, _ line: Range<Int>) -> (name: String, value: Range<Int>)? {
    guard let colon = source.bytes[line].firstIndex(of: UInt8(ascii: ":")), colon > line.lowerBound else { return nil }
    let name = source.bytes[line.lowerBound..<colon]
    let isName = name.allSatisfy { byte in
      byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    guard isName else { return nil }
    let value = source.bytes[(colon + 1)..<line.upperBound]
    let start = value.firstIndex { $0 != UInt8(ascii: " ") } ?? line.upperBound
    return (String(decoding: name, as: UTF8.self), start..<line.upperBound)
  }
}
