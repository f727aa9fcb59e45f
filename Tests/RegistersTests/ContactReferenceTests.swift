import Casework
import Registers
import Testing
import WorkflowFiles

@Suite struct ContactReferenceTests {
  private static let header =
    "id,organisation,role,name,email,telephone,contract,valid_from,valid_to,away_from,away_to,deputy\n"

  private let known = KnownReferences(
    roles: Role.usual,
    organisations: [
      Organisation(slug: "cabinet-office", title: "Cabinet Office", format: "D", status: "live", register: "govuk"),
      Organisation(
        slug: "councils:BST", title: "Bristol City Council", format: "C", status: "live", register: "councils"),
    ],
    contracts: [Contract(reference: "CO-2025-014", title: "T", authority: "cabinet-office", primeContractor: "P")],
    addresses: ["kim@office.example"])

  private func findings(_ rows: String, _ known: KnownReferences? = nil) -> [String] {
    let diagnostics = Diagnostics()
    let file = ContactsFile(reading: Array((Self.header + rows).utf8), file: "c.csv", diagnostics: diagnostics)
    file.check(against: known ?? self.known, diagnostics)
    return diagnostics.findings.map { "\($0.place) \($0.code.rawValue) \($0.remedy ?? "")" }
  }

  @Test func `a row that refers to nothing known is reported at its cell, with what was probably meant`() {
    #expect(findings(",Cabinet Office,contract-manager,N,n@a.example,,co 2025 014,,,,,KIM@office.example\n").isEmpty)
    #expect(findings(",councils:bst,contract-manager,N,n@a.example,,,,,,,\n").isEmpty)
    #expect(
      findings(",Cabinet Ofice,contract-manger,N,n@a.example,,CO-2025-015,,,,,z@a.example\n") == [
        "c.csv:2:2 unknown-organisation did you mean \"Cabinet Office\"?",
        "c.csv:2:16 unknown-role did you mean \"contract-manager\"?",
        "c.csv:2:47 unknown-contract did you mean \"CO-2025-014\"?",
        "c.csv:2:63 unknown-deputy write the address of somebody in the directory or in this file",
      ])
  }

  @Test func `a deputy may stand in the same file, and an empty register holds nobody up`() {
    let rows = ",A,senior-owner,N,n@a.example,,,,,,,m@a.example\n,A,senior-owner,M,m@a.example,,,,,,,\n"
    let none = KnownReferences(roles: Role.usual, organisations: [], contracts: [], addresses: [])
    #expect(findings(rows, none).map { $0.contains("unknown-organisation") } == [true])
  }

  @Test func `absences, deputies and contracts are written as they are read`() throws {
    let rows = "C7,A,r,N,n@a.example,,C/1,,,2026-08-03,2026-08-14,m@a.example\n,A,r,M,m@a.example,,,,,2026-08-03,,\n"
    let diagnostics = Diagnostics()
    let file = ContactsFile(reading: Array((Self.header + rows).utf8), file: "c.csv", diagnostics: diagnostics)
    #expect(diagnostics.findings.isEmpty)
    #expect(file.contacts.map { $0.absence?.to?.description } == ["2026-08-14", nil])
    #expect(file.contacts.first?.id == ContactID(7))
    let written = String(decoding: ContactsFile.bytes(of: file.contacts), as: UTF8.self)
    #expect(written == (Self.header + rows).replacing("\n", with: "\r\n"))
  }

  @Test(arguments: [",,2026-08-14,", ",2026-08-14,2026-08-03,", ",,,not an address", "x,,,"])
  func `an absence that ends before it begins, a deputy without address and a wrong id are refused`(_ cells: String) {
    let parts = cells.split(separator: ",", omittingEmptySubsequences: false)
    let row = "\(parts[0]),A,senior-owner,N,n@a.example,,,,,\(parts[1]),\(parts[2]),\(parts[3])\n"
    #expect(
      findings(
        row,
        KnownReferences(
          roles: Role.usual,
          organisations: known.organisations + [
            Organisation(slug: "a", title: "A", format: "F", status: "live", register: "govuk")
          ], contracts: [], addresses: [])
      ).map { $0.contains(" wrong-cell ") } == [true])
  }

  @Test func `contracts are read with their sums, and written as they were`() throws {
    let text =
      "reference,title,authority,prime_contractor,value,manager_role,valid_from,valid_to\r\n"
      + "CO-1,\"T, and more\",Cabinet Office,P,12.50,contract-manager,2026-01-05,\r\nCO-2,T,Nowhere,P,,contract-manager,,\r\n"
    let diagnostics = Diagnostics()
    let file = ContractsFile(reading: Array(text.utf8), file: "k.csv", diagnostics: diagnostics)
    #expect(diagnostics.findings.isEmpty)
    #expect(String(decoding: ContractsFile.bytes(of: file.contracts), as: UTF8.self) == text)
    file.check(against: known.organisations, diagnostics)
    #expect(diagnostics.findings.map(\.place.description) == ["k.csv:3:8"])
    let again = Diagnostics()
    _ = ContractsFile(
      reading: Array("reference,title,authority,prime_contractor,value\nA,T,O,P,-1\na,T,O,P,\nA,T,O,P,\n".utf8),
      file: "k.csv", diagnostics: again)
    #expect(again.findings.map(\.code) == [.wrongCell, .repeatedRow])
  }
}
