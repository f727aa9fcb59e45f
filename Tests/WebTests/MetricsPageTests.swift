import Testing

@testable import Web

@Suite struct MetricsPageTests {
  @Test func `what a process counts is told to whoever shows the token, and there is nothing where none is set`()
    async throws
  {
    let test = try await TestSite(workflows: [])
    #expect(await test.visit().get("/metrics").status == .notFound)
    var site = test.site
    site.metrics = MetricsDoor(token: "a long enough token", text: { "# TYPE x gauge\nx 1\n" })
    let open = test.replacing(site.routes)
    func ask(_ header: String?) async -> WebResponse {
      await TestSite.Visit(open).get("/metrics", headers: header.map { ["authorization": $0] } ?? [:])
    }
    let shown = await ask("Bearer a long enough token")
    #expect(shown.status == .ok && shown.text == "# TYPE x gauge\nx 1\n")
    #expect(shown["content-type"] == "text/plain; version=0.0.4; charset=utf-8" && shown["cache-control"] == "no-store")
    for header in [nil, "Bearer another token", "a long enough token", "Basic a long enough token", "Bearer "] {
      let refused = await ask(header)
      #expect(refused.status == .unauthorized && !refused.text.contains("gauge"))
    }
    var last = shown
    for _ in 0..<60 { last = await ask("Bearer x") }
    #expect(last.status == .tooManyRequests && last["retry-after"] != nil)
    #expect(await ask("Bearer a long enough token").status == .ok, "whoever has it is not kept out")
  }

  @Test func `whether it lives and can work is told to anybody, and nothing else`() async throws {
    let visit = try await TestSite(workflows: []).visit()
    #expect(await visit.get("/health/live").text == "live\n")
    #expect(await visit.get("/health/ready").text == "ready\n")
  }
}
