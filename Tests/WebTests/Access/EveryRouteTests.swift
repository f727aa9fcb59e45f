import Engine
import Testing

@testable import Web

/// Every route of the site with everybody who could ask: who is let in stands in a table here, apart from the routes, so
/// that one that is opened too wide, or that nobody thought of, is found.
@Suite struct EveryRouteTests {
  /// Everybody who could ask.
  enum Who: Hashable, CaseIterable, Sendable {
    case nobody, supplier, contact
    case caseTeam, caseManager, approver, head, ops
    /// An account whose roles are none of ours.
    case other
    /// One with a cookie whose proof is long past.
    case unprovenOps

    var role: String? {
      switch self {
      case .caseTeam: "case-team"
      case .caseManager: "case-manager"
      case .approver: "approver"
      case .head: "head-of-team"
      case .ops, .unprovenOps: "ops"
      case .other: "visitor-desk"
      case .nobody, .supplier, .contact: nil
      }
    }

    static let staff: Set<Who> = [.caseTeam, .caseManager, .approver, .head, .ops, .other, .unprovenOps]
    static let workers: Set<Who> = [.caseTeam, .caseManager, .approver, .head]
    static let operators: Set<Who> = [.ops, .unprovenOps]
    static let keepers: Set<Who> = [.caseTeam, .caseManager, .head, .ops, .unprovenOps]
    static let provenKeepers = keepers.subtracting([.unprovenOps])
    static let accountants: Set<Who> = [.head, .ops]
    static let all = Set(allCases)
  }

  /// Who must be let in, and who may be besides.
  struct Rule: Sendable {
    let prefix: String
    let reading: Set<Who>
    var writing: Set<Who>?
    /// Whose being let in depends on the page.
    var undecided: Set<Who> = []
  }

  /// The longest prefix counts.
  static let table: [Rule] = [
    Rule(prefix: "/cases", reading: Who.workers, undecided: Who.operators),
    Rule(prefix: "/feedback", reading: Who.workers), Rule(prefix: "/feedback.csv", reading: Who.workers),
    Rule(prefix: "/feedback.xlsx", reading: Who.workers), Rule(prefix: "/accounts/readings.xlsx", reading: [.head]),
    Rule(prefix: "/ops", reading: Who.operators, undecided: [.unprovenOps]),
    Rule(prefix: "/directory", reading: Who.keepers),
    Rule(prefix: "/directory/contacts.csv", reading: Who.provenKeepers),
    Rule(prefix: "/directory/contacts.xlsx", reading: Who.provenKeepers),
    Rule(prefix: "/accounts", reading: Who.accountants, undecided: [.unprovenOps]),
    Rule(prefix: "/accounts.csv", reading: Who.accountants, undecided: [.unprovenOps]),
    Rule(prefix: "/accounts.xlsx", reading: Who.accountants, undecided: [.unprovenOps]),
    Rule(prefix: "/accounts/readings", reading: [.head]), Rule(prefix: "/accounts/readings.csv", reading: [.head]),
    Rule(prefix: "/department", reading: [.contact]),
    Rule(prefix: "/department/sign-in", reading: Who.all),
    Rule(prefix: "/department/verify", reading: Who.all), Rule(prefix: "/department/verified", reading: Who.all),
    Rule(prefix: "/department/enter", reading: Who.all),
    Rule(prefix: "/follow/case", reading: [.supplier]),
    Rule(prefix: "/sign-in/prove", reading: Who.staff),
    Rule(prefix: "/feed/mine", reading: Who.staff), Rule(prefix: "/my", reading: Who.staff),
    Rule(prefix: "/api", reading: Who.all), Rule(prefix: "/api/openapi.json", reading: Who.all),
  ]

  /// What anybody may read or fill in.
  static let open = [
    "/", "/help", "/accessibility", "/privacy", "/cookies", "/raise", "/follow", "/results", "/results.csv",
    "/results.xlsx",
    "/results.json", "/results.atom", "/.well-known", "/assets",
    "/sign-in", "/sign-out", "/signed-out", "/session", "/set-up", "/answer", "/health", "/metrics", "/feed", "/verify",
    "/robots.txt",
  ]

  @Test func `no two routes take the same request`() async throws {
    let routes = try await Kit().site.routes
    let taken = Dictionary(grouping: routes) { route in
      let parts = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }
      return "\(route.method.rawValue) /\(parts.joined(separator: "/"))"
    }
    #expect(taken.filter { $1.count > 1 }.keys.sorted() == [])
  }

  @Test func `everybody is let in where the table says so, and nowhere else`() async throws {
    let kit = try await Kit()
    let guarded = Dispatcher(kit.site, kit.site.routes.map(Self.stub))
    for route in guarded.routes where !Self.isForPrograms(route) {
      guard let rule = Self.rule(for: route.path) else {
        Issue.record("say in the table who may \(route.method.rawValue) \(route.path)")
        continue
      }
      for who in Who.allCases where !rule.undecided.contains(who) {
        let isIn = try await Self.isLetIn(who, guarded, route, kit)
        let mayRead = (route.method == .get ? rule.reading : rule.writing ?? rule.reading).contains(who)
        #expect(isIn == mayRead, "\(who) at \(route.method.rawValue) \(route.path)")
      }
    }
  }

  @Test func `a token does what its scope and its holder's role allow together, and nothing else`() async throws {
    let kit = try await Kit()
    let guarded = Dispatcher(kit.site, kit.site.routes.map(Self.stub))
    for route in guarded.routes where Self.isForPrograms(route) {
      #expect(try await Self.isLetIn(.nobody, guarded, route, kit) == false, "\(route.path)")
      #expect(try await Self.isLetIn(.supplier, guarded, route, kit) == false, "\(route.path)")
      #expect(try await Self.isLetIn(.contact, guarded, route, kit) == false, "\(route.path)")
      for scope in Scope.allCases {
        for (holder, permissions) in Self.permissions {
          var request = Self.request(for: route)
          request.headers["authorization"] = "Bearer \(try await kit.token(holder, [scope]))"
          let status = await guarded.answer(request, by: route).status
          let wanted = Self.scope(of: route)
          let isAllowed = wanted == nil || wanted == scope && permissions.contains(scope)
          #expect(status == (isAllowed ? .ok : .forbidden), "\(scope) of \(holder) at \(route.method) \(route.path)")
        }
      }
    }
  }

  /// Which scopes mean anything in the hands of whom.
  private static let permissions: [(String, Set<Scope>)] = [
    ("case-manager", [.readCases, .writeCases, .readDirectory, .writeDirectory, .scim]),
    ("approver", [.readCases, .writeCases]),
    ("ops", [.readCases, .readDirectory, .writeDirectory, .scim, .operate, .deploy, .webhooks, .keepAccounts]),
    (
      "head-of-team", [.readCases, .writeCases, .readDirectory, .writeDirectory, .scim, .keepAccounts, .reviewReadings]
    ),
    ("visitor-desk", []),
  ]

  /// What a route of the interface asks for, by what it is about.
  private static func scope(of route: Route) -> Scope? {
    let isReading = route.method == .get
    if route.path.hasPrefix("/scim/") { return .scim }
    let parts = route.path.split(separator: "/").dropFirst(2)
    switch parts.first {
    case _ where parts.last == "identity-reads": return .reviewReadings
    case "cases", "absences": return isReading ? .readCases : .writeCases
    case "workflows" where isReading, "results", "feed", "feedback": return .readCases
    case "workflows": return parts.last == "deployments" ? .deploy : .operate
    case "contacts", "contracts", "organisations": return isReading ? .readDirectory : .writeDirectory
    case "calendars": return parts.last == "imports" ? .deploy : .operate
    case "timers", "outbox", "nodes", "depths", "hours": return .operate
    case "accounts", "tokens": return .keepAccounts
    case "webhooks": return .webhooks
    default: return nil
    }
  }

  private static func isForPrograms(_ route: Route) -> Bool {
    route.path.hasPrefix("/api/v1/") || route.path.hasPrefix("/scim/")
  }

  /// The same door, with nothing behind it.
  private static func stub(_ route: Route) -> Route {
    Route(route.method, route.path, route.access, body: route.body) { _ in .text("in") }
  }

  private static func rule(for path: String) -> Rule? {
    let found = table.filter { path == $0.prefix || path.hasPrefix($0.prefix + "/") }
      .max { $0.prefix.utf8.count < $1.prefix.utf8.count }
    if let found { return found }
    let isOpen = open.contains { path == $0 || $0 != "/" && path.hasPrefix($0 + "/") }
    return isOpen ? Rule(prefix: path, reading: Who.all) : nil
  }

  private static func request(for route: Route) -> WebRequest {
    WebRequest(method: route.method, path: route.path.filter { !"{}*".contains($0) })
  }

  private static func isLetIn(_ who: Who, _ site: Dispatcher, _ route: Route, _ kit: Kit) async throws -> Bool {
    var request = request(for: route)
    switch who {
    case .nobody: request.secret = try await kit.cookie(.visitor)
    case .supplier: request.secret = try await kit.cookie(.supplier, "00000000-0000-7000-8000-000000000001")
    case .contact: request.secret = try await kit.cookie(.contact, "contract-manager@cabinet-office.example")
    case .caseTeam, .caseManager, .approver, .head, .ops, .other, .unprovenOps:
      request.secret = try await kit.cookie(.staff, who.role ?? "", isProven: who != .unprovenOps)
    }
    request.hasCookie = true
    request.form.append("form-token", request.formToken)
    request.headers["x-form-token"] = request.formToken
    let response = await site.answer(request, by: route)
    switch response.status {
    case .ok: return true
    case .seeOther, .unauthorized, .forbidden: return false
    default:
      Issue.record("\(who) is answered \(response.status) at \(route.path)")
      return false
    }
  }
}
