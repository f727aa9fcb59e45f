import Casework
import Expression
import Statechart

/// Runs cases for a search: each step is the statechart's own.
struct ProbeRun {
  enum Outcome {
    case rests(ProbeNode)
    /// The step never ends; the states in which it was given up.
    case endless([Int])
  }

  /// Events that a case sends itself in one step.
  private static let ownEvents = 20

  let workflow: Workflow
  let host: ProbeHost

  init(_ workflow: Workflow) {
    self.workflow = workflow
    host = ProbeHost(workflow: workflow)
  }

  func start(_ data: [Int: Value]) -> Outcome {
    do throws(MicrostepLimitExceeded) {
      let (session, outputs) = try workflow.chart.start(given: data, host: host)
      return try settled(ProbeNode(session: session), outputs)
    } catch {
      return .endless(error.activeStates.compactMap(workflow.chart.state))
    }
  }

  func step(_ node: ProbeNode, _ probe: Probe) -> Outcome {
    var node = node
    if case .send(let id) = probe.event.timer { node.waiting[id] = nil }
    do throws(MicrostepLimitExceeded) {
      let outputs = try workflow.chart.macrostep(&node.session, on: probe.event, host: host)
      return try settled(node, outputs)
    } catch {
      return .endless(error.activeStates.compactMap(workflow.chart.state))
    }
  }

  /// Answers what the case sends itself.
  private func settled(_ node: ProbeNode, _ first: [Output]) throws(MicrostepLimitExceeded) -> Outcome {
    var node = node
    var queue: [Event] = []
    absorb(first, &node, &queue)
    var count = 0
    while !queue.isEmpty, !node.session.isDone, count < Self.ownEvents {
      count += 1
      let event = queue.removeFirst()
      absorb(try workflow.chart.macrostep(&node.session, on: event, host: host), &node, &queue)
    }
    return .rests(node)
  }

  private func absorb(_ outputs: [Output], _ node: inout ProbeNode, _ queue: inout [Event]) {
    for output in outputs {
      switch output {
      case .sent(let event): queue.append(event)
      case .scheduled(.send(let id), _, let event): node.waiting[id] = event
      case .cancelled(.send(let id)): node.waiting[id] = nil
      case .entered, .exited, .skipped, .took, .logged, .raised, .scheduled, .cancelled, .performed, .assigned, .fault,
        .ignored, .ended:
        break
      }
    }
  }

  // MARK: What may happen

  /// Everything that may happen to a case next: what people send, timers of its states, delayed sends.
  func probes(of node: ProbeNode, _ samples: GuardSamples) -> [Probe] {
    var probes: [Probe] = []
    for available in workflow.chart.availableEvents(node.session) {
      let note = workflow.transitionNotes[available.transition]
      guard let descriptor = available.descriptors.first(where: { !$0.matchesEverything && !$0.prefix.isEmpty }),
        !Self.isPlatforms(descriptor.prefix)
      else { continue }
      for data in samples.fillings(of: note.form) {
        let event = Event(descriptor.prefix, data: samples.value(data), by: note.roles.first)
        probes.append(Probe(event: event, text: descriptor.prefix + samples.text(data)))
      }
    }
    for state in node.session.configuration {
      for transition in workflow.chart.states[state].timerTransitions where isUseful(transition) {
        let ordinal = workflow.chart.transitions[transition].ordinal
        let name = workflow.transitionNotes[transition].timer ?? "after#\(ordinal)"
        let event = Event.fired(.after(state: state, transition: ordinal))
        probes.append(Probe(event: event, text: "\(workflow.chart.states[state].id).\(name)"))
      }
    }
    for (id, event) in node.waiting.sorted(by: { $0.key < $1.key }) {
      var event = event
      event.timer = .send(id: id)
      probes.append(Probe(event: event, text: id))
    }
    return probes
  }

  /// A reminder changes nothing; a deadline with several ways on is asked for all of them.
  private func isUseful(_ timer: Int) -> Bool {
    let all = workflow.chart.states[workflow.chart.transitions[timer].source].transitions
    let further = ((timer + 1)..<all.upperBound).prefix {
      if case .sameTimer = workflow.chart.transitions[$0].trigger { true } else { false }
    }
    return ([timer] + further).contains { number in
      let transition = workflow.chart.transitions[number]
      return !transition.targets.isEmpty
        || !transition.actions.allSatisfy { if case .perform = $0 { true } else { false } }
    }
  }

  private static func isPlatforms(_ name: String) -> Bool {
    ["done", "error", "clock"].contains(name.prefix { $0 != "." })
  }
}
