import Casework
import Registers
import Testing
import WorkflowFiles

@Suite struct OrganisationsFileTests {
  @Test func `the example's organisations are read whole, each in its register`() throws {
    let (file, findings) = Self.read(try example("organisations.csv"))
    #expect(findings.isEmpty)
    #expect(file.form == .table)
    #expect(
      Dictionary(grouping: file.organisations, by: \.register).mapValues(\.count) == [
        "govuk": 22, "ods": 4, "councils": 6,
      ])
  }

  @Test func `the contacts of the example answer for organisations of the example`() throws {
    let titles = Set(Self.read(try example("organisations.csv")).file.organisations.map(\.title))
    let contacts = ContactsFileTests.read(try example("contacts.csv")).contacts
    #expect(Set(contacts.map(\.organisation)).isSubset(of: titles))
  }

  @Test func `a slug tells its register, and none can be taken for another's`() {
    #expect(OrganisationRegister(ofSlug: "cabinet-office") == .govuk)
    #expect(OrganisationRegister(ofSlug: "ods:G6V2S") == .ods)
    #expect(OrganisationRegister(ofSlug: "councils:BST") == .councils)
    for slug in ["", "Cabinet Office", "ods:R0", "ods:r0a", "councils:BS1", "council:BST", "ods:"] {
      #expect(OrganisationRegister(ofSlug: slug) == nil)
    }
    #expect(OrganisationRegister.ods.slug(ofCode: "R0A") == "ods:R0A")
    #expect(OrganisationRegister.ods.slug(ofCode: "R0A1") == nil)
  }

  @Test func `a table may lack parents and successors, or have several of each`() {
    #expect(Self.read("slug,title,format,status\na,A,Other,live\n").file.organisations.first?.parents == [])
    let row = Self.read("title,slug,successors,parents,status,format\nA,a,c,b; d,closed,Other\n").file.organisations
    #expect(
      row == [
        Organisation(
          slug: "a", title: "A", format: "Other", status: "closed", parents: ["b", "d"], successors: ["c"],
          register: "govuk")
      ])
  }

  @Test func `a table's mistakes are reported together, each at its cell`() {
    let findings = Self.read(
      "slug,title,format,status,parents\nA b,A,Other,live,\nb,,Other,live,B b\na,A,Other,liv,\na,A,Other,live,\n"
    ).findings
    #expect(findings.map(\.place.description) == ["o.csv:2:1", "o.csv:3:3", "o.csv:3:15", "o.csv:4:1", "o.csv:5:1"])
    #expect(findings[3].severity == .warning)
    #expect(findings[3].remedy == "did you mean \"live\"?")
    #expect(findings[4].message.contains("o.csv:4:1"))
  }

  @Test func `a trust with a closing day is closed, and a wrong day is reported`() {
    let rows = "R0A,X NHS FOUNDATION TRUST,\nR0B,Y NHS TRUST,20240930\nR0C,Z NHS TRUST,20240931\nr,W,\n"
    let (file, findings) = Self.read("ods_code,name,close_date\n" + rows)
    #expect(file.form == .odsTrusts)
    #expect(file.organisations.map(\.status) == ["live", "closed"])
    #expect(file.organisations.map(\.format) == ["NHS foundation trust", "NHS trust"])
    #expect(findings.map(\.place.description) == ["o.csv:4:17", "o.csv:5:1"])
  }

  @Test func `a council with a last day is closed, and a type that is not known is kept with a warning`() {
    let header = "local-authority-eng\tlocal-authority-type\tofficial-name\tend-date\n"
    let (file, findings) = Self.read(header + "AAA\tUA\tA Council\t2023-03-31\nBBB\tXX\tB Council\t\n")
    #expect(file.form == .localAuthorities)
    #expect(file.organisations.map(\.slug) == ["councils:AAA", "councils:BBB"])
    #expect(file.organisations.map(\.status) == ["closed", "live"])
    #expect(file.organisations.map(\.format) == ["Unitary authority", "XX"])
    #expect(findings.map(\.severity) == [.warning])
  }

  @Test func `a file of no known form says what it may be`() {
    let (file, findings) = Self.read("name,town\nA,B\n")
    #expect(file.form == nil)
    #expect(findings.count == 1)
    #expect(findings[0].remedy?.contains("\"ods_code\"") == true)
  }

  static func read(_ bytes: [UInt8]) -> (file: OrganisationsFile, findings: [Diagnostic]) {
    let diagnostics = Diagnostics()
    let file = OrganisationsFile(reading: bytes, file: "o.csv", diagnostics: diagnostics)
    return (file, diagnostics.findings)
  }

  static func read(_ text: String) -> (file: OrganisationsFile, findings: [Diagnostic]) { read(Array(text.utf8)) }
}
