import Casework
import CivilTime
import Engine
import Testing

extension Promise {
  static let identity = [
    Promise("who was shown who raised a case stands in the order of reading") { subject async throws in
      let reads = try await subject.within { transaction in
        try transaction.noteIdentityRead(of: case1, by: "ada", for: "page")
        try transaction.noteIdentityRead(of: case2, by: "ada", for: "page")
        try transaction.noteIdentityRead(of: case1, by: "bob", for: "export")
        return try transaction.identityReads(of: case1)
      }
      #expect(reads.map(\.reader) == ["ada", "bob"])
      #expect(reads.map(\.purpose) == ["page", "export"])
    },
    Promise("the log of readings is read last first, by reader, case, reason and time, page by page") {
      subject async throws in
      try await subject.within { transaction in
        try transaction.noteIdentityReads(of: [case1, case2], by: "ada", for: "list")
        try transaction.noteIdentityRead(of: case1, by: "bob", for: "page")
      }
      try await subject.advance(.seconds(60))
      let middle = try await subject.time()
      try await subject.within { try $0.noteIdentityRead(of: case2, by: "bob", for: "export") }
      func found(_ change: (inout IdentityReadFilter) -> Void) async throws -> [String] {
        var filter = IdentityReadFilter()
        change(&filter)
        return try await subject.within { [filter] in try $0.identityReads(matching: filter) }.map {
          "\($0.reader) \($0.caseID == case1 ? 1 : 2) \($0.purpose)"
        }
      }
      let all = ["bob 2 export", "bob 1 page", "ada 2 list", "ada 1 list"]
      #expect(try await found { _ in } == all)
      #expect(try await found { $0.reader = "ada" } == ["ada 2 list", "ada 1 list"])
      #expect(try await found { $0.caseID = case1 } == ["bob 1 page", "ada 1 list"])
      #expect(try await found { ($0.caseID, $0.reader) = (case1, "bob") } == ["bob 1 page"])
      #expect(try await found { $0.purpose = "list" } == ["ada 2 list", "ada 1 list"])
      #expect(try await found { $0.from = middle } == ["bob 2 export"])
      #expect(try await found { $0.until = middle } == Array(all.dropFirst()))
      let first = try await subject.within { try $0.identityReads(matching: IdentityReadFilter(limit: 2)) }
      let last = try #require(first.last)
      #expect(try await found { $0.after = .init(at: last.at, number: last.number) } == Array(all.dropFirst(2)))
    },
    Promise("whoever is shown far more than on other days is told of, and who always reads many is not") {
      subject async throws in
      for _ in 0..<3 {
        try await subject.within { transaction in
          try transaction.noteIdentityReads(of: cases(10), by: "ada", for: "list")
          try transaction.noteIdentityReads(of: cases(100), by: "bob", for: "list")
        }
        try await subject.advance(.seconds(86_400))
      }
      try await subject.within { transaction in
        // The same case again and again is one.
        for _ in 0..<3 { try transaction.noteIdentityReads(of: cases(90), by: "eve", for: "list") }
        try transaction.noteIdentityReads(of: cases(210), by: "ada", for: "list")
        try transaction.noteIdentityReads(of: cases(299), by: "bob", for: "list")
      }
      let found = try await subject.within { try $0.unusualReaders() }
      #expect(found == [UnusualReader(reader: "ada", cases: 210, usual: 10)])
      try await subject.advance(.seconds(86_400))
      #expect(try await subject.within { try $0.unusualReaders() } == [])
    },
    Promise("an account is bound to one person at a provider, for good") { subject async throws in
      let (ada, eve) = (
        ProviderIdentity(issuer: "https://login.example", subject: "1"),
        ProviderIdentity(issuer: "https://login.example", subject: "2")
      )
      try await subject.within { transaction in
        try transaction.keepUser(User(name: "ada", displayName: "Ada", email: "a@b.example", roles: []))
        try transaction.bind(ada, to: "ada")
      }
      #expect(try await subject.within { try $0.accountName(of: ada) } == "ada")
      #expect(try await subject.within { try $0.providerIdentity(of: "ada") } == ada)
      #expect(try await subject.within { try $0.accountName(of: eve) } == nil)
      #expect(try await subject.within { try $0.providerIdentity(of: "eve") } == nil)
      await #expect(throws: StoreError.self) { try await subject.within { try $0.bind(eve, to: "ada") } }
      await #expect(throws: StoreError.self) { try await subject.within { try $0.bind(eve, to: "nobody") } }
    },
  ]

  private static func cases(_ count: Int) -> [CaseID] {
    (1...count).map { CaseID(UniqueID(high: UInt64($0), low: 2)) }
  }

  private static let case1 = CaseID(UniqueID(high: 1, low: 1))
  private static let case2 = CaseID(UniqueID(high: 2, low: 1))
}
