import Monitoring
import TestKit
import Testing

@Suite struct MetricsTextTests {
  @Test func `what was counted can be read by the rules of the text format`() throws {
    let family = CounterFamily(labels: ["kind", "outcome"])
    family["timer", "done"].add(3)
    family["event", "say \"no\"\nback\\slash"].add()
    let histogram = Histogram(bounds: [0.1, 1, 60])
    for seconds in [0.05, 0.1, 0.5, 61, -3] { histogram.observe(seconds: seconds) }
    var text = MetricsText()
    text.counter("recourse_steps_total", "Steps.", family)
    text.histogram("recourse_lag_seconds", "How late.", histogram)
    text.gauge("recourse_waiting", "What waits,\nin a \\ line.", 2.5)
    let metrics = try PrometheusText(text.text)
    #expect(
      metrics.types == [
        "recourse_steps_total": "counter", "recourse_lag_seconds": "histogram", "recourse_waiting": "gauge",
      ])
    #expect(metrics["recourse_steps_total", ["kind": "timer", "outcome": "done"]] == 3)
    #expect(metrics["recourse_steps_total", ["kind": "event", "outcome": "say \"no\"\nback\\slash"]] == 1)
    #expect(metrics["recourse_lag_seconds_bucket", ["le": "0.1"]] == 3)
    #expect(metrics["recourse_lag_seconds_bucket", ["le": "60"]] == 4)
    #expect(metrics["recourse_lag_seconds_count"] == 5)
    #expect(metrics["recourse_waiting"] == 2.5)
    #expect(metrics.help["recourse_waiting"] == "What waits,\nin a \\ line.")
  }

  @Test(arguments: [
    "recourse_x 1", "# TYPE recourse_x counter\nrecourse_x_total 1\n", "# TYPE x gauge\nx{a=1} 2\n",
    "# TYPE x gauge\nx one\n", "# TYPE x gauge\nx 1\nx 2\n",
    "# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_sum 1\nh_count 2\n",
    "# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n", "# TYPE x gauge\nx 1",
  ])
  func `the reader refuses what a scraper would`(_ text: String) {
    #expect(throws: PrometheusText.Problem.self) { try PrometheusText(text) }
  }

  @Test func `any thread may count, and nothing is lost`() async {
    let (counter, family, histogram) = (Counter(), CounterFamily(labels: ["kind"]), Histogram(bounds: [1]))
    await withTaskGroup { group in
      for number in 0..<8 {
        group.addTask {
          for _ in 0..<1_000 {
            counter.add()
            family[number.isMultiple(of: 2) ? "even" : "odd"].add()
            histogram.observe(seconds: 0.5)
          }
        }
      }
    }
    #expect(counter.value == 8_000)
    #expect(family.values.map(\.count) == [4_000, 4_000])
    #expect(histogram.snapshot.counts == [8_000, 0])
    #expect(histogram.snapshot.sum == 4_000)
  }
}
