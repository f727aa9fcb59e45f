import Casework
import CivilTime
import Testing

@Suite struct DirectoryTests {
  private func contact(_ organisation: String, from: String? = nil, to: String? = nil) -> Contact {
    Contact(
      organisation: organisation, role: "manager", name: "Mia", email: "mia@office.example",
      validFrom: from.flatMap { CivilDate(iso8601: $0) }, validTo: to.flatMap { CivilDate(iso8601: $0) })
  }

  @Test(arguments: [
    "Cabinet Office", "cabinet-office", "CABINET  OFFICE", " Cabinet Office ", "Cabinet\tOffice", "cabinet - office",
    "Cabinet\u{A0}Office",
  ])
  func `an organisation is found however it is written`(_ name: String) {
    #expect(Directory(contacts: [contact("Cabinet Office")]).holders(of: "manager", at: name).count == 1)
    #expect(Directory(contacts: [contact(name)]).holders(of: "manager", at: "Cabinet Office").count == 1)
  }

  @Test func `other organisations and other roles are not found`() {
    let directory = Directory(contacts: [contact("Cabinet Office")])
    #expect(directory.holders(of: "manager", at: "Cabinet Offices").isEmpty)
    #expect(directory.holders(of: "manager", at: "").isEmpty)
    #expect(directory.holders(of: "director", at: "Cabinet Office").isEmpty)
    #expect(Directory(contacts: [contact("Trésor")]).holders(of: "manager", at: "TRÉSOR").count == 1)
  }

  @Test func `a contact holds its role from its first day through its last`() throws {
    let days = try ["2026-03-01", "2026-03-02", "2026-03-05", "2026-03-06"].map { try #require(CivilDate(iso8601: $0)) }
    let held = contact("o", from: "2026-03-02", to: "2026-03-05")
    #expect(days.map(held.isValid) == [false, true, true, false])
    #expect(days.map(contact("o", from: "2026-03-02").isValid) == [false, true, true, true])
    #expect(days.map(contact("o", to: "2026-03-05").isValid) == [true, true, true, false])
    #expect(days.map(contact("o").isValid) == [true, true, true, true])
  }
}
