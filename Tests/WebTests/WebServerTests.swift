import Foundation
import Logging
import TestKit
import Testing

@testable import Web

/// What the server bears from those who connect to it, over real sockets.
@Suite(.timeLimit(.minutes(15))) struct WebServerTests {
  /// Serves a small site while a body asks it.
  private static func serving(
    _ limits: ServerLimits = ServerLimits(), _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    let site = try await TestSite(workflows: [])
    let routes =
      site.dispatcher.routes + [
        Route(.post, "/open", .everyone, body: .document) { .text("\($0.body.count)") },
        Route(.post, "/files", .visitor, body: .files) { .text("\($0.body.count)") },
        Route(.delete, "/gone", .everyone) { _ in WebResponse(.noContent) },
        Route(.get, "/named", .everyone) { request in
          .download([1], named: request.query["name"] ?? "", type: "text/plain").with(
            "X-Echo", request.query["name"] ?? "")
        },
        Route(.get, "/away", .everyone) { request in .redirect(SignInPlace.back(request.query["back"], otherwise: "/"))
        },
      ]
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let server = WebServer(
      on: ListenAddress(host: "127.0.0.1", port: 0), Dispatcher(site.site, routes), isSecure: false,
      isBehindProxy: false, limits: limits, logger: logger)
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let serving = Task { try await server.run { continuation.yield($0.port) } }
    defer { serving.cancel() }
    for await port in ports { return try await body(port) }
  }

  /// Asks on a thread of its own: the server needs those that tests share.
  private static func off<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
  }

  @Test func `the head of a page can be had alone, and what says that it is too large is not waited for`() async throws
  {
    try await Self.serving { port async throws in
      let close = "Host: a\r\nConnection: close\r\n"
      let head = try await Self.off { try PlainHTTP.exchange("HEAD /sign-in HTTP/1.1\r\n\(close)\r\n", port: port) }
      #expect(head.status == 200 && head.body.isEmpty)
      // What is packed has the length that is sent, and its head tells of it alike.
      let asked = "/accessibility HTTP/1.1\r\nAccept-Encoding: gzip\r\n\(close)\r\n"
      let whole = try await Self.off { try PlainHTTP.exchange("GET \(asked)", port: port).headers }
      let alone = try await Self.off { try PlainHTTP.exchange("HEAD \(asked)", port: port).headers }
      #expect(whole["content-encoding"] == "gzip" && whole["content-length"] != nil)
      for name in ["content-encoding", "content-length", "vary"] { #expect(whole[name] == alone[name], "\(name)") }
      #expect(
        try await Self.off { try PlainHTTP.exchange("HEAD /no HTTP/1.1\r\n\(close)\r\n", port: port).status } == 404)
      // The body never comes.
      let large = "POST /open HTTP/1.1\r\n\(close)Content-Length: 99999999999\r\n\r\n"
      #expect(try await Self.off { try PlainHTTP.exchange(large, port: port).status } == 413)
    }
  }

  @Test func `whoever sends nothing may call it what they like`() async throws {
    try await Self.serving { port async throws in
      let head = "DELETE /gone HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/scim+json\r\n"
      #expect(try await Self.off { try PlainHTTP.exchange("\(head)\r\n", port: port).status } == 204)
      let something = "\(head)Content-Length: 2\r\n\r\n{}"
      #expect(try await Self.off { try PlainHTTP.exchange(something, port: port).status } == 415)
    }
  }

  @Test func `a head that is too long, or has too many fields, is not read on`() async throws {
    try await Self.serving { port async throws in
      #expect(try await Self.off { try PlainHTTP.get("/sign-in", port: port) }.status == 200)
      for request in [
        "GET /sign-in HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: a\r\n"
          + (0..<200).map { "X-\($0): x\r\n" }.joined() + "Connection: close\r\n\r\n",
        "GET /\(String(repeating: "x", count: 100_000)) HTTP/1.1\r\nHost: a\r\n\r\n",
      ] {
        // Some are answered so, others hung up on.
        let status = try await Self.off { (try? PlainHTTP.exchange(request, port: port).status) ?? 400 }
        #expect((400..<500).contains(status), "\(status)")
      }
      #expect(try await Self.off { try PlainHTTP.get("/sign-in", port: port) }.status == 200)
    }
  }

  @Test func `a body that is too large is refused, and documents of whoever has no form of ours are not even read`()
    async throws
  {
    try await Self.serving(ServerLimits(idleSeconds: 5)) { port async throws in
      #expect(try await Self.off { try PlainHTTP.ask("POST", "/open", port: port, body: "abc") }.body == "3")
      let large =
        "POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\nConnection: close\r\n\r\n"
        + String(repeating: "x", count: 1_100_000)
      #expect(try await Self.off { try PlainHTTP.exchange(large, port: port).status } == 413)
      // Only its head is sent, and the answer is there.
      let head = "POST /files HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\nConnection: close\r\n\r\n"
      #expect(try await Self.off { try PlainHTTP.exchange(head, port: port) }.status == 403)
    }
  }

  @Test func `whoever sends a head or a body drop by drop is hung up on`() async throws {
    try await Self.serving(ServerLimits(idleSeconds: 1, bodySeconds: 1)) { port async throws in
      // Neither has an end; without a limit this would wait for ever.
      _ = try await Self.off { try? PlainHTTP.exchange("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", port: port) }
      let body = "POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"
      let answer = try await Self.off { try? PlainHTTP.exchange(body, port: port) }
      #expect(answer.map { $0.status == 408 } ?? true)
    }
  }

  @Test func `no header can be written by what somebody sends, and no link leads away by it`() async throws {
    try await Self.serving { port async throws in
      let split = "a%0D%0ASet-Cookie:%20x=y%0D%0A%0D%0A<b>"
      let named = try await Self.off { try PlainHTTP.get("/named?name=\(split)", port: port) }
      #expect(named.status == 200 && named.cookies.isEmpty && named.headers["set-cookie"] == nil)
      #expect(named.headers["content-disposition"]?.hasPrefix("attachment") == true)
      for back in [
        "%2F%2Fevil.example", "https:%2F%2Fevil.example", "%2F%5Cevil.example", "%2Fa\(split)", "%2F%09%2Fevil.example",
      ] {
        let answer = try await Self.off { try PlainHTTP.get("/away?back=\(back)", port: port) }
        #expect(answer.status == 303 && answer.headers["location"] == "/" && answer.cookies.isEmpty, "\(back)")
      }
    }
  }

  @Test func `what somebody calls the host stands in no page, link or cookie`() async throws {
    try await Self.serving { port async throws in
      for path in ["/", "/sign-in", "/follow", "/nowhere", "/.well-known/security.txt", "/cases"] {
        let text = """
          GET \(path) HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\
          X-Forwarded-Proto: ftp\r\nConnection: close\r\n\r\n
          """
        let answer = try await Self.off { try PlainHTTP.exchange(text, port: port) }
        #expect(!answer.body.contains("evil.example"), "\(path)")
        #expect(!answer.headers.values.contains { $0.contains("evil.example") }, "\(path)")
        #expect(answer.headers["server"] == nil, "\(path)")
      }
    }
  }

  @Test(arguments: ["", "Host: a.example\r\nHost: b.example\r\n", "Host: a.example\r\nhost: a.example\r\n"])
  func `a request without a host, or with two, is refused`(_ hosts: String) async throws {
    try await Self.serving { port async throws in
      let text = "GET / HTTP/1.1\r\n\(hosts)Connection: close\r\n\r\n"
      let answer = try await Self.off { try PlainHTTP.exchange(text, port: port) }
      #expect(answer.status == 400)
    }
  }

  @Test func `search engines are told what is not for them`() async throws {
    try await Self.serving { port async throws in
      let answer = try await Self.off { try PlainHTTP.get("/robots.txt", port: port) }
      #expect(answer.status == 200 && answer.body.hasPrefix("User-agent: *\nDisallow: "))
      #expect(answer.body.contains("Disallow: /cases\n") && !answer.body.contains("Disallow: /\n"))
    }
  }
}
