import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let reference = [
    Promise("contacts come back as they were imported, each organisation's in the order of the list") {
      subject async throws in
      let contacts = [
        contact("MoD", "z@mod.example", telephone: "020", from: CivilDate(iso8601: "2026-01-05")),
        contact("ACME \"Ltd\"", "b@acme.example", until: CivilDate(iso8601: "2026-12-31")),
        contact("MoD", "a@mod.example"), contact("ACME \"Ltd\"", "a@acme.example"),
      ]
      #expect(try await subject.importContacts(contacts) == ImportCount(added: 4))
      #expect(try await subject.contacts() == [contacts[1], contacts[3], contacts[0], contacts[2]])
    },
    Promise("an import of contacts replaces those of its organisations and no others") { subject async throws in
      _ = try await subject.importContacts([
        contact("A", "1@a.example"), contact("A", "2@a.example"), contact("A", "3@a.example"),
        contact("B", "1@b.example"),
      ])
      let list = [
        contact("A", "3@a.example"), contact("A", "2@a.example", telephone: "1"), contact("A", "4@a.example"),
      ]
      #expect(
        try await subject.importContacts(list) == ImportCount(added: 1, changed: 1, unchanged: 1, removed: 1))
      #expect(try await subject.contacts() == list + [contact("B", "1@b.example")])
    },
    Promise("the directory's revision counts imports that change something") { subject async throws in
      let list = [contact("A", "1@a.example"), contact("A", "1@a.example")]
      let before = try await subject.revisions()
      #expect(try await subject.importContacts(list) == ImportCount(added: 2))
      #expect(try await subject.importContacts(list) == ImportCount(unchanged: 2))
      #expect(try await subject.importContacts([]) == ImportCount())
      #expect(try await subject.revisions() == [before[0] + 1, before[1]])
    },
    Promise("organisations are added and changed by their slug, and stay") { subject async throws in
      let first = [organisation("b", parents: ["a", #"odd "slug""#]), organisation("a")]
      #expect(try await subject.importOrganisations(first) == ImportCount(added: 2))
      let second = [
        organisation("a"), organisation("b", title: "New"), organisation("c"), organisation("c", title: "C"),
      ]
      #expect(try await subject.importOrganisations(second) == ImportCount(added: 1, changed: 1, unchanged: 1))
      #expect(
        try await subject.store.transaction { try $0.organisations() }
          == [organisation("a"), organisation("b", title: "New"), organisation("c", title: "C")])
    },
    Promise("an organisation comes back with everything in it") { subject async throws in
      let whole = organisation("a", parents: ["x", "", #"y "z" \ {,}"#, "NULL"])
      #expect(try await subject.importOrganisations([whole]).added == 1)
      #expect(try await subject.store.transaction { try $0.organisations() } == [whole])
    },
  ]

  private static func contact(
    _ organisation: String, _ email: String, telephone: String? = nil, from: CivilDate? = nil, until: CivilDate? = nil
  ) -> Contact {
    Contact(
      organisation: organisation, role: "prime-contact", name: "Naïve O'Name", email: email, telephone: telephone,
      validFrom: from, validTo: until)
  }

  private static func organisation(_ slug: String, title: String = "Old", parents: [String] = []) -> Organisation {
    Organisation(
      slug: slug, title: title, format: "Agency", status: "live", parents: parents, successors: ["s"], register: "govuk"
    )
  }
}

extension Subject {
  fileprivate func importContacts(_ contacts: [Contact]) async throws -> ImportCount {
    try await store.transaction { try $0.importContacts(contacts) }
  }

  fileprivate func importOrganisations(_ organisations: [Organisation]) async throws -> ImportCount {
    try await store.transaction { try $0.importOrganisations(organisations) }
  }

  fileprivate func contacts() async throws -> [Contact] { try await store.transaction { try $0.contacts() } }

  func revisions() async throws -> [Int64] {
    let look = try await store.transaction { try $0.look(at: [], for: []) }
    return [look.directoryRevision, look.calendarRevision]
  }
}
