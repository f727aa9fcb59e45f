import Casework
import Engine

/// Timers that should have fired, and cases that wait for a person as a timer's step was refused.
struct OpsTimerPages: Sendable {
  let site: Site

  private static let shown = 100

  var routes: [Route] {
    [
      Route(.get, "/ops/timers", .staff(.operate)) { try await list($0, onlyParked: false) },
      Route(.post, "/ops/timers", .staff(.operate)) { try await order($0, onlyParked: false) },
      Route(.get, "/ops/parked", .staff(.operate)) { try await list($0, onlyParked: true) },
      Route(.post, "/ops/parked", .staff(.operate)) { try await order($0, onlyParked: true) },
    ]
  }

  private var desk: TimerDesk { TimerDesk(store: site.store, library: site.library) }

  private func list(
    _ request: WebRequest, onlyParked: Bool, problems: [(field: String, problem: String)] = []
  ) async throws -> WebResponse {
    let address = onlyParked ? "/ops/parked" : "/ops/timers"
    let title = onlyParked ? "Parked cases" : "Timers that are due"
    let timers = try await desk.overdue(onlyParked: onlyParked, limit: Self.shown)
    let known = Set(timers.map(\.reference))
    let others = onlyParked ? try await parkedWithoutTimer(but: known) : []
    let comingUp: HTML = onlyParked ? Self.table(others) : try await upcoming()
    var page = OpsLayout.page(site, request, title)
    page.errors = problems
    let intro: HTML =
      onlyParked
      ? """
      <p class="govuk-body">A step that a timer should have taken was refused, or nobody could be asked. Such a case waits \
      for a person; every hour it is tried again by itself.</p>
      """
      : """
      <p class="govuk-body">A worker takes these within a second or two. What stands here for longer is stuck, or no \
      worker runs.</p>
      """
    let form: HTML =
      timers.isEmpty
      ? (others.isEmpty ? Block.inset(onlyParked ? "No case is parked." : "No timer is due.") : .none)
      : Form(address, for: request).html(table(timers, request, problems) + orders(request, problems))
    return page.response(
      """
      <h1 class="govuk-heading-l">\(title)</h1>\(OpsLayout.navigation(address))\(OpsResults(request).html(request))\
      \(intro)\(form)\(timers.isEmpty && others.isEmpty ? .none : OpsExportPages.links(onlyParked ? .parked : .timers))\(comingUp)
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  /// Parked cases of which no timer is due: nothing can be ordered for them, and still they wait for a person.
  private func parkedWithoutTimer(but known: Set<CaseReference>) async throws -> [CaseRecord] {
    try await site.store.transaction { try $0.cases(matching: CaseFilter(isParked: true, limit: Self.shown)) }
      .filter { !known.contains($0.reference) }
  }

  private static func table(_ records: [CaseRecord]) -> HTML {
    guard !records.isEmpty else { return .none }
    let table = Block.table(
      records.count == shown ? "The first \(shown)" : "Cases that wait for the case team",
      ["Case", "Workflow", "Why", "Next timer"],
      records.map { record in
        [
          OpsLayout.link(record.reference), "\(ChoiceWords.words(record.workflow))", "\(record.parked ?? "")",
          "\(record.nextDue.map(DayWords.moment) ?? "None")",
        ]
      }, isCaptionHidden: records.count < shown)
    return """
      <h2 class="govuk-heading-m">For the case team</h2><p class="govuk-body">None of their timers is due, so there is \
      nothing to try again here: the case team finds them under \(Control.link("/cases?queue=all&parked=yes", "cases that need a person")), \
      and whatever it does with one takes it off this list.</p>\(table)
      """
  }

  private func table(
    _ timers: [TimerDesk.OverdueTimer], _ request: WebRequest, _ problems: [(field: String, problem: String)]
  ) -> HTML {
    let (chosen, isAll) = (Set(request.form.all("case")), ChooseAll.isMeant(request))
    var references: Set<String> = []
    let rows = timers.enumerated().map { index, timer -> [HTML] in
      let reference = timer.reference.description
      // One box a case: an order is about all of its timers that are due.
      let isFirst = references.insert(reference).inserted
      let box: HTML =
        isFirst
        ? """
        <div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input \
        class="govuk-checkboxes__input" id="case\(index == 0 ? "" : "-\(index)")" name="case" type="checkbox" \
        value="\(reference)"\(" checked", if: isAll || chosen.contains(reference))><label \
        class="govuk-label govuk-checkboxes__label" for="case\(index == 0 ? "" : "-\(index)")">\(reference)</label></div></div>
        """ : "\(reference)"
      return [
        box, "\(timer.workflow)", "\(timer.timer ?? "Can't be read")", "\(DayWords.moment(timer.due))",
        "\(OpsWords.length(Double(timer.lag.components.seconds)))",
        "\(timer.parked ?? "A worker has yet to come to it")",
      ]
    }
    let error: HTML =
      problems.first { $0.field == "case" }.map {
        """
        <p id="case-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> \($0.problem)</p>
        """
      } ?? .none
    return error + ChooseAll.link(references.count, request, at: request.path)
      + Block.table("Which cases", ["Case", "Workflow", "Timer", "Due", "Late by", "Why"], rows)
  }

  private func orders(_ request: WebRequest, _ problems: [(field: String, problem: String)]) -> HTML {
    func problem(_ field: String) -> String? { problems.first { $0.field == field }?.problem }
    return Control.radios(
      Question(
        "order", "What becomes of their overdue timers", error: problem("order"),
        value: request.form["order"] ?? "retry"
      ),
      [
        Control.Choice("retry", "Try again now", hint: "Where the step is refused again, nothing has changed."),
        Control.Choice("skip", "Pass over", hint: "The timer passes without its step; what repeats goes on."),
        Control.Choice("cancel", "Cancel for good", hint: "The timer ends, with every one of its name in the case."),
      ])
      + Control.text(
        Question(
          "reason", "Why", hint: "The history of each case keeps it.", error: problem("reason"),
          value: request.form["reason"] ?? ""))
      + Control.button("Do it for those chosen")
  }

  /// What comes next, so that people see that time goes on.
  private func upcoming() async throws -> HTML {
    let library = site.library
    let (records, workflows, now) = try await site.store.transaction { transaction in
      let records = try transaction.cases(matching: CaseFilter(limit: Self.shown))
      let versions = Set(records.map(\.version))
      // A version that can't be read is `doctor`'s matter; its cases keep their dates.
      let workflows = versions.compactMap { try? library.workflow($0, transaction) }
      return (records, workflows, try transaction.currentTime())
    }
    let next = records.filter { record in record.parked == nil && record.nextDue.map { now < $0 } ?? false }.prefix(20)
    return Block.table(
      "Next", ["Case", "Workflow", "Step", "When"],
      next.map { record in
        let workflow = workflows.first { $0.digest == record.version }
        let steps = record.states.map { id in
          workflow.flatMap { own in own.chart.state(id).map { own.stateNotes[$0].title } } ?? id
        }
        return [
          OpsLayout.link(record.reference), "\(workflow?.title ?? record.workflow)",
          "\(steps.joined(separator: ", "))",
          "\(record.nextDue.map { "\(DayWords.moment($0)) (\(DayWords.distance(to: $0, from: now)))" })",
        ]
      }, empty: records.count < Self.shown ? "No timer runs." : "So many are due that the next are not looked for.")
  }

  // MARK: Orders

  private func order(_ request: WebRequest, onlyParked: Bool) async throws -> WebResponse {
    guard case .staff(let user) = request.principal else { throw Refusal.signInFirst }
    var problems: [(field: String, problem: String)] = []
    let references = request.form.all("case").compactMap { CaseReference($0) }
    if references.isEmpty { problems.append(("case", "Choose at least one case")) }
    let action = request.form["order"].flatMap { TimerOrder.Action(rawValue: $0) }
    if action == nil { problems.append(("order", "Choose what becomes of the timers")) }
    let reason = request.form.text("reason")
    if reason == nil { problems.append(("reason", "Enter the reason")) }
    if let reason, reason.count > CaseLimits.reason {
      problems.append(("reason", "The reason must be \(CaseLimits.reason) characters or fewer"))
    }
    guard problems.isEmpty, let action, let reason else {
      return try await list(request, onlyParked: onlyParked, problems: problems)
    }
    let order = TimerDesk.Order(
      action, timer: nil, reason: reason, actor: Actor(role: OpsActor.role(of: user), name: user.name))
    var results = OpsResults()
    for reference in references.prefix(Self.shown) { results.rows += try await carryOut(order, on: reference) }
    try await results.keep(request, in: site)
    return .redirect("\(request.path)?done=1")
  }

  private func carryOut(
    _ order: TimerDesk.Order, on reference: CaseReference
  ) async throws -> [(name: String, outcome: String, isDone: Bool)] {
    let name = reference.description
    guard let id = try await site.store.transaction({ try $0.caseID(of: reference) }) else {
      return [(name, "There is no such case", false)]
    }
    do {
      let answer = try await desk.carryOut(order, on: id)
      guard !answer.timers.isEmpty else { return [(name, "None of its timers is overdue any more", false)] }
      return answer.timers.map { timer in
        ("\(name), \(timer.name)", timer.refusal ?? order.action.past, timer.refusal == nil)
      }
    } catch let failure as CaseFailure {
      return [(name, failure.description, false)]
    }
  }
}

extension TimerOrder.Action {
  fileprivate var past: String {
    switch self {
    case .retry: "The timer has fired"
    case .skip: "The timer was passed over"
    case .cancel: "The timer was cancelled"
    }
  }
}
