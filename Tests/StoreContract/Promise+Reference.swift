import Casework
import CivilTime
import Engine
import Expression
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
      let kept = try await subject.contacts()
      #expect(kept.map(\.withoutID) == [contacts[1], contacts[3], contacts[0], contacts[2]])
      #expect(Set(kept.map(\.id)).count == 4)
    },
    Promise("a contact comes back with everything in it") { subject async throws in
      let days = ["2026-01-05", "2026-12-31", "2026-08-03", "2026-08-14"].map { CivilDate(iso8601: $0) }
      let whole = Contact(
        organisation: "A", role: "r", name: "N", email: "n@a.example", telephone: "+1", contract: "C/1",
        validFrom: days[0], validTo: days[1], absence: days[2].map { Absence(from: $0, to: days[3]) },
        deputy: "m@a.example", externalID: "7b0b6c3d")
      #expect(try await subject.importContacts([whole]) == ImportCount(added: 1))
      #expect(try await subject.contacts().map(\.withoutID) == [whole])
      let at = Instant(seconds: 1_767_603_600, nanoseconds: 123_456_000)
      let changed = try await subject.store.transaction { transaction in
        try transaction.changePosts(ofAddress: "N@A.example") { contact in
          contact.absence = days[2].map { Absence(from: $0, to: nil) }
          (contact.verifiedAt, contact.bouncedAt) = (nil, at)
        }
      }
      #expect(changed.count == 1)
      #expect(try await subject.contacts() == changed)
      #expect(changed.first?.bouncedAt == at)
    },
    Promise("a contact keeps its identity when name, address or days change, and none is given twice") {
      subject async throws in
      _ = try await subject.importContacts([contact("A", "1@a.example"), contact("A", "2@a.example")])
      let first = try await subject.contacts()
      var moved = first[0]
      moved.email = "new@a.example"
      _ = try await subject.importContacts([moved])
      #expect(try await subject.contacts() == [moved])
      _ = try await subject.importContacts([contact("a", "NEW@a.example", telephone: "1"), contact("a", "3@a.example")])
      let last = try await subject.contacts()
      #expect(last.map(\.organisation) == ["a", "a"])
      #expect(last[0].id == moved.id)
      #expect(!first.map(\.id).contains(last[1].id))
    },
    Promise("what a list does not speak of stays as it was, and a bounced address stays bounced") {
      subject async throws in
      var own = contact("A", "own@a.example")
      own.contract = "C1"
      var away = contact("A", "away@a.example")
      away.absence = CivilDate(iso8601: "2026-08-03").map { Absence(from: $0, to: nil) }
      away.deputy = "own@a.example"
      away.bouncedAt = Instant(seconds: 1_767_603_600)
      _ = try await subject.importContacts([own, away])
      let list = [contact("A", "away@a.example", telephone: "7")]
      let changes = try await subject.store.transaction { try $0.importContacts(list, scope: []) }
      #expect(changes.map(\.kind) == [.changed])
      #expect(changes.first?.columns == ["telephone"])
      away.telephone = "7"
      #expect(try await subject.contacts().map(\.withoutID) == [away, own])
    },
    Promise("what is undone leaves the directory as it was") { subject async throws in
      _ = try await subject.importContacts([contact("A", "1@a.example")])
      let (before, revisions) = (try await subject.contacts(), try await subject.revisions())
      struct Undone: Error {}
      await #expect(throws: Undone.self) {
        try await subject.store.transaction { transaction in
          try transaction.importContacts([contact("A", "2@a.example"), contact("B", "3@b.example")])
          try transaction.importOrganisations([organisation("a")])
          throw Undone()
        }
      }
      #expect(try await subject.contacts() == before)
      #expect(try await subject.revisions() == revisions)
    },
    Promise("contracts are added and changed by their reference, however it is spelled, and stay") {
      subject async throws in
      func contract(_ reference: String, _ value: String? = nil) -> Contract {
        Contract(
          reference: reference, title: "T \"t\"", authority: "A", primeContractor: "P",
          value: value.flatMap { Decimal($0) },
          validFrom: CivilDate(iso8601: "2026-01-05"))
      }
      let before = try await subject.revisions()
      let first = [contract("CO-2025-014", "12.50"), contract("B/7")]
      let added = try await subject.store.transaction { try $0.importContracts(first).count }
      #expect(added == ImportCount(added: 2))
      let second = [contract("co 2025 014", "13"), contract("B/7")]
      let changed = try await subject.store.transaction { try $0.importContracts(second).count }
      #expect(changed == ImportCount(changed: 1, unchanged: 1))
      #expect(try await subject.store.transaction { try $0.contracts() } == [second[1], second[0]])
      #expect(try await subject.revisions() == [before[0] + 2, before[1]])
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
      #expect(try await subject.contacts().map(\.withoutID) == list + [contact("B", "1@b.example")])
    },
    Promise("the directory's revision counts imports that change something") { subject async throws in
      let list = [contact("A", "1@a.example"), contact("A", "1@a.example")]
      let before = try await subject.revisions()
      #expect(try await subject.importContacts(list) == ImportCount(added: 2))
      #expect(try await subject.importContacts(list) == ImportCount(unchanged: 2))
      #expect(try await subject.importContacts([]) == ImportCount())
      #expect(try await subject.importOrganisations([organisation("a")]) == ImportCount(added: 1))
      #expect(try await subject.importOrganisations([organisation("a")]) == ImportCount(unchanged: 1))
      #expect(try await subject.revisions() == [before[0] + 2, before[1]])
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
      organisation: organisation, role: "prime-contact", name: "Naïve O'\(email.prefix(2))", email: email,
      telephone: telephone, validFrom: from, validTo: until)
  }

  private static func organisation(_ slug: String, title: String = "Old", parents: [String] = []) -> Organisation {
    Organisation(
      slug: slug, title: title, format: "Agency", status: "live", parents: parents, successors: ["s"], register: "govuk"
    )
  }
}

extension Subject {
  fileprivate func importContacts(_ contacts: [Contact]) async throws -> ImportCount {
    try await store.transaction { try $0.importContacts(contacts).importCount }
  }

  fileprivate func importOrganisations(_ organisations: [Organisation]) async throws -> ImportCount {
    try await store.transaction { try $0.importOrganisations(organisations).count }
  }

  fileprivate func contacts() async throws -> [Contact] { try await store.transaction { try $0.contacts() } }

  func revisions() async throws -> [Int64] {
    let look = try await store.transaction { try $0.look(at: [], for: []) }
    return [look.directoryRevision, look.calendarRevision]
  }
}

extension Contact {
  /// As it was before the directory took it in.
  var withoutID: Contact {
    var contact = self
    contact.id = nil
    return contact
  }
}
