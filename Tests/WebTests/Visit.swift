import CaseKit
import Casework
import CivilTime
import Engine
import Foundation
import Logging
import MemoryStore
import Testing

@testable import Web

/// A site in memory with the shipped workflows, for visitors who behave as browsers do.
struct TestSite {
  let memory: MemoryStore
  let site: Site
  let letters = LetterTray()

  /// Monday morning, in winter: London's time is UTC.
  static let start = Instant(rfc3339: "2026-01-05T09:00:00Z") ?? Instant(seconds: 0)

  init(_ workflows: String...) async throws {
    memory = MemoryStore(now: Self.start)
    let letters = letters
    site = Site(
      store: memory, library: Library(reader: ShippedScheme.Reader()), memory: CaseMemory(elapsed: { .zero }),
      assets: Assets(), address: "http://site.example", logger: Logger(label: "test"), post: { letters.put($0) })
    let texts = try ShippedScheme.calendarTexts
    let bundles = try workflows.map { try ShippedScheme.bundle(of: $0) }
    try await memory.transaction { transaction in
      for (name, text) in texts { try transaction.keepCalendar(named: name, text: text) }
      for bundle in bundles { try transaction.deploy(bundle) }
    }
  }

  /// Somebody who has never been here.
  func visitor() -> Visitor { Visitor(dispatcher: Dispatcher(site, site.routes)) }

  /// One of the scheme's own people, signed in and proved.
  func staff(_ name: String = "okafor", roles: [String] = ["case-manager"]) async throws -> Visitor {
    let user = User(name: name, displayName: "Somebody", email: "\(name)@scheme.example", roles: roles)
    try await memory.transaction { try $0.keepUser(user) }
    return try await signedIn(.staff, name)
  }

  func signedIn(_ kind: Session.Kind, _ subject: String) async throws -> Visitor {
    var visitor = visitor()
    let cookie = try await SessionDesk(site: site)
      .begin(kind, for: subject, after: WebRequest(method: .get, path: "/"))
    if case .set(let secret) = cookie { visitor.secret = secret }
    return visitor
  }

  /// Takes in contacts, with the bodies that they answer for.
  func register(_ contacts: [Contact], contracts: [Contract] = []) async throws {
    let titles = Set(contacts.map(\.organisation) + contracts.map(\.authority))
    let organisations = titles.map {
      Organisation(
        slug: Directory.key($0).replacing(" ", with: "-"), title: $0, format: "Ministerial department", status: "live",
        register: "govuk")
    }
    try await memory.transaction { transaction in
      try transaction.importOrganisations(organisations)
      try transaction.importContracts(contracts)
      try transaction.importContacts(contacts)
    }
  }
}

/// Asks the site's dispatcher as a browser does: keeps the cookie, sends the page's token with every form.
struct Visitor {
  let dispatcher: Dispatcher
  var secret = ""

  /// A page; redirections are not followed.
  mutating func get(_ address: String) async throws -> WebResponse { try await ask(.get, address) }

  /// Sends a form of ours.
  mutating func post(_ address: String, _ form: [(name: String, value: String)] = [], files: [UploadedFile] = [])
    async throws -> WebResponse
  {
    if secret.isEmpty { _ = try await ask(.get, "/sign-in") }
    return try await ask(.post, address, form: FormValues(form), files: files)
  }

  mutating func ask(
    _ method: WebRequest.Method, _ address: String, form: FormValues = FormValues(), files: [UploadedFile] = [],
    body: [UInt8] = [], headers: [String: String] = [:]
  ) async throws -> WebResponse {
    let parts = address.split(separator: "?", maxSplits: 1)
    var request = WebRequest(method: method, path: String(parts[0]))
    if parts.count > 1 { request.query = FormValues(encoded: parts[1]) }
    (request.secret, request.hasCookie) = (secret, !secret.isEmpty)
    (request.form, request.files, request.body, request.headers) = (form, files, body, headers)
    if method != .get, !secret.isEmpty { request.form.append("form-token", request.formToken) }
    let route = try #require(
      dispatcher.routes.compactMap { route -> (Route, [String: String])? in
        guard route.method == method else { return nil }
        return Self.match(route.path, request.path).map { (route, $0) }
      }.min { $0.1.count < $1.1.count }, "nothing answers \(method.rawValue) \(address)")
    request.parameters = route.1
    let response = await dispatcher.answer(request, by: route.0)
    switch response.cookie {
    case .set(let new): secret = new
    case .clear: secret = ""
    case .keep: break
    }
    return response
  }

  private static func match(_ pattern: String, _ path: String) -> [String: String]? {
    let (wanted, given) = (pattern.split(separator: "/"), path.split(separator: "/"))
    guard wanted.count == given.count else { return nil }
    var found: [String: String] = [:]
    for (want, part) in zip(wanted, given) {
      if want.hasPrefix("{") {
        found[String(want.dropFirst().dropLast())] = String(part).removingPercentEncoding ?? String(part)
      } else if want != part {
        return nil
      }
    }
    return found
  }
}

extension WebResponse {
  var shown: String { String(decoding: body, as: UTF8.self) }
  /// Where a redirection leads.
  var location: String? { headers.first { $0.name == "Location" }?.value }

  func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
  /// What a hidden field of the page's first such form holds.
  func hidden(_ name: String) -> String? {
    let mark = "name=\"\(name)\" value=\""
    guard let start = shown.range(of: mark) else { return nil }
    return String(shown[start.upperBound...].prefix { $0 != "\"" })
  }
}
