import Foundation
import JSON
import TestKit
import Testing

/// Staff sign in with the whole program at an identity provider that is somebody else's program.
@Suite(.timeLimit(.minutes(15))) struct IdentityProviderProcessTests {
  private static let site = "http://site.example"

  @Test func `work accounts let people in by their groups, through new keys and a refused code, and out again`()
    async throws
  {
    let place = try TemporaryFolder()
    let people: JSONValue = [
      "okafor": ["groups": ["case-managers"], "email": "ada@department.example"],
      "byrne": ["groups": ["operators"], "email": "niamh@department.example"],
      "lewis": ["groups": ["case-managers"], "email": ""],
      "reed": ["groups": ["gardeners"], "email": "reed@department.example"],
    ]
    let provider = try await TestServer(
      "identity_provider.py", ["\(Self.site)/sign-in/work/back", people.serialized()])
    let issuer = "http://127.0.0.1:\(provider.port)"
    let settings = try place.write(
      """
      identity:
        issuer: \(issuer)
        client-id: recourse
        client-secret-file: \(try place.write("s3cret\n", to: "secret"))
        groups:
          case-managers: case-manager
          operators: ops
      """, to: "settings.yaml")
    let program = try Program.start([
      "up", "--database", try await TestDatabase.new().connectionString, "--web", "127.0.0.1:0", "--public-url",
      Self.site, "--settings", settings, "--mail", place.path + "/mail",
    ])
    defer { program.signal(SIGTERM) }
    let port = try await Self.port(of: program)
    func browser() -> Browser { Browser(ports: [Self.site: port, issuer: provider.port]) }

    let ada = browser()
    let (inside, back) = try ada.signIn("okafor")
    #expect(inside.status == 303 && inside.headers["location"] == "/cases", "\(inside.body)")
    #expect(try ada.get("\(Self.site)/cases").body.contains(">okafor<"))
    #expect(try ada.get("\(Self.site)/ops").status == 403)
    // The way back lets in once.
    #expect(try browser().get(back).status == 400)
    #expect(try ada.get(back).status == 400)

    let niamh = browser()
    #expect(try niamh.signIn("byrne").answer.status == 303)
    #expect(try niamh.get("\(Self.site)/ops").status == 200)

    // A code that is none is the visitor's matter, not the service's.
    let stranger = browser()
    let (_, made) = try stranger.signIn("okafor", code: "made-up")
    #expect(made.contains("code=made-up"))
    let refused = try stranger.answer
    #expect(refused.status == 403 && refused.body.contains("Sign in with your work account"))

    let nameless = try browser().signIn("lewis").answer
    #expect(nameless.status == 403 && nameless.body.contains("no email address"))
    let gardener = try browser().signIn("reed").answer
    #expect(gardener.status == 403 && gardener.body.contains("no role"))

    // The provider signs with another key from now on.
    #expect(try PlainHTTP.ask("POST", "/api/keys/rotate", port: provider.port).status == 200)
    #expect(try browser().signIn("okafor").answer.status == 303)

    let proved = try niamh.signIn("byrne", from: "/sign-in/work?prove=1&back=/accounts/new").answer
    #expect(proved.headers["location"] == "/accounts/new")
    #expect(try niamh.get("\(Self.site)/accounts/new").status == 200)

    // Out: here by a form, there by a link.
    let token = try #require(Browser.hidden("form-token", in: try ada.get("\(Self.site)/cases").body))
    #expect(try ada.post("\(Self.site)/sign-out", "form-token=\(token)").headers["location"] == "/signed-out")
    #expect(try ada.get("\(Self.site)/cases").headers["location"]?.hasPrefix("/sign-in") == true)
    #expect(try ada.get("\(Self.site)/signed-out").body.contains("/signed-out/work"))
    let bye = try #require(try ada.get("\(Self.site)/signed-out/work").headers["location"])
    #expect(bye.hasPrefix(issuer) && bye.contains("id_token_hint="))
    #expect(try ada.get(bye).headers["location"] == "\(Self.site)/signed-out")
    // Nothing of anybody stands in the log.
    for word in ["department.example", "s3cret", "Ada", "eyJ"] { #expect(!program.complaint.contains(word), "\(word)") }
  }

  private static func port(of program: Program.Running) async throws -> Int {
    while true {
      for line in program.complaint.split(separator: "\n") where line.hasPrefix("Pages at ") {
        return try #require(line.split(separator: ":").last.flatMap { Int($0.filter(\.isNumber)) })
      }
      try #require(kill(program.identifier, 0) == 0, "the program has ended: \(program.complaint)")
      await Task.yield()
    }
  }
}

/// Goes where people are sent, and keeps each place's cookies.
private final class Browser {
  /// Where the places are really reached.
  private let ports: [String: Int]
  private var cookies: [String: [String: String]] = [:]
  private var last: PlainHTTP.Answer?

  init(ports: [String: Int]) { self.ports = ports }

  /// What came last.
  var answer: PlainHTTP.Answer { get throws { try #require(last) } }

  func get(_ address: String) throws -> PlainHTTP.Answer { try ask("GET", address) }

  func post(_ address: String, _ form: String) throws -> PlainHTTP.Answer { try ask("POST", address, form) }

  private func ask(_ method: String, _ address: String, _ form: String = "") throws -> PlainHTTP.Answer {
    let (place, port) = try #require(ports.first { address.hasPrefix($0.key) })
    let path = String(address.dropFirst(place.count))
    var headers = [("Cookie", (cookies[place] ?? [:]).map { "\($0.key)=\($0.value)" }.joined(separator: "; "))]
    if method == "POST" { headers.append(("Content-Type", "application/x-www-form-urlencoded")) }
    let answer = try PlainHTTP.ask(method, path.isEmpty ? "/" : path, port: port, headers: headers, body: form)
    for cookie in answer.cookies {
      let sides = cookie.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[place, default: [:]][String(sides[0])] = String(sides[1])
    }
    last = answer
    return answer
  }

  /// Signs in by the provider's form.
  ///
  /// - Parameter code: one to come back with in place of the provider's.
  /// - Returns: what the site says in the end, and the address by which it was come back to.
  func signIn(
    _ name: String, from start: String = "/sign-in/work", code: String? = nil
  ) throws -> (answer: PlainHTTP.Answer, back: String) {
    let site = try #require(ports.keys.first { $0.hasSuffix(".example") })
    let door = try #require(try get(site + start).headers["location"])
    let transaction = try #require(Self.hidden("transaction_id", in: try get(door).body))
    let sent = try post(door, "transaction_id=\(transaction)&username=\(name)&password=\(name)-pw")
    var back = try #require(sent.headers["location"], "\(sent.body)")
    if let code, let own = back.firstRange(of: "code=") {
      let rest = back[own.upperBound...].drop { $0 != "&" }
      back = back[..<own.upperBound] + code + rest
    }
    return (try get(back), back)
  }

  /// What a hidden field of a page holds.
  static func hidden(_ name: String, in page: String) -> String? {
    guard let start = page.firstRange(of: "name=\"\(name)\" value=\"") else { return nil }
    return String(page[start.upperBound...].prefix { $0 != "\"" })
  }
}
