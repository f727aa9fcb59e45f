import Casework
import Expression
import Statechart

/// Runs the steps of an exploration: each is the statechart's own.
final class SpaceStepper {
  /// What may happen to a case, before it is known what comes of it.
  struct Stimulus {
    let cause: SpaceStep.Cause
    let event: Event
    /// The fields that the sender fills in.
    var form: [Int] = []
  }

  /// Events that a case may send itself in one step, as in a real one.
  private static let macrosteps = 100
  /// Ways that one stimulus may go; of more only so many are told apart.
  private static let ways = 512
  /// Timers of one key that are told apart.
  private static let sends = 12

  let model: SpaceModel
  let host: SpaceHost
  /// Whether some stimulus had more ways than are told apart, or too many timers of one kind ran at once.
  private(set) var isCut = false
  private var isOpening = false
  /// Whether what was known of the case is no more: a closed one is taken up again.
  private var isRenewed = false
  private var running: [(timer: SpaceTimer, origin: Int?)] = []

  init(_ model: SpaceModel) {
    self.model = model
    host = SpaceHost(model)
  }

  // MARK: Steps

  func openings() -> [SpaceWay] {
    ways { [self] () throws(MicrostepLimitExceeded) in
      let asked = model.workflow.openingForm.isEmpty ? Array(model.chart.fields.indices) : model.workflow.openingForm
      host.begin([:])
      running = []
      (isOpening, isRenewed) = (true, true)
      var given: [Int: Value] = [:]
      for field in asked {
        // The marks of what a case is opened with bear the fields' own numbers.
        guard let cells = model.cells[field] else { continue }
        host.unknowns[field] = SpaceHost.Unknown(field: field, cells: cells.opening)
        given[field] = model.marks[field]
      }
      let (session, outputs) = try model.chart.start(given: given, host: host)
      return (session, outputs, opened: given.keys.sorted())
    }
  }

  func reopened(_ node: SpaceNode, at state: Int) -> [SpaceWay] {
    ways { [self] () throws(MicrostepLimitExceeded) in
      begin(node)
      isRenewed = true
      if !model.keepsClosed { host.begin(model.cells.mapValues(\.opening)) }
      var session = node.session
      let outputs = try model.chart.reenter(&session, at: state, on: Event("reopen"), host: host)
      return (session, outputs, opened: [])
    }
  }

  func ways(of stimulus: Stimulus, on node: SpaceNode, timer: Int? = nil) -> [SpaceWay] {
    ways { [self] () throws(MicrostepLimitExceeded) in
      begin(node)
      if let timer { running.remove(at: timer) }
      var event = stimulus.event
      if case .person = stimulus.cause {
        host.isPersons = true
        event.data = data(of: stimulus.form)
      }
      var session = node.session
      let outputs = try model.chart.macrostep(&session, on: event, host: host)
      host.isPersons = false
      return (session, outputs, opened: [])
    }
  }

  private func begin(_ node: SpaceNode) {
    host.begin(node.cells)
    (isOpening, isRenewed) = (false, false)
    running = node.timers.enumerated().map { ($0.element, $0.offset) }
  }

  /// What comes with an event: anything in the fields of its form, and without one anything at all.
  private func data(of form: [Int]) -> Value {
    guard !form.isEmpty else { return model.asksEventData ? .unsettled(-1) : .null }
    return .map(
      MapValue(
        form.map { field in
          let value = model.cells[field].map { host.mark(field, $0.known) } ?? .unsettled(-1)
          return (model.chart.fields[field].name, value)
        }))
  }

  // MARK: All ways

  private func ways(
    _ run: () throws(MicrostepLimitExceeded) -> (Session, [Output], opened: [Int])
  ) -> [SpaceWay] {
    var ways: [SpaceWay] = []
    host.choices = Choices()
    repeat {
      do throws(MicrostepLimitExceeded) {
        let (session, outputs, opened) = try run()
        ways.append(try settled(session, outputs, opened: opened) ?? endless)
      } catch {
        ways.append(endless)
      }
      if ways.count >= Self.ways {
        isCut = true
        break
      }
    } while host.choices.advance()
    return ways
  }

  private var endless: SpaceWay {
    SpaceWay(
      rest: nil, asked: host.asked, origins: [], outputs: [], assumed: [:], given: [:], clocks: [:], answers: [:],
      isGuessed: host.hasGuessed, isIgnored: false)
  }

  /// Answers what the case sends itself, and takes down where it comes to rest; nil where it goes on for ever.
  private func settled(
    _ start: Session, _ first: [Output], opened: [Int]
  ) throws(MicrostepLimitExceeded) -> SpaceWay? {
    var session = start
    var (outputs, queue, next) = (first, [Event](), 0)
    absorb(first, &queue)
    while next < queue.count, !session.isDone {
      guard next < Self.macrosteps else { return nil }
      let batch = try model.chart.macrostep(&session, on: queue[next], host: host)
      next += 1
      absorb(batch, &queue)
      outputs += batch
    }
    if session.isDone { running = [] }
    let isIgnored = if case .ignored? = first.first { first.count == 1 } else { false }
    let clocks = started(outputs, session)
    let answers = answers(outputs, session)
    let asked = isRenewed ? StateSet(Array(model.chart.fields.indices)) : host.asked
    var changed = asked
    for case .assigned(let field, _) in outputs { changed.insert(field) }
    var assumed: [Int: StateSet] = [:]
    if !isOpening { for field in asked { assumed[field] = host.unknowns[field]?.cells } }
    return SpaceWay(
      rest: rested(session, changed), asked: asked, origins: running.map(\.origin),
      outputs: outputs.filter(isKept), assumed: assumed, given: given(session, changed, opened: opened),
      clocks: clocks, answers: answers, isGuessed: host.hasGuessed, isIgnored: isIgnored)
  }

  private func isKept(_ output: Output) -> Bool {
    switch output {
    case .entered, .exited, .skipped, .took, .ended: true
    // Where somebody wants to see certain effects, steps that differ in others are one.
    case .performed(let effect, _): model.effects.isEmpty || model.effects.contains(effect)
    case .logged, .raised, .scheduled, .cancelled, .sent, .assigned, .fault, .ignored: false
    }
  }

  private func absorb(_ outputs: [Output], _ queue: inout [Event]) {
    for output in outputs {
      switch output {
      case .sent(let event): queue.append(event)
      case .scheduled(let key, let setting, let event): start(key, setting, event)
      case .cancelled(let key): running.removeAll { $0.timer.key == key }
      case .entered, .exited, .skipped, .took, .logged, .raised, .performed, .assigned, .fault, .ignored, .ended: break
      }
    }
  }

  private func start(_ key: TimerKey, _ setting: TimerSetting, _ event: Event?) {
    var (key, event) = (key, event)
    switch key {
    case .after(let state, let ordinal):
      guard !model.relevance.inert.contains(model.chart.states[state].transitions.lowerBound + ordinal) else { return }
    case .send(let id):
      guard let name = event?.name, !model.relevance.isInert(event: name) else { return }
      // Ids that were made count up for ever, and nothing can name them.
      if id.hasPrefix("#") { key = .send(id: "#") }
      if let sent = event?.data, !host.isSettledData(sent) { event?.data = .unsettled(-1) }
    }
    let timer = SpaceTimer(key: key, event: event, span: DaySpan(setting, counting: model.workflow.counting))
    guard running.count(where: { $0.timer == timer }) < Self.sends else {
      isCut = true
      return
    }
    running.append((timer, nil))
  }

  /// The clocks whose state was entered, or that begin with the case, and their limits.
  private func started(_ outputs: [Output], _ session: Session) -> [String: DaySpan] {
    var limits: [String: DaySpan] = [:]
    for clock in model.workflow.clocks {
      let starts = outputs.contains { output in
        if case .entered(let state) = output { clock.starts.contains(model.chart.states[state].id) } else { false }
      }
      guard clock.starts.isEmpty ? isOpening : starts else { continue }
      host.ask(clock.limit)
      let activation = model.chart.activation(of: session, host: host)
      guard let limit = try? host.length(clock.limit, activation) else { continue }
      limits[clock.id] = DaySpan(.value(limit), counting: model.workflow.counting)
    }
    return limits
  }

  /// What the step means to those who ask; nil for what stays open.
  private func answers(_ outputs: [Output], _ session: Session) -> [String: Bool?] {
    var answers: [String: Bool?] = [:]
    for question in model.questions where question.isAsked(after: outputs, session, isOpening: isOpening) {
      let condition = question.condition
      guard answers[condition.source] == nil else { continue }
      let activation = model.chart.activation(of: session, host: host)
      host.ask(condition)
      if model.leavesQuestionsOpen {
        answers[condition.source] = .some(host.settledAnswer(model.reader.tree(condition), activation))
        continue
      }
      // As with guards, what can't be worked out does not hold.
      answers[condition.source] =
        (try? host.condition(model.reader.tree(condition), in: condition, activation)) ?? false
    }
    return answers
  }

  // MARK: At rest

  /// What the step was given for fields, as far as something asked for it later in the step.
  private func given(_ session: Session, _ changed: StateSet, opened: [Int]) -> [Int: StateSet] {
    var given: [Int: StateSet] = [:]
    for field in changed {
      if let number = session.data[field].unsettledNumber, number >= 0, number != field || opened.contains(field),
        let unknown = host.unknown(number), unknown.field == field
      {
        given[field] = unknown.cells
      }
    }
    return given
  }

  /// Where a case rests: what nothing asks any more is forgotten.
  private func rested(_ session: Session, _ changed: StateSet) -> SpaceWay.Rest {
    let (live, histories) = model.liveness.live(session)
    var data = model.marks
    var cells: [Int: StateSet] = [:]
    for field in live where changed.contains(field) {
      guard let partition = model.cells[field] else { continue }
      let value = session.data[field]
      if model.forgotten.contains(field) {
        cells[field] = partition.all
      } else if let number = value.unsettledNumber {
        let known = host.unknown(number).flatMap { $0.field == field ? $0.cells : nil } ?? partition.all
        if let value = partition.value(known) { data[field] = value } else { cells[field] = known }
      } else if !partition.isExact, value != .null, !isFew(value, field) {
        cells[field] = partition.known
      } else {
        data[field] = value
      }
    }
    return SpaceWay.Rest(
      session: session.with(data: data), cells: cells, timers: running.map(\.timer), live: live, histories: histories,
      kept: live.filter { !changed.contains($0) })
  }

  /// Values of a field that are told apart: more, and something counts without end.
  private static let values = 64
  private var seen: [Int: Set<Value>] = [:]

  private func isFew(_ value: Value, _ field: Int) -> Bool {
    if seen[field]?.contains(value) == true { return true }
    guard (seen[field]?.count ?? 0) < Self.values else { return false }
    seen[field, default: []].insert(value)
    return true
  }
}
