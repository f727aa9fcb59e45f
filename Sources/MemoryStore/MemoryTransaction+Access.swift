import CivilTime
import Engine

extension MemoryTransaction {
  func session(_ key: [UInt8]) throws -> Session? {
    try requireOpen()
    return state.access.sessions[key].flatMap { $0.endsAt > state.now ? $0 : nil }
  }

  func keepSession(_ session: Session) throws {
    try requireOpen()
    guard var known = state.access.sessions[session.key] else {
      state.access.sessions[session.key] = session
      return
    }
    (known.data, known.seenAt, known.provedAt) = (session.data, session.seenAt, session.provedAt)
    state.access.sessions[session.key] = known
  }

  func endSession(_ key: [UInt8]) throws {
    try requireOpen()
    (state.access.sessions[key], state.access.files[key]) = (nil, nil)
  }

  func endSessions(_ kind: Session.Kind, of subject: String) throws {
    try requireOpen()
    for session in state.access.sessions.values where session.kind == kind && session.subject == subject {
      if !subject.isEmpty { try endSession(session.key) }
    }
  }

  func sessionFiles(_ key: [UInt8]) throws -> [SessionFile] {
    try requireOpen()
    return state.access.files[key] ?? []
  }

  func keepSessionFile(_ file: SessionFile, of key: [UInt8]) throws {
    try requireOpen()
    guard state.access.sessions[key] != nil,
      state.access.files[key]?.contains(where: { $0.number == file.number }) != true
    else { throw StoreError(.refused, "there is no such session, or the number is taken", isRetryable: false) }
    state.access.files[key, default: []].append(file)
    state.access.files[key]?.sort { $0.number < $1.number }
  }

  func dropSessionFile(_ number: Int, of key: [UInt8]) throws {
    try requireOpen()
    state.access.files[key]?.removeAll { $0.number == number }
  }

  func keepCode(_ code: OneTimeCode) throws {
    try requireOpen()
    state.access.codes[AccessData.CodeKey(purpose: code.purpose, code: code.code)] = code
  }

  func keepCodes(_ codes: [OneTimeCode]) throws {
    for code in codes { try keepCode(code) }
  }

  func takeCodes(for purpose: OneTimeCode.Purpose, limit: Int) throws -> [OneTimeCode] {
    try requireOpen()
    let waiting = state.access.codes.values.filter { $0.purpose == purpose && $0.endsAt > state.now }
      .sorted { ($0.madeAt, $0.subject) < ($1.madeAt, $1.subject) }.prefix(limit)
    for code in waiting { state.access.codes[AccessData.CodeKey(purpose: purpose, code: code.code)] = nil }
    return Array(waiting)
  }

  func code(_ code: [UInt8], for purpose: OneTimeCode.Purpose) throws -> OneTimeCode? {
    try requireOpen()
    return state.access.codes[AccessData.CodeKey(purpose: purpose, code: code)]
      .flatMap { $0.endsAt > state.now ? $0 : nil }
  }

  func useCode(_ code: [UInt8], for purpose: OneTimeCode.Purpose) throws -> OneTimeCode? {
    guard let known = try self.code(code, for: purpose) else { return nil }
    state.access.codes[AccessData.CodeKey(purpose: purpose, code: code)] = nil
    return known
  }

  func endCodes(for purpose: OneTimeCode.Purpose, of subject: String) throws {
    try requireOpen()
    for (key, code) in state.access.codes where code.purpose == purpose && code.subject == subject {
      state.access.codes[key] = nil
    }
  }

  func passwordHash(of name: String) throws -> String? {
    try requireOpen()
    return state.access.passwords[name]
  }

  func keepPasswordHash(_ hash: String, of name: String) throws {
    try requireOpen()
    guard state.reference.users[name] != nil else {
      throw StoreError(.refused, "there is no such account", isRetryable: false)
    }
    state.access.passwords[name] = hash
  }

  func token(_ key: [UInt8]) throws -> AccessToken? {
    try requireOpen()
    return state.access.tokens.first { $0.key == key && $0.revokedAt == nil && $0.endsAt > state.now }
  }

  func tokens() throws -> [AccessToken] {
    try requireOpen()
    return state.access.tokens.sorted {
      $0.name == $1.name ? $0.madeAt < $1.madeAt : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }

  func keepToken(_ token: AccessToken) throws {
    try requireOpen()
    state.access.tokens.append(token)
  }

  func revokeToken(_ key: [UInt8]) throws -> Bool {
    try requireOpen()
    guard let place = state.access.tokens.firstIndex(where: { $0.key == key && $0.revokedAt == nil }) else {
      return false
    }
    let token = state.access.tokens[place]
    state.access.tokens[place] = AccessToken(
      key: token.key, name: token.name, holder: token.holder, scopes: token.scopes, organisation: token.organisation,
      madeAt: token.madeAt, endsAt: token.endsAt, revokedAt: state.now)
    return true
  }

  func countTry(_ key: String, window: Int) throws -> Int {
    try requireOpen()
    let place = AccessData.RateKey(key: key, window: state.now.seconds / Int64(window) * Int64(window))
    state.access.rates[place, default: 0] += 1
    return state.access.rates[place] ?? 1
  }

  func sweepAccess(limit: Int) throws {
    try requireOpen()
    let over = state.access.sessions.values.filter { $0.endsAt <= state.now }.prefix(limit)
    for session in over { try endSession(session.key) }
    for (key, code) in state.access.codes where code.endsAt <= state.now { state.access.codes[key] = nil }
  }

  func currentTime() throws -> Instant {
    try requireOpen()
    return state.now
  }
}
