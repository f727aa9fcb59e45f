package import CivilTime
import Cryptography
import Foundation
import JSON

/// The provider as this process knows it: where its doors are, and its keys, which change from time to time.
package actor IdentityProvider {
  package nonisolated let settings: ProviderSettings
  private let fetcher: HTTPFetcher
  private let clock: @Sendable () -> Instant
  private var known: (doors: Doors, at: Instant)?
  private var keys: (set: KeySet, at: Instant)?

  /// Where the provider takes what.
  struct Doors: Sendable {
    let authorization: String
    let token: String
    let keys: String
    let userInfo: String?
  }

  /// Something that only the provider, or whoever runs it, can mend.
  struct Unavailable: Error, Sendable {
    let reason: String
  }

  /// - Parameter clock: the wall's: providers do not go by the database's.
  package init(_ settings: ProviderSettings, _ fetcher: HTTPFetcher, clock: @escaping @Sendable () -> Instant) {
    self.settings = settings
    self.fetcher = fetcher
    self.clock = clock
  }

  private static let doorsSeconds: Int64 = 3_600
  /// Unknown keys are looked for this often at most, so that nobody makes us hammer the provider.
  private static let keysSeconds: Int64 = 30

  /// Where its doors are (OpenID Connect Discovery, section 4).
  func doors() async throws -> Doors {
    let now = clock()
    if let known, now.seconds - known.at.seconds < Self.doorsSeconds { return known.doors }
    let base = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
    let json = try await document(HTTPFetcher.Request(base + "/.well-known/openid-configuration"), "its description")
    guard json["issuer"]?.stringValue == settings.issuer else {
      throw Unavailable(reason: "the provider calls itself something else than the settings do")
    }
    func door(_ name: String) -> String? {
      json[name]?.stringValue.flatMap { ProviderSettings.isTrustworthy($0) ? $0 : nil }
    }
    guard let authorization = door("authorization_endpoint"), let token = door("token_endpoint"),
      let keys = door("jwks_uri")
    else { throw Unavailable(reason: "the provider's description lacks an address over https") }
    let doors = Doors(authorization: authorization, token: token, keys: keys, userInfo: door("userinfo_endpoint"))
    known = (doors, now)
    return doors
  }

  /// What the provider says of whoever comes back with a code.
  ///
  /// - Throws: `IdentityToken.Fault`, `Unavailable`.
  func claims(for code: String, verifier: String, nonce: String, back: String) async throws -> JSONObject {
    let doors = try await doors()
    var form = FormValues([
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back), ("client_id", settings.client),
      ("code_verifier", verifier),
    ])
    if let file = settings.secretFile { form.append("client_secret", try Self.secret(file)) }
    let answer = try await document(
      HTTPFetcher.Request(
        doors.token, headers: ["content-type: application/x-www-form-urlencoded", "accept: application/json"],
        form: form.encoded), "a token")
    guard let text = answer["id_token"]?.stringValue else { throw IdentityToken.Fault.unreadable }
    let expected = IdentityToken.Expectation(
      issuer: settings.issuer, client: settings.client, nonce: nonce, now: clock())
    let token = try await verified(text, expected, doors)
    var claims = token.claims
    if claims[settings.claim] == nil, let door = doors.userInfo, let access = answer["access_token"]?.stringValue {
      let more = try await document(
        HTTPFetcher.Request(door, headers: ["authorization: Bearer \(access)", "accept: application/json"]), "claims")
      // What is said of somebody else is not added (Core, section 5.3.2).
      guard more["sub"]?.stringValue == token.subject else { throw IdentityToken.Fault.subject }
      for (name, value) in more.objectValue ?? JSONObject() where claims[name] == nil { claims[name] = value }
    }
    return claims
  }

  private func verified(
    _ text: String, _ expected: IdentityToken.Expectation, _ doors: Doors
  ) async throws -> IdentityToken {
    do {
      return try IdentityToken(text, try await keySet(doors, isStale: false), expected)
    } catch IdentityToken.Fault.unknownKey {
      return try IdentityToken(text, try await keySet(doors, isStale: true), expected)
    }
  }

  private func keySet(_ doors: Doors, isStale: Bool) async throws -> KeySet {
    let now = clock()
    if let keys, !isStale || now.seconds - keys.at.seconds < Self.keysSeconds { return keys.set }
    let set = KeySet(try await document(HTTPFetcher.Request(doors.keys), "its keys"))
    keys = (set, now)
    return set
  }

  private func document(_ request: HTTPFetcher.Request, _ what: String) async throws -> JSONValue {
    let answer: HTTPFetcher.Answer
    do {
      answer = try await fetcher.fetch(request)
    } catch {
      throw Unavailable(reason: "the provider can't be reached for \(what)")
    }
    guard answer.status == 200 else { throw Unavailable(reason: "the provider answered \(answer.status) for \(what)") }
    guard let text = String(validating: answer.body, as: UTF8.self), let json = try? JSONValue(parsing: text) else {
      throw Unavailable(reason: "the provider's answer for \(what) is no JSON")
    }
    return json
  }

  private static func secret(_ file: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: file), let text = String(bytes: data, encoding: .utf8) else {
      throw Unavailable(reason: "the file with the client's secret can't be read")
    }
    return String(text.prefix { !$0.isNewline })
  }
}
