import Casework
import CivilTime
import Engine
import Expression
import Testing

extension Promise {
  static let directoryHistory = [
    Promise("the directory of each change stays, with everything in it and when it was made") { subject async throws in
      let days = ["2026-08-03", "2026-08-14"].map { CivilDate(iso8601: $0) }
      var one = Contact(organisation: "A \"x\"", role: "r", name: "Naïve O'Neill", email: "1@a.example")
      one.absence = days[0].map { Absence(from: $0, to: days[1]) }
      one.bouncedAt = Instant(seconds: 1_767_603_600, nanoseconds: 123_456_000)
      let two = Contact(
        organisation: "B", role: "r", name: "N", email: "2@b.example", telephone: "+1", contract: "C/1",
        validFrom: days[0], validTo: days[1], deputy: "1@a.example")
      let contract = Contract(
        reference: "CO-1", title: "T", authority: "A", primeContractor: "P", value: Decimal("12.50"), validFrom: days[0]
      )
      let body = Organisation(
        slug: "a", title: "Old", format: "f", status: "live", parents: ["x", #"odd "slug""#], register: "govuk")
      let began = try await subject.now()
      let (start, first) = (one, [one, two])
      let revision = try await subject.revisions()[0]
      try await subject.store.transaction { transaction in
        try transaction.importContacts(first)
        try transaction.importContracts([contract])
        try transaction.importOrganisations([body])
      }
      try await subject.advance(.seconds(86_400))
      try await subject.store.transaction { transaction in
        _ = try transaction.changePosts(ofAddress: "1@a.example") { $0.absence = nil }
        try transaction.importContacts([Contact(organisation: "B", role: "s", name: "M", email: "3@b.example")])
      }
      let versions = try await subject.store.transaction { try $0.directoryVersions() }
      #expect(versions.map(\.revision) == Array(revision + 1...revision + 5))
      #expect(versions[0].changedAt >= began && versions[3].changedAt >= began.plus(86_400))
      let past = try await subject.store.transaction { transaction in
        try (revision...revision + 5).map { try transaction.directory(at: $0) }
      }
      #expect(past.map(\.revision) == Array(revision...revision + 5))
      #expect(past[0].holders(of: "r", at: "A \"x\"").isEmpty)
      #expect(past[1].holders(of: "r", at: "A \"x\"").map(\.withoutID) == [start])
      #expect(past[3].holders(of: "r", at: "B").map(\.withoutID) == [two])
      #expect(past[1].contract("co 1") == nil && past[2].contract("co 1") == contract)
      #expect(past[2].organisations.isEmpty && past[3].organisations.organisation(named: "old") == body)
      #expect(past[4].holders(of: "r", at: "A \"x\"").map(\.absence) == [nil])
      #expect(past[4].holders(of: "r", at: "B").count == 1)
      #expect(past[5].holders(of: "r", at: "B").isEmpty)
      #expect(past[5].holders(of: "s", at: "B").map(\.email) == ["3@b.example"])
    },
    Promise("what is undone leaves no trace in the directory's past") { subject async throws in
      struct Undone: Error {}
      let before = try await subject.store.transaction { try $0.directoryVersions() }
      await #expect(throws: Undone.self) {
        try await subject.store.transaction { transaction in
          try transaction.importContacts([Contact(organisation: "A", role: "r", name: "N", email: "1@a.example")])
          throw Undone()
        }
      }
      #expect(try await subject.store.transaction { try $0.directoryVersions() } == before)
    },
    Promise("who left before a day is forgotten, today and in the past, and nobody else") { subject async throws in
      func contact(_ name: String, _ role: String, until: String? = nil, deputy: String? = nil) -> Contact {
        Contact(
          organisation: "A", role: role, name: name, email: "\(name)@a.example", telephone: "+1",
          validTo: until.flatMap { CivilDate(iso8601: $0) }, deputy: deputy, externalID: "x-1")
      }
      let today = try #require(CivilDate(iso8601: String(try await subject.now().rfc3339.prefix(10))))
      let past = today.adding(days: -40).description
      // Ann left and is still listed; Bo will be listed no more; Cy stays, with Ann and Bo as deputies; Di has two posts.
      let first = [
        contact("ann", "r", until: past), contact("bo", "r"), contact("cy", "r", deputy: "Ann@a.example"),
        contact("di", "r", until: past), contact("di", "s", deputy: "bo@a.example"),
      ]
      let revision = try await subject.revisions()[0]
      try await subject.store.transaction { _ = try $0.importContacts(first) }
      try await subject.advance(.seconds(86_400 * 10))
      try await subject.store.transaction { _ = try $0.importContacts(first.filter { $0.name != "bo" }) }
      try await subject.advance(.seconds(86_400 * 10))
      let now = try await subject.now()
      let limit = today.adding(days: 15)
      let erasure = try await subject.store.transaction {
        try $0.forgetContacts(endedBefore: limit, at: now, reason: "Retention", by: "o.p")
      }
      #expect(erasure?.contacts == 3 && erasure?.endedBefore == limit)
      // Whoever remembers the directory has to look anew.
      #expect(try await subject.revisions()[0] == revision + 3)
      let (was, remain, kept) = try await subject.store.transaction { transaction in
        (
          try transaction.directory(at: revision + 1).holders(of: "r", at: "A"), try transaction.contacts(),
          try transaction.directoryErasures()
        )
      }
      #expect(kept == [erasure].compactMap(\.self))
      #expect(was.map(\.isForgotten) == [true, true, false, true])
      #expect(
        was.filter(\.isForgotten).allSatisfy {
          $0.telephone == nil && $0.externalID == nil && $0.name.hasPrefix("Former holder C")
        })
      #expect(was.map { $0.validTo?.description } == [past, nil, nil, past])
      // A deputy is still the same person, whoever that was.
      #expect(
        was[2].deputy == was[0].email && was[2].name == "cy" && was[2].telephone == "+1" && was[2].externalID == "x-1")
      #expect(remain.map(\.isForgotten) == [true, false, true, false])
      #expect(remain.last?.email == "di@a.example" && remain.last?.deputy == was[1].email)
      let again = try await subject.store.transaction {
        try $0.forgetContacts(endedBefore: limit, at: now, reason: "Retention", by: nil)
      }
      #expect(again == nil)
      #expect(try await subject.revisions()[0] == revision + 3)
    },
  ]
}
