import Testing

@testable import Web

@Suite struct MultipartFormTests {
  private static let type = "multipart/form-data; boundary=\"xyz\""

  @Test func `fields and files come apart, whatever bytes a file has`() throws {
    let tricky: [UInt8] = Array("\r\n--xy\r\n\0".utf8) + [0xFF, 0xFE]
    var body = Array(
      "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nfirst\r\nline\r\n".utf8)
    body += Array(
      "--xyz\r\ncontent-disposition: form-data; name=\"f\"; filename=\"C:\\x\\a %22b%22.pdf\"\r\n".utf8)
    body += Array("Content-Type: application/pdf\r\n\r\n".utf8) + tricky + Array("\r\n--xyz--\r\n".utf8)
    let form = try MultipartForm(body, contentType: Self.type)
    #expect(form.values["a"] == "first\r\nline")
    #expect(
      form.files == [UploadedFile(field: "f", name: "a \"b\".pdf", mediaType: "application/pdf", bytes: tricky)])
  }

  @Test func `a field where no file was chosen brings none`() throws {
    let body = "--xyz\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n\r\n--xyz--"
    #expect(try MultipartForm(Array(body.utf8), contentType: Self.type).files.isEmpty)
  }

  @Test(arguments: [
    "", "--xyz", "--xyz\r\n", "--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xyz--", "--xyz\r\n\r\n--xyz--",
    "--other\r\n--other--",
  ])
  func `what is no form is refused`(_ body: String) {
    #expect(throws: Refusal.self) { try MultipartForm(Array(body.utf8), contentType: Self.type) }
    #expect(throws: Refusal.self) { try MultipartForm(Array(body.utf8), contentType: "multipart/form-data") }
  }
}
