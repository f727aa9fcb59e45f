import Testing

@testable import Web

@Suite struct UploadTests {
  private static func problem(_ name: String, _ bytes: [UInt8], type: String = "application/pdf") -> String? {
    DocumentCheck.mediaType(of: UploadedFile(field: "document", name: name, mediaType: type, bytes: bytes)).problem
  }

  @Test(arguments: [
    "invoice.pdf.exe", "invoice.pdf.html", "invoice.svg", "invoice", ".pdf.", "invoice.pdf ", "macro.docm", "page.htm",
    "run.js", "a.pdf\u{0}.exe", "invoice.PDF.hta",
  ])
  func `the last ending counts, however the name begins`(_ name: String) {
    #expect(Self.problem(name, Array("%PDF-1.7".utf8)) != nil)
  }

  @Test func `what a browser says of the type is not asked, and the bytes have to fit the name`() {
    #expect(Self.problem("a.pdf", Array("%PDF-1.7".utf8), type: "text/html") == nil)
    #expect(Self.problem("a.pdf", Array("<html>".utf8)) != nil)
    #expect(Self.problem("a.png", Array("%PDF-1.7".utf8), type: "image/png") != nil)
    #expect(Self.problem("a.txt", [0x4D, 0x5A, 0, 1]) != nil, "a program is no text")
    #expect(Self.problem("a.pdf", []) != nil)
    #expect(Self.problem("a.pdf", Array("%PDF-".utf8) + [UInt8](repeating: 0, count: 10 << 20)) != nil)
  }

  @Test func `answers of organisations are held to the same`() {
    func problem(_ name: String, _ bytes: String) -> String? {
      AnswerDocuments.read(
        [UploadedFile(field: "documents", name: name, mediaType: "text/html", bytes: Array(bytes.utf8))]
      ).problem
    }
    #expect(problem("answer.pdf", "%PDF-1.7") == nil)
    #expect(problem("answer.rtf", "{\\rtf1 x}") == nil)
    #expect(problem("answer.pdf", "<script>") != nil)
    #expect(problem("answer.pdf.html", "%PDF-1.7") != nil)
    let kept = AnswerDocuments.read([
      UploadedFile(field: "documents", name: "a.txt", mediaType: "text/html", bytes: Array("x".utf8))
    ]).documents
    #expect(kept?.map(\.mediaType) == ["text/plain"])
  }

  @Test func `a name never leads to a folder, nor a header to another name`() throws {
    for (given, kept) in [("../../etc/passwd.txt", "passwd.txt"), ("C:\\x\\y.pdf", "y.pdf"), ("/", "document")] {
      let body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\(given)\"\r\n\r\nx\r\n--b--\r\n"
      let form = try MultipartForm(Array(body.utf8), contentType: "multipart/form-data; boundary=b")
      #expect(form.files.map(\.name) == [kept])
    }
    let header = WebResponse.download([], named: "a\"; filename=\"evil.exe\r\nX: y.txt", type: "text/plain")
    let value = header["content-disposition"] ?? ""
    #expect(
      value.hasPrefix("attachment; filename=\"a__ filename=_evil.exe__X: y.txt\"; filename*=UTF-8''a%22%3B"), "\(value)"
    )
    #expect(!value.contains { $0.isNewline })
  }
}
