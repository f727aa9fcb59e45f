package import Engine
package import JSON

/// Begins and ends sessions.
package struct SessionDesk: Sendable {
  let site: Site

  package init(site: Site) { self.site = site }

  /// Begins a session under a new secret, and ends the one that the request came with: whoever knew the old cookie has
  /// nothing of the new session.
  ///
  /// - Parameters:
  ///   - isProven: whether the person has proved who they are.
  ///   - secondsAgo: how long ago that was.
  /// - Returns: what becomes of the cookie.
  package func begin(
    _ kind: Session.Kind, for subject: String, after request: WebRequest, isProven: Bool = true,
    secondsAgo: Int64 = 0, data: JSONObject = JSONObject()
  ) async throws -> WebResponse.CookieChange {
    let secret = Secrets.fresh()
    try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      if request.hasCookie { try transaction.endSession(Secrets.digest(of: request.secret)) }
      var session = Session(
        key: Secrets.digest(of: secret), kind: kind, subject: subject, data: data, startedAt: now,
        provedAt: isProven ? now.advanced(bySeconds: -secondsAgo) : nil,
        endsAt: now.advanced(bySeconds: SessionLength.whole(kind)))
      // What was typed before goes on with the same person alone.
      if kind != .visitor, let kept = request.session?.data[KeptForm.key], KeptForm(kept)?.isOf(session) == true {
        session.data[KeptForm.key] = kept
      }
      try transaction.keepSession(session)
    }
    return .set(secret)
  }

  /// Goes on with the session of somebody who has just proved who they are, under a new secret: whoever knew the old
  /// cookie has nothing of what was proved. Forms that were open before are still taken.
  package func renew(after request: WebRequest) async throws -> WebResponse.CookieChange {
    guard let old = request.session else { throw Refusal.signInFirst }
    let secret = Secrets.fresh()
    try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      try transaction.endSession(old.key)
      var session = Session(
        key: Secrets.digest(of: secret), kind: old.kind, subject: old.subject, data: old.data,
        startedAt: old.startedAt, seenAt: now, provedAt: now, endsAt: old.endsAt)
      session.data[Self.formerToken] = .string(request.formToken)
      try transaction.keepSession(session)
    }
    return .set(secret)
  }

  /// The mark that forms bear which were shown before the session had its present secret.
  static let formerToken = "former-form-token"

  /// What a visitor's session remembers, kept under the cookie that the request came with.
  package func remember(_ data: JSONObject, of request: WebRequest) async throws {
    try await site.store.transaction { transaction in
      let now = try transaction.currentTime()
      var session =
        request.session
        ?? Session(
          key: Secrets.digest(of: request.secret), kind: .visitor, startedAt: now,
          endsAt: now.advanced(bySeconds: SessionLength.whole(.visitor)))
      (session.data, session.seenAt) = (data, now)
      try transaction.keepSession(session)
    }
  }

  /// Ends the session that the request came with.
  package func end(_ request: WebRequest) async throws {
    guard request.hasCookie else { return }
    try await site.store.transaction { try $0.endSession(Secrets.digest(of: request.secret)) }
  }
}
