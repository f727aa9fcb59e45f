import Casework
import CivilTime
import Engine
import JSON
import Testing

extension Promise {
  static let access = [
    Promise("a session comes back with all that it remembers, until it ends") { subject async throws in
      let now = try await subject.time()
      var session = Session(
        key: key(1), kind: .visitor, data: ["a": .string("1")], startedAt: now, endsAt: now.advanced(bySeconds: 100))
      try await subject.within { [session] in try $0.keepSession(session) }
      session.data["b"] = .string("2")
      session.provedAt = now
      try await subject.within { [session] in try $0.keepSession(session) }
      #expect(try await subject.within { try $0.session(key(1)) } == session)
      #expect(try await subject.within { try $0.session(key(2)) } == nil)
      try await subject.advance(.seconds(101))
      #expect(try await subject.within { try $0.session(key(1)) } == nil)
      try await subject.within { try $0.sweepAccess(limit: 10) }
    },
    Promise("an account's sessions end together, and a visitor's never with them") { subject async throws in
      let end = try await subject.time().advanced(bySeconds: 1_000)
      let sessions = [
        Session(key: key(1), kind: .staff, subject: "a", startedAt: Instant(seconds: 0), endsAt: end),
        Session(key: key(2), kind: .staff, subject: "b", startedAt: Instant(seconds: 0), endsAt: end),
        Session(key: key(3), kind: .visitor, startedAt: Instant(seconds: 0), endsAt: end),
      ]
      try await subject.within { for session in sessions { try $0.keepSession(session) } }
      try await subject.within {
        try $0.endSessions(.staff, of: "a")
        try $0.endSessions(.visitor, of: "")
      }
      let left = try await subject.within { transaction in try (1...3).map { try transaction.session(key($0)) != nil } }
      #expect(left == [false, true, true])
    },
    Promise("a session's documents keep their numbers and go with it") { subject async throws in
      let end = try await subject.time().advanced(bySeconds: 1_000)
      let files = [
        SessionFile(number: 1, name: "a.pdf", mediaType: "application/pdf", bytes: [0, 255]),
        SessionFile(number: 2, name: "b", mediaType: "text/plain", bytes: []),
      ]
      try await subject.within { transaction in
        try transaction.keepSession(
          Session(key: key(1), kind: .visitor, startedAt: Instant(seconds: 0), endsAt: end))
        for file in files { try transaction.keepSessionFile(file, of: key(1)) }
      }
      #expect(try await subject.within { try $0.sessionFiles(key(1)) } == files)
      try await subject.within { try $0.dropSessionFile(1, of: key(1)) }
      #expect(try await subject.within { try $0.sessionFiles(key(1)) } == [files[1]])
      try await subject.within { try $0.endSession(key(1)) }
      #expect(try await subject.within { try $0.sessionFiles(key(1)) } == [])
      await #expect(throws: StoreError.self) {
        try await subject.within { try $0.keepSessionFile(files[0], of: key(1)) }
      }
    },
    Promise("a code works once, for its purpose, until it ends") { subject async throws in
      let now = try await subject.time()
      let code = OneTimeCode(
        code: key(1), purpose: .follow, subject: "x", madeAt: now, endsAt: now.advanced(bySeconds: 60))
      let late = OneTimeCode(code: key(2), purpose: .follow, subject: "y", madeAt: now, endsAt: code.endsAt)
      try await subject.within {
        try $0.keepCode(code)
        try $0.keepCode(late)
      }
      #expect(try await subject.within { try $0.code(key(1), for: .follow) } == code)
      #expect(try await subject.within { try $0.useCode(key(1), for: .setUp) } == nil)
      #expect(try await subject.within { try $0.useCode(key(1), for: .follow) } == code)
      #expect(try await subject.within { try $0.useCode(key(1), for: .follow) } == nil)
      #expect(try await subject.within { try $0.code(key(1), for: .follow) } == nil)
      try await subject.advance(.seconds(61))
      #expect(try await subject.within { try $0.useCode(key(2), for: .follow) } == nil)
      try await subject.within { try $0.sweepAccess(limit: 10) }
    },
    Promise("codes that wait to be worked off are taken out once, the oldest first") { subject async throws in
      let now = try await subject.time()
      func code(_ number: UInt8, _ purpose: OneTimeCode.Purpose, _ seconds: Int64) -> OneTimeCode {
        OneTimeCode(
          code: key(number), purpose: purpose, subject: "\(number)", madeAt: now.advanced(bySeconds: -seconds),
          endsAt: now.advanced(bySeconds: 60))
      }
      let codes = [code(1, .addressCheck, 3), code(2, .addressCheck, 9), code(3, .addressCheck, 6), code(4, .setUp, 9)]
      try await subject.within { try $0.keepCodes(codes + [codes[0]]) }
      try await subject.within { try $0.keepCodes([]) }
      #expect(try await subject.within { try $0.takeCodes(for: .addressCheck, limit: 2) } == [codes[1], codes[2]])
      #expect(try await subject.within { try $0.takeCodes(for: .addressCheck, limit: 2) } == [codes[0]])
      #expect(try await subject.within { try $0.takeCodes(for: .addressCheck, limit: 2) } == [])
      #expect(try await subject.within { try $0.code(key(4), for: .setUp) } == codes[3])
    },
    Promise("a new code can end the others of its purpose and subject") { subject async throws in
      let now = try await subject.now()
      func code(_ number: UInt8, _ purpose: OneTimeCode.Purpose, _ who: String) -> OneTimeCode {
        OneTimeCode(code: key(number), purpose: purpose, subject: who, madeAt: now, endsAt: now.plus(60))
      }
      let codes = [code(1, .feed, "ada"), code(2, .feed, "bob"), code(3, .setUp, "ada")]
      let left = try await subject.within { transaction in
        for code in codes { try transaction.keepCode(code) }
        try transaction.endCodes(for: .feed, of: "ada")
        return try codes.map { try transaction.code($0.code, for: $0.purpose) != nil }
      }
      #expect(left == [false, true, true])
    },
    Promise("a password belongs to an account, and the newest counts") { subject async throws in
      await #expect(throws: StoreError.self) {
        try await subject.within { try $0.keepPasswordHash("h", of: "nobody") }
      }
      let user = User(name: "ada", displayName: "Ada", email: "ada@a.example", roles: ["ops"])
      try await subject.within { transaction in
        try transaction.keepUser(user)
        try transaction.keepPasswordHash("first", of: "ada")
        try transaction.keepPasswordHash("second", of: "ada")
      }
      #expect(try await subject.within { try $0.passwordHash(of: "ada") } == "second")
    },
    Promise("a token is known until it ends or is revoked, and stays in the list") { subject async throws in
      let now = try await subject.time()
      let token = AccessToken(
        key: key(1), name: "n", holder: "ada", scopes: ["cases:read", "a,\"b"], organisation: "hmrc", madeAt: now,
        endsAt: now.advanced(bySeconds: 60))
      try await subject.within { try $0.keepToken(token) }
      #expect(try await subject.within { try $0.token(key(1)) } == token)
      #expect(try await subject.within { try $0.revokeToken(key(1)) })
      #expect(try await subject.within { try $0.token(key(1)) } == nil)
      #expect(try await subject.within { try !$0.revokeToken(key(1)) })
      #expect(try await subject.within { try $0.tokens() }.map { $0.revokedAt != nil } == [true])
    },
    Promise("tries are counted by key and window") { subject async throws in
      let counts = try await subject.within { transaction in
        try ["a", "a", "b", "a"].map { try transaction.countTry($0, window: 600) }
      }
      #expect(counts == [1, 2, 1, 3])
      try await subject.advance(.seconds(600))
      #expect(try await subject.within { try $0.countTry("a", window: 600) } == 1)
    },
  ]

  private static func key(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }
}

extension Subject {
  func within<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await store.transaction(body)
  }

  /// As a store keeps it.
  func time() async throws -> Instant {
    Instant(microseconds: try await within { try $0.currentTime() }.microsecondsRoundedDown)
  }
}
