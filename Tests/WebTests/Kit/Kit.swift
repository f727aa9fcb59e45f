import CaseKit
import Casework
import CivilTime
import Engine
import JSON
import Logging
import MemoryStore
import Testing

@testable import Web

/// The site of `TestSite` with all the shipped workflows, a department's people, and somebody in each role.
struct Kit {
  let memory: MemoryStore
  let site: Site
  let dispatcher: Dispatcher
  private let base: TestSite

  /// Monday morning, in winter: London's time is UTC.
  static let start = Instant(rfc3339: "2026-01-05T09:00:00Z") ?? Instant(seconds: 0)

  /// - Parameter letters: told of each letter that goes out.
  init(
    address: String = "http://site.example", provider: IdentityProvider? = nil,
    letters: @escaping @Sendable (Letter) async throws -> Void = { _ in }
  ) async throws {
    base = try await TestSite(
      now: Self.start, address: address, workflows: ShippedScheme.names, users: Self.staff, contacts: Self.contacts,
      provider: provider, memory: CaseMemory(elapsed: { .zero }), letter: letters)
    (memory, site, dispatcher) = (base.store, base.site, base.dispatcher)
  }

  static let staff = [
    "case-team", "case-manager", "approver", "head-of-team", "ops", "visitor-desk",
  ].map { User(name: $0, displayName: "The \($0)", email: "\($0)@scheme.example", roles: [$0]) }

  static let contacts = ["Cabinet Office", "Ministry of Justice"].flatMap { organisation in
    ["contract-manager", "commercial-director", "senior-owner", "authority-contact"].map { role in
      Contact(
        organisation: organisation, role: role, name: "The \(role)",
        email: "\(role)@\(organisation.lowercased().replacing(" ", with: "-")).example")
    }
  }

  // MARK: Who asks

  /// A token, as its holder sends it.
  func token(
    _ holder: String = "case-manager", _ scopes: [Scope] = [.readCases, .writeCases], organisation: String? = nil,
    endsIn seconds: Int64 = 3_600
  ) async throws -> String {
    let secret = Secrets.fresh()
    try await memory.transaction { transaction in
      let now = try transaction.currentTime()
      try transaction.keepToken(
        AccessToken(
          key: Secrets.digest(of: secret), name: "test", holder: holder, scopes: scopes.map(\.rawValue),
          organisation: organisation, madeAt: now, endsAt: now.advanced(bySeconds: seconds)))
    }
    return secret
  }

  /// The cookie of somebody who has signed in.
  func cookie(_ kind: Session.Kind, _ subject: String = "", isProven: Bool = true) async throws -> String {
    let change = try await SessionDesk(site: site).begin(
      kind, for: subject, after: WebRequest(method: .post, path: "/sign-in"), isProven: isProven)
    guard case .set(let secret) = change else { throw CancellationError() }
    return secret
  }

  // MARK: Asking

  /// Asks as `WebServer` would have it; a path that no route has answers 404.
  func ask(
    _ method: WebRequest.Method, _ address: String, cookie: String? = nil, token: String? = nil,
    form: [(String, String)]? = nil, body: [UInt8] = [], headers: [String: String] = [:], hasFormToken: Bool = true
  ) async throws -> WebResponse {
    let sides = address.split(separator: "?", maxSplits: 1)
    let path = sides.first.map(String.init) ?? "/"
    guard let (route, parameters) = base.route(method, path) else { return dispatcher.answerRefused(path, .notFound) }
    var request = WebRequest(method: method, path: path)
    request.parameters = parameters.mapValues { $0.removingPercentEncoding ?? $0 }
    request.query = FormValues(encoded: sides.count > 1 ? String(sides[1]) : "")
    (request.headers, request.body, request.client) = (headers, body, "192.0.2.7")
    if let token { request.headers["authorization"] = "Bearer \(token)" }
    if let cookie { (request.secret, request.hasCookie) = (cookie, true) }
    for (name, value) in form ?? [] { request.form.append(name, value) }
    if hasFormToken, cookie != nil { request.form.append("form-token", request.formToken) }
    return await dispatcher.answer(request, by: route)
  }
}

extension WebResponse {
  var json: JSONValue { (try? JSONValue(parsing: text)) ?? .null }
  subscript(header: String) -> String? { headers.first { $0.name.lowercased() == header.lowercased() }?.value }
}
