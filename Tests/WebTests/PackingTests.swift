import Engine
import Testing

@testable import Web

@Suite struct PackingTests {
  @Test(arguments: [
    "", "a", "abc", String(repeating: "a", count: 70_000),
    (0..<6_000).map { "<text x=\"\($0 % 977)\">Step \($0 * 7919 % 104_729) é…</text>" }.joined(),
  ])
  func `what was packed comes out as it went in`(_ text: String) throws {
    let packed = Packing.packed(Array(text.utf8), in: .gzip)
    #expect(String(decoding: try Unpacking.gzip(packed), as: UTF8.self) == text)
    if text.utf8.count > 1_000 { #expect(packed.count * 4 < text.utf8.count) }
  }

  @Test(arguments: [
    ("gzip", true), ("deflate, gzip;q=0.5", true), ("*", true), ("br;q=1.0, GZIP ; Q=0.8", true), ("gzip;q=0", false),
    ("gzip;q=0.000, *", false), ("*;q=0", false), ("identity", false), ("", false), ("gzip;q=often", false),
    ("br, *;q=0.1", true), ("x-gzippy", false),
  ])
  func `a page is packed for those who take it so, and for nobody else`(_ header: String, _ takes: Bool) async throws {
    let site = try await TestSite(workflows: [])
    let plain = await site.visit().get("/accessibility")
    let answer = await site.visit().get("/accessibility", headers: ["accept-encoding": header])
    #expect(answer.status == .ok && answer["vary"] == "Accept-Encoding" && plain["vary"] == "Accept-Encoding")
    #expect(plain["content-encoding"] == nil && answer["content-encoding"] == (takes ? "gzip" : nil))
    #expect(try (takes ? Unpacking.gzip(answer.body) : answer.body).count == plain.body.count)
    if takes { #expect(answer.body.count * 2 < plain.body.count) }
  }

  @Test func `what shows back what somebody typed, goes wrong or is no page is not packed`() async throws {
    let site = try await TestSite(workflows: []).replacing([
      Route(.get, "/page", .everyone) { _ in .page("<p>page</p>") },
      Route(.get, "/part", .everyone) { _ in
        var page = WebResponse.page("<p>one of a few</p>")
        page.isOneOfFew = true
        return page
      },
      Route(.get, "/refused", .everyone) { _ in throw Refusal.notFound },
      Route(.get, "/list", .everyone) { _ in .text("list") },
      Route(.post, "/form", .visitor) { _ in .page("<p>typed</p>") },
    ])
    let visit = try await site.visit(as: .staff, "okafor")
    let headers = ["accept-encoding": "gzip"]
    #expect(await visit.get("/page", headers: headers)["content-encoding"] == "gzip")
    #expect(await visit.get("/part?show=files", headers: headers)["content-encoding"] == "gzip")
    for address in ["/page?words=guess", "/refused", "/list", "/nowhere/guess"] {
      #expect(await visit.get(address, headers: headers)["content-encoding"] == nil, "\(address)")
    }
    #expect(await visit.post("/form", headers: headers)["content-encoding"] == nil)
  }

  @Test func `the token of a form is another text on each page, and one text on one`() async throws {
    let site = try await TestSite(workflows: [])
    let visit = try await site.visit(as: .staff, "okafor")
    func tokens() async -> [Substring] {
      await visit.get("/sign-in/prove").text.matches(of: /name="form-token" value="([^"]*)"/).map(\.output.1)
    }
    let (one, other) = (await tokens(), await tokens())
    #expect(!one.isEmpty && Set(one).count == 1 && Set(one).isDisjoint(with: other))
    for token in one + other { #expect(Secrets.isFormToken(String(token), of: visit.cookie)) }
    #expect(!(await visit.get("/sign-in/prove").text.contains(visit.cookie)))
  }
}
