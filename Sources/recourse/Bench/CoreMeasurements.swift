import Analysis
import Casework
import CivilTime
import Engine
import Expression
import JSON
import Statechart
import WorkflowFiles
import WorkingTime

/// The measurements of the core, on the shipped workflow and on a large generated one.
struct CoreMeasurements {
  private let walk: ShippedWalk

  /// Takes them all.
  @discardableResult
  init(_ stopwatch: inout Stopwatch) throws {
    walk = try ShippedWalk()
    try measureSteps(&stopwatch)
    try measureGuards(&stopwatch)
    try measureDeadlines(&stopwatch)
    try measureDocuments(&stopwatch)
    try measureForecast(&stopwatch)
    try measureTexts(&stopwatch)
  }

  private func measureSteps(_ stopwatch: inout Stopwatch) throws {
    let workflow = walk.workflow
    for stop in walk.stops {
      try stopwatch.measure("step: \(stop.title)") { _ in
        try workflow.step(stop.case, on: stop.event, given: stop.facts).outputs.count
      }
      let host = CaseHost(workflow: workflow, caseID: stop.case.id, openedAt: stop.case.openedAt, facts: stop.facts)
      try stopwatch.measure("macrostep: \(stop.title)") { _ in
        var session = stop.case.session
        return try workflow.chart.macrostep(&session, on: stop.chartEvent, host: host).count
      }
    }
    try stopwatch.measure("macrostep: mean of these") { number in
      let stop = walk.stops[number % walk.stops.count]
      let host = CaseHost(workflow: workflow, caseID: stop.case.id, openedAt: stop.case.openedAt, facts: stop.facts)
      var session = stop.case.session
      return try workflow.chart.macrostep(&session, on: stop.chartEvent, host: host).count
    }
    try stopwatch.measure("step: mean of these") { number in
      let stop = walk.stops[number % walk.stops.count]
      return try workflow.step(stop.case, on: stop.event, given: stop.facts).outputs.count
    }
  }

  private func measureGuards(_ stopwatch: inout Stopwatch) throws {
    let stop = walk.stops[0]
    let workflow = walk.workflow
    func activation() -> some Activation {
      let host = CaseHost(workflow: workflow, caseID: stop.case.id, openedAt: stop.case.openedAt, facts: stop.facts)
      return workflow.chart.activation(of: stop.case.session, event: stop.chartEvent, host: host)
    }
    let one = activation()
    var seen: Set<String> = []
    for transition in workflow.chart.transitions {
      guard let condition = transition.guard, Self.guards.contains(condition.source),
        seen.insert(condition.source).inserted
      else { continue }
      let wanted = try condition.evaluate(one)
      // Who can be reached is kept for a step: the first look is what counts.
      let asksForParties = condition.source.contains("in party")
      try stopwatch.measure("guard: \(condition.source)\(asksForParties ? " (first look)" : "")") { _ in
        try condition.evaluate(asksForParties ? activation() : one) == wanted ? 1 : 0
      }
    }
  }

  private static let guards: Set = [
    "data.central", "data.skip_prime || !data.consent_prime", "event.by != data.drafted_by",
    "!data.withdrawn && !data.department_disputed", "'prime-contractor' in party",
    "data.nation == 'england' && !data.in_litigation && data.happened_on >= date(case.opened_at - duration('17544h'))",
  ]

  private func measureDeadlines(_ stopwatch: inout Stopwatch) throws {
    let calendar = walk.facts.calendar
    let start = walk.facts.now.seconds
    for text in ["10 working days", "16 working hours", "3 months", "30 days"] {
      let delay = try Delay(parsing: text)
      try stopwatch.measure("due: \(text)") { number in
        // Every minute of two years in turn, so that no branch and no cache line is always the same.
        let instant = Instant(seconds: start + Int64(number % 1_051_200) * 60)
        return Int(try calendar.dueInstant(of: delay, from: instant).seconds)
      }
    }
    let budget = Budget(anchor: walk.facts.now, length: try Delay(parsing: "10 working days"))
    try stopwatch.measure("due: of a running timer") { _ in Int(try budget.fireInstant(calendar)?.seconds ?? 0) }
  }

  private func measureDocuments(_ stopwatch: inout Stopwatch) throws {
    let workflow = walk.workflow
    let stop = walk.stops[walk.stops.count - 1]
    let text = JSONValue.object(CaseDocument.document(of: stop.case, workflow)).serialized()
    let bytes = text.utf8.count
    try stopwatch.measure("document: write (\(bytes) bytes)") { _ in
      JSONValue.object(CaseDocument.document(of: stop.case, workflow)).serialized().utf8.count
    }
    try stopwatch.measure("document: read (\(bytes) bytes)") { _ in
      guard case .object(let object) = try JSONValue(parsing: text) else { return 0 }
      return try CaseDocument.case(
        stop.case.id, from: object, workflow, revision: stop.case.revision, openedAt: stop.case.openedAt, closedAt: nil
      ).timers.count
    }
    let update = try workflow.step(stop.case, on: stop.event, given: stop.facts)
    try stopwatch.measure("write of a step: rows from an update") { _ in
      try CaseWrite(update, workflow, stop.facts, after: nil).record.document.utf8.count
    }
    let host = CaseHost(workflow: workflow, caseID: stop.case.id, openedAt: stop.case.openedAt, facts: stop.facts)
    let activation = workflow.chart.activation(of: stop.case.session, event: stop.chartEvent, host: host)
    guard let template = workflow.templates["acknowledgement"] else {
      throw Answer.no("the shipped workflow has no message \"acknowledgement\"")
    }
    try stopwatch.measure("message: acknowledgement") { _ in
      try template.rendered(with: activation, zone: stop.facts.calendar.zone).body.utf8.count
    }
  }

  private func measureForecast(_ stopwatch: inout Stopwatch) throws {
    let workflow = walk.workflow
    let stops = walk.stops.map { ($0, Forecast(of: $0.case, in: workflow, given: $0.facts).steps.count) }
    guard let (stop, steps) = stops.max(by: { $0.1 < $1.1 }) else { return }
    try stopwatch.measure("forecast: the longest of these (\(steps) steps)") { _ in
      Forecast(of: stop.case, in: workflow, given: stop.facts).steps.count
    }
  }

  private func measureTexts(_ stopwatch: inout Stopwatch) throws {
    let source = walk.source
    try stopwatch.measure("read the shipped workflow (\(source.bytes.count) bytes)") { _ in
      WorkflowReader.read(source).workflow?.chart.states.count ?? 0
    }
    try stopwatch.measure("check the shipped workflow, read before") { _ in
      WorkflowCheck.findings(of: walk.reading).count + 1
    }
    let large = GeneratedWorkflow.source(states: 500)
    let reading = WorkflowReader.read(large)
    guard let states = reading.workflow?.chart.states.count, states >= 500 else {
      throw Answer(
        status: 70,
        message: "recourse: the generated workflow can't be read: \(reading.findings.first?.description ?? "?")")
    }
    try stopwatch.measure("read \(states - 1) states") { _ in
      WorkflowReader.read(large).workflow?.chart.states.count ?? 0
    }
  }
}
