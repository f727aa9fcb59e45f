import Casework
import Registers
import Testing

@Suite struct ContactCellTests {
  @Test(arguments: [
    "n@a.example", "first.last+tag@sub.council.example", "o'brien@a.example", "x@localhost", "1@2-3.example",
  ]) func `an address is taken`(email: String) {
    #expect(findings(email: email).isEmpty)
  }

  @Test(arguments: [
    "n", "n@", "@a.example", "n@a@b.example", "n@intranet", "n@a..example", ".n@a.example", "n m@a.example",
    "N <n@a.example>",
    "n@a.example;m@a.example", "\"n@a.example,m@a.example\"", "n@-a.example", "n@a.example.", "ñ@a.example",
    "n@a_b.example",
    "n\u{7F}@a.example", "\"n@a.example\r\nBcc: m@a.example\"",
  ]) func `what is not one bare address is refused at its cell`(email: String) {
    #expect(findings(email: email).map(\.place) == ["2:7"])
  }

  @Test func `an address longer than mail allows is refused`() {
    #expect(findings(email: String(repeating: "n", count: 64) + "@a.example").isEmpty)
    #expect(findings(email: String(repeating: "n", count: 65) + "@a.example").count == 1)
  }

  @Test(arguments: ["2026-02-29", "05/01/2026", "2026-1-5", "soon", "2026-01-05T09:00:00Z"])
  func `what is no day is refused at its cell`(day: String) {
    #expect(findings(from: day).map(\.place) == ["2:20"])
    #expect(findings(to: day).map(\.place) == ["2:21"])
  }

  @Test func `a last day before the first is refused, and the same day is taken`() {
    #expect(findings(from: "2026-01-05", to: "2026-01-04").count == 1)
    #expect(findings(from: "2026-01-05", to: "2026-01-05").isEmpty)
  }

  @Test(arguments: ["Contract manager", "contract_manager", "-r", "r-", "r--s", "1r", "rôle"])
  func `a role that no workflow could name is refused`(role: String) {
    #expect(findings(role: role).map(\.place) == ["2:3"])
  }

  @Test func `all that is wrong with a row is reported at once`() {
    #expect(findings(role: "R", email: "n", from: "x", to: "y").count == 4)
    let empty = ContactsFileTests.read(ContactsFileTests.header + ",,,,1,,\n").findings
    #expect(empty.count == 4)
  }

  @Test func `a name that would steer a terminal or a mail header is refused`() {
    for name in ["\"N\nBcc: x\"", "N\u{1B}[2J", "N\u{202E}M", "N\u{2028}M"] {
      #expect(ContactsFileTests.read(ContactsFileTests.header + "A,r,\(name),n@a.example,,,\n").findings.count == 1)
    }
  }

  @Test func `no finding repeats what a cell holds`() {
    let secrets = ["Zebedee", "quux", "0118999"]
    let rows = [
      "Zebedee,Zebedee Quux,Zebedee,zebedee quux,0118999,0118999,quux\n", "Zebedee,r,quux\n", "Zebedee,r,quux\"x,,,,\n",
      "Zebedee,r,\"quux\"0118999,,,,\n", "Zebedee,r,Zebedee,quux@a.example,,,\nZebedee,r,Zebedee,quux@a.example,,,\n",
      "Zebedee,r,Zebedee\u{1B},quux@a.example,0118999\u{1B},2026-02-01,2026-01-01\n", "\"Zebedee,quux",
    ]
    // The last file has no header: a person stands where its names would.
    let files = rows.map { ContactsFileTests.header + $0 } + [rows[0], "Zebedee,role,quux,0118999\n"]
    for file in files {
      let findings = ContactsFileTests.read(file).findings
      #expect(!findings.isEmpty)
      for finding in findings {
        let text = finding.description.lowercased()
        #expect(!secrets.contains { text.contains($0.lowercased()) }, "\(text)")
      }
    }
  }

  private func findings(
    role: String = "r", email: String = "n@a.example", from: String = "", to: String = ""
  ) -> [(place: String, message: String)] {
    ContactsFileTests.read(ContactsFileTests.header + "A,\(role),N,\(email),,\(from),\(to)\n").findings
      .map { ("\($0.place.line):\($0.place.column)", $0.message) }
  }
}
