import Casework
import Registers
import Testing
import WorkflowFiles

@Suite struct ContactsFileTests {
  static let header = "organisation,role,name,email,telephone,valid_from,valid_to\n"

  @Test func `the example's contacts are read whole`() throws {
    let (contacts, findings) = Self.read(try example("contacts.csv"))
    #expect(findings.isEmpty)
    #expect(contacts.count == 20)
    let leaving = try #require(contacts.first { $0.validTo != nil })
    #expect(leaving.organisation == "Ministry of Defence")
    #expect(leaving.validFrom?.description == "2024-11-01")
    #expect(leaving.validTo?.description == "2026-06-30")
  }

  @Test func `the first and the last day count`() throws {
    let contact = try #require(Self.read(Self.header + "A,r,N,n@a.example,,2026-01-05,2026-01-06\n").contacts.first)
    #expect(contact.telephone == nil)
    let first = try #require(contact.validFrom)
    let last = try #require(contact.validTo)
    #expect(contact.isValid(on: first) && contact.isValid(on: last))
  }

  @Test func `columns may stand in any order, and white space around cells does not count`() {
    let text = "email,name,role,organisation,valid_to,valid_from,telephone\n n@a.example ,N ,r, A,,,\n"
    #expect(Self.read(text).contacts == [Contact(organisation: "A", role: "r", name: "N", email: "n@a.example")])
  }

  @Test func `what is written is read back as it was, telephone numbers with a plus included`() throws {
    var contacts = Self.read(try example("contacts.csv")).contacts
    contacts.append(
      Contact(organisation: "A, B", role: "r", name: "'=x \"y\"", email: "+n@a.example", telephone: "+44 20 7946 0101"))
    let bytes = ContactsFile.bytes(of: contacts)
    #expect(String(decoding: bytes, as: UTF8.self).contains("'+44 20 7946 0101"))
    #expect(Self.read(bytes).contacts == contacts)
  }

  @Test func `every missing column is an error, and one that is nearly named is asked after`() {
    let findings = Self.read("organisation,role,name,E-mail,telephone,valid_from\nA,r,N,n@a.example,,\n").findings
    #expect(findings.map(\.severity) == [.error, .error, .warning])
    #expect(findings[0].message == "the table lacks the column \"email\"")
    #expect(findings[1].message == "the table lacks the column \"valid_to\"")
    #expect(findings[2].remedy == "did you mean \"email\"?")
    #expect(findings[2].place.description == "c.csv:1:24")
  }

  @Test func `a column too much is a warning, and the contacts are read`() {
    let text = "organisation,role,name,email,telephone,valid_from,valid_to,notes\nA,r,N,n@a.example,,,,x\n"
    let (contacts, findings) = Self.read(text)
    #expect(contacts.count == 1)
    #expect(findings.map(\.severity) == [.warning])
  }

  @Test func `a column that stands there twice is an error`() {
    let (contacts, findings) = Self.read("organisation,role,role,name,email,telephone,valid_from,valid_to\n")
    #expect(contacts.isEmpty)
    #expect(findings.map(\.place.description) == ["c.csv:1:19"])
  }

  @Test func `the same address in the same role is refused, with both places`() {
    let rows = "Cabinet Office,r,N,n@a.example,,,\nA,r,N,n@a.example,,,\ncabinet-office,r,M,N@A.example,,,\n"
    let (contacts, findings) = Self.read(Self.header + rows)
    #expect(contacts.count == 2)
    #expect(findings.map(\.place.description) == ["c.csv:4:1"])
    #expect(findings[0].message.contains("c.csv:2:1"))
  }

  static func read(_ bytes: [UInt8]) -> (contacts: [Contact], findings: [Diagnostic]) {
    let diagnostics = Diagnostics()
    let file = ContactsFile(reading: bytes, file: "c.csv", diagnostics: diagnostics)
    return (file.contacts, diagnostics.findings)
  }

  static func read(_ text: String) -> (contacts: [Contact], findings: [Diagnostic]) { read(Array(text.utf8)) }
}
