import Expression
import Statechart
import WorkingTime

/// Plays one case in memory, with its own clock in milliseconds, its timers and its external queue.
final class Play {
  struct Timer {
    let due: Int
    let order: Int
    let key: TimerKey
    let event: Event?
  }

  let chart: Statechart
  let host: any Host
  /// Whether the session goes through its record before every step, as if each step ran after a restart.
  let restarts: Bool
  private(set) var session: Session
  private(set) var outputs: [Output] = []
  private(set) var timers: [Timer] = []
  private var queue: [Event] = []
  private var now = 0
  private var started = 0

  init(_ chart: Statechart, given: [Int: Value] = [:], host: some Host = NoHost(), restarts: Bool = false) throws {
    self.chart = chart
    self.host = host
    self.restarts = restarts
    let (session, outputs) = try chart.start(given: given, host: host)
    self.session = session
    absorb(outputs)
    try settle()
  }

  /// Sends an event from outside and lets the case settle; answers what that put out.
  @discardableResult
  func send(_ name: String, data: Value = .null, by role: String? = nil) throws -> [Output] {
    let before = outputs.count
    try step(Event(name, data: data, by: role))
    try settle()
    return Array(outputs[before...])
  }

  /// Lets time pass; timers fire in order of their due time, then of their start.
  func advance(_ milliseconds: Int) throws {
    let end = now + milliseconds
    while let next = timers.min(by: { ($0.due, $0.order) < ($1.due, $1.order) }), next.due <= end {
      timers.removeAll { $0.order == next.order }
      now = next.due
      try step(next.event ?? .fired(next.key))
      try settle()
    }
    now = end
  }

  /// Hands the case one event and nothing more.
  func step(_ event: Event) throws {
    if restarts { session = try chart.session(from: chart.record(of: session)) }
    absorb(try chart.macrostep(&session, on: event, host: host))
  }

  var leaves: [String] { chart.leaves(session) }
  var isDone: Bool { session.isDone }
  /// The running timers by name, in order of start.
  var timerNames: [String] { timers.map { chart.name(of: $0.key) } }
  /// The whole trace up to now.
  var trace: [String] { outputs.compactMap(chart.traceLine) }
  var logs: [String] {
    outputs.compactMap { output in
      if case .logged(let text) = output { text } else { nil }
    }
  }
  var faults: Int {
    outputs.count { output in
      if case .fault = output { true } else { false }
    }
  }

  subscript(field: String) -> Value {
    chart.fields.firstIndex { $0.name == field }.map { session.data[$0] } ?? .null
  }

  /// The trace of one more event.
  func trace(of name: String, data: Value = .null) throws -> [String] {
    try send(name, data: data).compactMap(chart.traceLine)
  }

  private func settle() throws {
    while !queue.isEmpty { try step(queue.removeFirst()) }
  }

  private func absorb(_ batch: [Output]) {
    outputs += batch
    for output in batch {
      switch output {
      case .scheduled(let key, let setting, let event):
        started += 1
        timers.append(Timer(due: now + milliseconds(setting), order: started, key: key, event: event))
      case .cancelled(let key): timers.removeAll { $0.key == key }
      case .sent(let event): queue.append(event)
      case .ended:
        timers = []
        queue = []
      case .entered, .exited, .skipped, .took, .logged, .raised, .performed, .assigned, .fault, .ignored: break
      }
    }
  }

  private func milliseconds(_ setting: TimerSetting) -> Int {
    switch setting {
    case .delay(.elapsed(let duration)): Int(duration / .milliseconds(1))
    case .delay, .value, .at, .limited: 0
    }
  }
}
