/// What a load balancer asks at the site's own address; MonitoringServer says more, at another one.
struct HealthPages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/health/live", .everyone) { _ in Self.answer("live\n", .ok) },
      Route(.get, "/health/ready", .everyone) { _ in
        do {
          _ = try await site.now()
          return Self.answer("ready\n", .ok)
        } catch {
          return Self.answer("the database does not answer\n", .unavailable)
        }
      },
    ]
  }

  private static func answer(_ text: String, _ status: WebResponse.Status) -> WebResponse {
    WebResponse.text(text, status).with("Cache-Control", "no-store")
  }
}
