import CaseKit
import Casework
import CivilTime
import Engine
import JSON
import Logging
import MemoryStore
import Synchronization
import Testing

@testable import Web

/// The whole site on a store in memory, asked without sockets.
struct TestSite: Sendable {
  let store: MemoryStore
  let site: Site
  let dispatcher: Dispatcher
  private let letters: Letters

  private final class Letters: Sendable {
    let all = Mutex<[Letter]>([])
  }

  /// - Parameter workflows: those of the shipped scheme that are deployed.
  ///   - letter: told of each letter that goes out.
  init(
    now: Instant = Instant(seconds: 1_772_445_600), address: String = "http://site.example",
    workflows: [String] = ["supply-chain-concern"], users: [User] = TestSite.people, contacts: [Contact] = [],
    provider: IdentityProvider? = nil, memory: CaseMemory = CaseMemory(),
    letter: @escaping @Sendable (Letter) async throws -> Void = { _ in }
  ) async throws {
    let (store, letters) = (MemoryStore(now: now), Letters())
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    site = Site(
      store: store, library: Library(reader: ShippedScheme.Reader()), memory: memory, assets: Assets(),
      address: address, documents: DocumentShelf(), provider: provider, logger: logger,
      post: { posted in
        letters.all.withLock { $0.append(posted) }
        try await letter(posted)
      })
    (self.store, self.letters) = (store, letters)
    dispatcher = Dispatcher(site, site.routes)
    let texts = try ShippedScheme.calendarTexts
    let bundles = try workflows.map { try ShippedScheme.bundle(of: $0) }
    try await store.transaction { transaction in
      for (name, text) in texts { try transaction.keepCalendar(named: name, text: text) }
      for bundle in bundles { try transaction.deploy(bundle) }
      if !contacts.isEmpty { try transaction.importContacts(contacts) }
      for user in users { try transaction.keepUser(user) }
    }
  }

  static let people = [
    User(name: "okafor", displayName: "Ada Okafor", email: "okafor@a.example", roles: ["case-manager", "case-team"]),
    User(name: "lewis", displayName: "Gwen Lewis", email: "lewis@a.example", roles: ["approver", "case-manager"]),
    User(name: "shah", displayName: "Imran Shah", email: "shah@a.example", roles: ["head-of-team"]),
    User(name: "byrne", displayName: "Niamh Byrne", email: "byrne@a.example", roles: ["ops"]),
  ]

  /// What was handed to the mail so far.
  var posted: [Letter] { letters.all.withLock { $0 } }

  /// Waits for letters that are sent without keeping anybody waiting.
  func letter(_ number: Int) async -> Letter {
    while posted.count <= number { await Task.yield() }
    return posted[number]
  }

  /// A browser's visit: it keeps its cookie.
  final class Visit: Sendable {
    private let site: TestSite
    private let secret = Mutex("")

    init(_ site: TestSite, secret: String = "") {
      self.site = site
      self.secret.withLock { $0 = secret }
    }

    var cookie: String { secret.withLock { $0 } }

    func get(_ address: String, headers: [String: String] = [:]) async -> WebResponse {
      await ask(.get, address, headers: headers)
    }

    /// Sends a form of ours.
    func post(
      _ address: String, _ form: [(String, String)] = [], files: [UploadedFile] = [], headers: [String: String] = [:]
    ) async -> WebResponse {
      await ask(.post, address, form, files: files, headers: headers)
    }

    func ask(
      _ method: WebRequest.Method, _ address: String, _ form: [(String, String)] = [], files: [UploadedFile] = [],
      headers: [String: String] = [:], body: [UInt8] = []
    ) async -> WebResponse {
      let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
      var request = WebRequest(method: method, path: parts[0])
      request.query = FormValues(encoded: parts.count > 1 ? parts[1] : "")
      request.headers = headers
      request.body = body
      request.files = files
      let known = cookie
      (request.secret, request.hasCookie) = (known, !known.isEmpty)
      request.form = FormValues(form.map { (name: $0.0, value: $0.1) })
      if method != .get, request.form["form-token"] == nil, !known.isEmpty {
        request.form.append("form-token", Secrets.formToken(of: known))
      }
      guard let (route, parameters) = site.route(method, parts[0]) else {
        return site.dispatcher.answerRefused(parts[0], .notFound)
      }
      request.parameters = parameters
      let response = await site.dispatcher.answer(request, by: route)
      switch response.cookie {
      case .keep: break
      case .set(let new): secret.withLock { $0 = new }
      case .clear: secret.withLock { $0 = "" }
      }
      return response
    }
  }

  func visit() -> Visit { Visit(self) }

  /// The same site with more routes.
  func adding(_ routes: [Route]) -> TestSite {
    TestSite(store: store, site: site, dispatcher: Dispatcher(site, dispatcher.routes + routes), letters: letters)
  }

  /// The same site with other routes.
  func replacing(_ routes: [Route]) -> TestSite {
    TestSite(store: store, site: site, dispatcher: Dispatcher(site, routes), letters: letters)
  }

  private init(store: MemoryStore, site: Site, dispatcher: Dispatcher, letters: Letters) {
    (self.store, self.site, self.dispatcher, self.letters) = (store, site, dispatcher, letters)
  }

  /// Somebody who has signed in.
  func visit(as kind: Session.Kind, _ subject: String, isProven: Bool = true) async throws -> Visit {
    let secret = Secrets.fresh()
    let (now, proved) = (store.now, isProven ? store.now : nil)
    try await store.transaction { transaction in
      try transaction.keepSession(
        Session(
          key: Secrets.digest(of: secret), kind: kind, subject: subject, startedAt: now, provedAt: proved,
          endsAt: now.advanced(bySeconds: SessionLength.whole(kind))))
    }
    return Visit(self, secret: secret)
  }

  /// The route that takes a path, as the server would choose it.
  func route(_ method: WebRequest.Method, _ path: String) -> (Route, [String: String])? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let fits = dispatcher.routes.compactMap { route -> (Route, [String: String], literals: Int)? in
      guard route.method == method else { return nil }
      let pattern = route.path.split(separator: "/").map(String.init)
      guard pattern.count == parts.count || pattern.last == "{rest*}" && parts.count >= pattern.count else {
        return nil
      }
      var (parameters, literals): ([String: String], Int) = ([:], 0)
      for (place, part) in pattern.enumerated() {
        if part == "{rest*}" {
          parameters["rest"] = parts[place...].joined(separator: "/")
        } else if part.hasPrefix("{") {
          parameters[String(part.dropFirst().dropLast())] = parts[place]
        } else if part == parts[place] {
          literals += 1
        } else {
          return nil
        }
      }
      return (route, parameters, literals)
    }
    return fits.max { $0.literals < $1.literals }.map { ($0.0, $0.1) }
  }

  /// Opens a case of the shipped example.
  func open(_ workflow: String = "supply-chain-concern", with more: JSONObject = JSONObject()) async throws -> CaseID {
    var data = try ShippedScheme.example(of: workflow)
    for (name, value) in more { data[name] = value }
    let id = CaseID(UniqueID(at: store.now, random: (.random(in: 0...(.max)), .random(in: 0...(.max)))))
    _ = try await site.cases.handle(
      CaseRequest(
        caseID: id, eventID: EventID(id.id), action: .open(workflow: workflow, data: data),
        actor: Actor(role: "supplier")))
    return id
  }
}

extension WebResponse {
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The text but for the tokens of forms, which are others on each page, of one length.
  var lastingText: String { text.replacing(/(name="form-token" value=")[A-Za-z0-9_-]{86}"/) { "\($0.output.1)\"" } }

  /// The first header of a name.
  subscript(header name: String) -> String? { headers.first { $0.name == name }?.value }
}
