import Foundation
import TestKit
import Testing

@Suite(.timeLimit(.minutes(15))) struct MonitoringProcessTests {
  private static let workflow = Checkout.root.appending(path: "Workflows/supply-chain-concern").path

  @Test func `a worker tells whoever watches it what it does, and stops when it is told to`() async throws {
    let settings = try await TestDatabase.new()
    let url = settings.connectionString
    try await Program.succeed("clock", "to", "2026-03-02T10:00:00Z", "--database", url)
    try await Program.succeed("deploy", Self.workflow, "--database", url)
    let folder = try TemporaryFolder()
    let watch = try await JournalWatch(settings)
    let worker = try Program.start([
      "work", "--listen", "127.0.0.1:0", "--database", url, "--mail", folder.path + "/mail",
    ])
    let port = try await Self.port(of: worker)
    #expect(try PlainHTTP.get("/health/live", port: port).status == 200)
    let ready = try PlainHTTP.get("/health/ready", port: port)
    #expect(ready.status == 200, "\(ready.body)")

    try await Program.succeed(
      "case", "open", "--file", Self.workflow + "/examples/concern-01.yaml", "--database", url)
    try await Program.succeed("clock", "advance", "2 working days", "--database", url)
    try await watch.untilTimers(1)
    let node = try await Program.succeed("nodes", "--format", "json", "--database", url).json.first
    #expect(node?["kind"] == "work" && node?["process"] == .integer(Int64(worker.identifier)))

    var metrics = try Self.metrics(port)
    // The journal says so before the worker has heard of its commit.
    while metrics["recourse_steps_total", ["kind": "timer", "outcome": "written"]] == nil {
      metrics = try Self.metrics(port)
    }
    #expect(metrics["recourse_timer_lag_seconds_count"] == 1)
    #expect(metrics["recourse_database_up"] == 1)
    #expect(metrics["recourse_queue_depth", ["queue": "parked"]] == 0)
    #expect(metrics["recourse_queue_depth", ["queue": "dead_letters"]] == 0)
    #expect(metrics["recourse_queue_depth", ["queue": "announcements"]] == 0)
    #expect(metrics["recourse_pool_served_total"] ?? 0 > 0)
    #expect(metrics["process_resident_memory_bytes"] ?? 0 > 1_000_000)
    #expect(metrics["process_cpu_seconds_total"] ?? 0 > 0)
    #expect(metrics.types["recourse_outbox_total"] == "counter")
    for name in metrics.types.keys { #expect(metrics.help[name] != nil, "\(name)") }

    worker.signal(SIGTERM)
    let end = try await worker.end
    #expect(end.status == 0, "\(end.complaint)")
    #expect(try await Program.succeed("nodes", "--format", "json", "--database", url).output.isEmpty)
    for line in end.complaint.split(separator: "\n") where line.hasPrefix("{") {
      #expect(!line.contains("@"), "a log line with an address: \(line)")
    }
  }

  @Test func `a worker that can't listen where it should says so and ends`() async throws {
    let url = try await TestDatabase.new().connectionString
    let folder = try TemporaryFolder()
    let taken = try await Program.run(
      "work", "--listen", "192.0.2.1:1", "--database", url, "--mail", folder.path + "/mail")
    #expect(taken.status == 1, "\(taken.complaint)")
    #expect(taken.complaint.contains("--listen"), "\(taken.complaint)")
    let wrong = try await Program.run("work", "--listen", "nowhere", "--database", url)
    #expect(wrong.status == 2)
  }

  private static func metrics(_ port: Int) throws -> PrometheusText {
    try PrometheusText(PlainHTTP.get("/metrics", port: port).body)
  }

  /// Reads what the worker says until it says where it listens.
  private static func port(of worker: Program.Running) async throws -> Int {
    while true {
      if let line = worker.complaint.split(separator: "\n").first(where: { $0.contains("listens at http://") }),
        let port = Int(line.split(separator: ":").last?.prefix { $0.isNumber } ?? "")
      {
        return port
      }
      try Task.checkCancellation()
      await Task.yield()
    }
  }
}
