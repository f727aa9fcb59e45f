import Testing

@testable import Web

@Suite struct DocumentCheckTests {
  private func check(_ name: String, _ bytes: [UInt8]) -> (type: String?, problem: String?) {
    DocumentCheck.mediaType(of: UploadedFile(field: "document", name: name, mediaType: "text/html", bytes: bytes))
  }

  @Test func `the name and the bytes decide what a document is, never what the browser says`() {
    #expect(check("a.pdf", Array("%PDF-1.7".utf8)).type == "application/pdf")
    #expect(check("A.PNG", [0x89, 0x50, 0x4E, 0x47, 0]).type == "image/png")
    #expect(check("a.txt", Array("plain".utf8)).type == "text/plain")
    #expect(check("a.eml", Array("Subject: x\r\n\r\ny".utf8)).type == "message/rfc822")
  }

  @Test(arguments: ["a.html", "a.exe", "a.svg", "a", "a.pdf.js"])
  func `what is no usual document is refused`(_ name: String) {
    #expect(check(name, Array("%PDF-".utf8)).type == nil)
  }

  @Test func `text may come in any character set`() {
    #expect(check("a.csv", [0xA3, 0x31, 0x30]).type == "text/csv")  // £10 as Windows writes it
    #expect(check("a.txt", [0xFF, 0xFE, 0x61, 0]).type == "text/plain")
  }

  @Test func `what is not what its name says, empty or too large is refused with what to do`() {
    #expect(check("a.pdf", Array("<html>".utf8)).problem?.contains("not what its name says") == true)
    #expect(check("a.txt", [0x61, 0, 0x62]).type == nil)
    #expect(check("a.pdf", []).problem == "The document is empty")
    let large = Array("%PDF-".utf8) + [UInt8](repeating: 0, count: DocumentCheck.mostBytes)
    #expect(check("a.pdf", large).problem?.contains("10 MB") == true)
  }
}
