package import CivilTime
import Cryptography
import Engine
import Foundation
import JSON

/// The provider as this process knows it: where its doors are, and its keys, which change from time to time.
package actor IdentityProvider {
  package nonisolated let settings: ProviderSettings
  private let fetcher: HTTPFetcher
  private let clock: @Sendable () -> Instant
  private var known: (doors: Doors, at: Instant)?
  private var keys: KeySet?
  /// When keys were last looked for because one was not known.
  private var searchedAt: Instant?

  /// Where the provider takes what.
  struct Doors: Sendable {
    let authorization: String
    let token: String
    let keys: String
    let userInfo: String?
    /// Where people sign out; nil where the provider has no such place.
    let endSession: String?
    /// Whether our secret stands in the form; else it stands in a header, which is usual (Discovery, section 3).
    let takesSecretInForm: Bool
  }

  /// What the provider says of somebody.
  struct Person: Sendable {
    let identity: ProviderIdentity
    let claims: JSONObject
    /// The token itself, which says at the sign-out whose session there is to end.
    let token: String
    /// For how many seconds they have been signed in there; nil where the provider does not say.
    let signedInFor: Int64?
  }

  /// The code is none, or not any more: whoever came with it has to begin again.
  struct RefusedCode: Error, Sendable {}

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
    let methods = json["token_endpoint_auth_methods_supported"]?.arrayValue?.compactMap(\.stringValue)
    let isInForm = settings.secretPlace.map { $0 == .form } ?? !(methods?.contains("client_secret_basic") ?? true)
    let doors = Doors(
      authorization: authorization, token: token, keys: keys, userInfo: door("userinfo_endpoint"),
      endSession: door("end_session_endpoint"), takesSecretInForm: isInForm)
    known = (doors, now)
    return doors
  }

  /// What the provider says of whoever comes back with a code.
  ///
  /// - Throws: `IdentityToken.Fault`, `RefusedCode`, `Unavailable`.
  func person(for code: String, verifier: String, nonce: String, back: String) async throws -> Person {
    let doors = try await doors()
    let answer = try await tokens(for: code, verifier: verifier, back: back, doors)
    guard let text = answer["id_token"]?.stringValue else { throw IdentityToken.Fault.unreadable }
    let now = clock()
    let expected = IdentityToken.Expectation(issuer: settings.issuer, client: settings.client, nonce: nonce, now: now)
    let token = try await verified(text, expected, doors)
    var claims = token.claims
    let isWhole = claims[settings.claim] != nil && claims["email"] != nil
    if !isWhole, let door = doors.userInfo, let access = answer["access_token"]?.stringValue {
      let more = try await document(
        HTTPFetcher.Request(door, headers: ["authorization: Bearer \(access)", "accept: application/json"]), "claims")
      // What is said of somebody else is not added (Core, section 5.3.2).
      guard more["sub"]?.stringValue == token.subject else { throw IdentityToken.Fault.subject }
      for (name, value) in more.objectValue ?? JSONObject() where claims[name] == nil { claims[name] = value }
    }
    return Person(
      identity: ProviderIdentity(issuer: settings.issuer, subject: token.subject), claims: claims, token: text,
      signedInFor: claims["auth_time"]?.integerValue.map { max(0, now.seconds - $0) })
  }

  private func tokens(for code: String, verifier: String, back: String, _ doors: Doors) async throws -> JSONValue {
    var form = FormValues([
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back), ("client_id", settings.client),
      ("code_verifier", verifier),
    ])
    var headers = ["content-type: application/x-www-form-urlencoded", "accept: application/json"]
    if let file = settings.secretFile {
      let secret = try Self.secret(file)
      if doors.takesSecretInForm {
        form.append("client_secret", secret)
      } else {
        // Both are encoded as in a form first (RFC 6749, section 2.3.1).
        let pair = "\(FormValues.encoded(settings.client)):\(FormValues.encoded(secret))"
        headers.append("authorization: Basic \(Data(pair.utf8).base64EncodedString())")
      }
    }
    return try await document(
      HTTPFetcher.Request(doors.token, headers: headers, form: form.encoded), "a token", isCode: true)
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
    if let keys {
      guard isStale, searchedAt.map({ now.seconds - $0.seconds >= Self.keysSeconds }) ?? true else { return keys }
      searchedAt = now
    }
    let set = KeySet(try await document(HTTPFetcher.Request(doors.keys), "its keys"))
    keys = set
    return set
  }

  /// - Parameter isCode: whether it is a code that the provider is asked to take.
  private func document(
    _ request: HTTPFetcher.Request, _ what: String, isCode: Bool = false
  ) async throws -> JSONValue {
    let answer: HTTPFetcher.Answer
    do {
      answer = try await fetcher.fetch(request)
    } catch {
      throw Unavailable(reason: "the provider can't be reached for \(what)")
    }
    let json = String(validating: answer.body, as: UTF8.self).flatMap(Self.json)
    if isCode, answer.status == 400, json?["error"]?.stringValue == "invalid_grant" { throw RefusedCode() }
    guard answer.status == 200 else { throw Unavailable(reason: "the provider answered \(answer.status) for \(what)") }
    guard let json else { throw Unavailable(reason: "the provider's answer for \(what) is no JSON") }
    return json
  }

  /// Nil where a text is none.
  private static func json(_ text: String) -> JSONValue? {
    do { return try JSONValue(parsing: text) } catch { return nil }
  }

  private static func secret(_ file: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: file), let text = String(bytes: data, encoding: .utf8) else {
      throw Unavailable(reason: "the file with the client's secret can't be read")
    }
    return String(text.prefix { !$0.isNewline })
  }
}
