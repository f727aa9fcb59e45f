import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let casework = [
    Promise("a document's bytes come back under their digest, in their case and no other") { subject async throws in
      let digest = String(repeating: "ab", count: 32)
      for bytes in [[0, 1, 255], [0, 1, 255]] as [[UInt8]] {
        try await subject.store.transaction { try $0.keepAttachment(bytes, sha256: digest, of: Sample.caseID(1)) }
      }
      let found = try await subject.store.transaction { transaction in
        [
          try transaction.attachment(digest, of: Sample.caseID(1)),
          try transaction.attachment(digest, of: Sample.caseID(2)),
          try transaction.attachment(String(repeating: "0", count: 64), of: Sample.caseID(1)),
        ]
      }
      #expect(found == [[0, 1, 255], nil, nil])
    },
    Promise("a search finds what was committed: in references, data, notes and the names of documents") {
      subject async throws in
      let now = try await subject.now()
      let first = Sample.record(
        1, openedAt: now, document: #"{"data":{"summary":"Invoices of Thistledown","more":["Rhubarb"],"sum":5}}"#)
      let second = Sample.record(2, openedAt: now, document: #"{"data":{"summary":"Invoices of Larchfield"}}"#)
      _ = try await subject.write([Sample.write(first, at: now), Sample.write(second, at: now)])
      #expect(try await subject.found("thistledown") == [1])
      #expect(try await subject.found("INVOICES") == [1, 2])
      #expect(try await subject.found("invoices larchfield") == [2])
      #expect(try await subject.found("rhubarb") == [1])
      #expect(try await subject.found("quince") == [])
      #expect(try await subject.found("' & | ! ( ) :* \\") == [])
      #expect(try await subject.found(CaseReference(of: Sample.caseID(2)).description) == [2])
      let noted = Sample.record(2, revision: 2, openedAt: now, document: second.document)
      let scanned = Sample.record(1, revision: 2, openedAt: now, document: first.document)
      _ = try await subject.write([
        Sample.write(
          noted, at: now, kind: .noted, payload: ["data": ["text": "They rang about a quince."]]),
        Sample.write(scanned, at: now, kind: .attached, payload: ["data": ["name": "medlar_scan-7.pdf"]]),
      ])
      #expect(try await subject.found("quince") == [2])
      #expect(try await subject.found("medlar") == [1])
    },
    Promise("an account is added, changed and disabled, and keeps the instant at which it was disabled first") {
      subject async throws in
      let okafor = User(name: "okafor", displayName: "Ada Okafor", email: "a@x.example", roles: ["case-manager"])
      let lee = User(name: "lee", displayName: "Kim Lee", email: "k@x.example", roles: ["approver", "case-manager"])
      for user in [okafor, lee] { try await subject.store.transaction { try $0.keepUser(user) } }
      #expect(try await subject.store.transaction { try $0.users() } == [lee, okafor])
      #expect(try await subject.store.transaction { try $0.user(named: "nobody") } == nil)
      #expect(try await subject.store.transaction { try !$0.disableUser(named: "nobody") })
      #expect(try await subject.store.transaction { try $0.disableUser(named: "lee") })
      let disabled = try await subject.store.transaction { try $0.user(named: "lee")?.disabledAt }
      #expect(disabled != nil)
      try await subject.advance(.seconds(60))
      #expect(try await subject.store.transaction { try $0.disableUser(named: "lee") })
      #expect(try await subject.store.transaction { try $0.user(named: "lee")?.disabledAt } == disabled)
    },
    Promise("a closed case that is opened again stands in the lists of open ones, with or without a timer") {
      subject async throws in
      let now = try await subject.now()
      for (number, due) in [(1, nil), (2, now.plus(60))] as [(Int, Instant?)] {
        let open = Sample.record(number, openedAt: now, due: now.plus(30))
        let closed = Sample.record(number, revision: 2, openedAt: now, closedAt: now)
        let again = Sample.record(number, revision: 3, openedAt: now, due: due)
        _ = try await subject.write([Sample.write(open, at: now)])
        _ = try await subject.write([Sample.write(closed, at: now, previousDue: open.nextDue)])
        #expect(try await subject.write([Sample.write(again, at: now, kind: .reopened)]) == [.written])
      }
      let open = try await subject.store.transaction { try $0.cases(matching: CaseFilter()) }
      #expect(open.map(\.id) == [Sample.caseID(2), Sample.caseID(1)])
      try await subject.advance(.seconds(61))
      #expect(try await subject.claimDue() == [Sample.caseID(2)])
    },
  ]
}

extension Subject {
  fileprivate func found(_ words: String) async throws -> [Int] {
    while true {
      let (ids, through) = try await store.transaction { try $0.casesToRead(limit: 2) }
      try await store.transaction { try $0.takeInWords(of: ids, through: through) }
      if through != nil { break }
    }
    let ids = try await store.transaction { try $0.search(words, limit: 10) }
    return ids.map { Int($0.id.low & 0xFFFF_FFFF) }.sorted()
  }
}
