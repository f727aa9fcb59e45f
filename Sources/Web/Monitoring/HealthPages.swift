/// What a load balancer asks at the site's own address; MonitoringServer says more, at another one.
struct HealthPages: Sendable {
  let site: Site

  var routes: [Route] {
    health + (site.metrics.map { [metrics($0)] } ?? [])
  }

  /// Whoever has no token is told as little as anywhere else, and soon to wait.
  private func metrics(_ door: MetricsDoor) -> Route {
    Route(.get, "/metrics", .everyone) { request in
      guard let shown = request.headers["authorization"], door.opens(to: shown) else {
        try await Tries(site: site).count("metrics", of: request.client, most: 60, window: 300)
        return WebResponse.text("A token is asked for.\n", .unauthorized).with("WWW-Authenticate", "Bearer")
          .with("Cache-Control", "no-store")
      }
      return WebResponse(.ok, type: "text/plain; version=0.0.4; charset=utf-8", body: Array(await door.text().utf8))
        .with("Cache-Control", "no-store")
    }
  }

  private var health: [Route] {
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
