import Casework
import Engine

/// The page of a list of cases.
struct CaseListView {
  let listing: CaseListing
  let request: WebRequest
  let user: User

  private var queue: CaseQueue { listing.queue }
  private var canAssign: Bool { Permission.workCases.isGiven(to: user) && queue.part != .closed }

  func html(_ problem: (field: String, problem: String)? = nil) -> HTML {
    """
    <h1 class="govuk-heading-l">Cases</h1>\(parts)\(stuck)\(own)\(search)\(tags)\(table(problem))
    """
  }

  /// What concerns one's own cases as a whole.
  private var own: HTML {
    guard queue.part == .mine else { return .none }
    let cover: HTML = canAssign ? "\(Control.link("/cases/cover", "When you are away")) · " : .none
    let away = listing.absences.covered(by: user.name).map { absence -> HTML in
      "<li>\(name(of: absence.person)), until \(DayWords.day(absence.lastDay))</li>"
    }
    let covering: HTML =
      away.isEmpty
      ? .none
      : Block.inset(
        "<p class=\"govuk-body\">You look after the cases of colleagues who are away as well:</p><ul class=\"govuk-list\">\(away)</ul>"
      )
    return covering
      + "<p class=\"govuk-body\">\(cover)\(Control.link("/cases/feed", "Your deadlines in your calendar"))</p>"
  }

  private func name(of person: String) -> String {
    listing.people.first { $0.name == person }?.displayName ?? person
  }

  private var parts: HTML {
    Block.subNavigation(
      "Lists of cases",
      CaseQueue.Part.allCases.map { part in
        ("/cases?queue=\(part.rawValue)", part.title + (count(of: part).map { " (\($0))" } ?? ""), part == queue.part)
      })
  }

  /// How many cases a list has; where there are very many, that there are.
  private func count(of part: CaseQueue.Part) -> String? {
    let count: Int
    switch part {
    case .mine: count = listing.counts.mine
    case .unassigned: count = listing.counts.unassigned
    case .team: count = listing.counts.team
    case .waiting: count = listing.counts.waiting
    case .all, .closed: return nil
    }
    return count > EngineLimits.listedCases ? "over \(EngineLimits.listedCases)" : "\(count)"
  }

  private var stuck: HTML {
    guard listing.parked > 0, !queue.isParked else { return .none }
    let count = listing.parked == 100 ? "100 or more cases" : listing.parked == 1 ? "1 case" : "\(listing.parked) cases"
    let list = queue.part == .mine ? "mine" : "all"
    return """
      <div class="govuk-inset-text app-inset--urgent"><a class="govuk-link" href="/cases?queue=\(list)&amp;parked=yes">\
      \(count)</a> \(listing.parked == 1 ? "needs" : "need") a person to look before \
      \(listing.parked == 1 ? "it goes" : "they go") on.</div>
      """
  }

  // MARK: Narrowing

  private var search: HTML {
    let hidden: HTML = "<input type=\"hidden\" name=\"queue\" value=\"\(queue.part.rawValue)\">"
    return """
      <form method="get" action="/cases" role="search" class="app-find">\(hidden)<div class="app-find__words"><label \
      class="govuk-label" for="words">Search in references, contracts, notes and documents</label><input \
      class="govuk-input" id="words" name="words" type="search" value="\(queue.words ?? "")"></div>\(narrowing)\
      \(Control.button("Show", isSecondary: true))</form>
      """
  }

  private var narrowing: HTML {
    let workflows = listing.workflows.map { Control.Choice($0.name, $0.title) }
    let steps = distinct(
      listing.workflows.filter { queue.workflow == nil || $0.name == queue.workflow }.flatMap { workflow in
        workflow.chart.states.dropFirst().filter { $0.kind == .atomic }.map {
          ($0.id, workflow.stateNotes[$0.number].title)
        }
      })
    let owners = distinct(listing.workflows.flatMap { $0.parties.map { ($0.id, $0.title) } })
    var controls = select("workflow", "Kind of case", workflows, queue.workflow)
    controls += select("step", "Current step", steps, queue.state)
    controls += select("waits-for", "Waiting for", owners, queue.owner)
    if queue.part != .mine, queue.part != .unassigned {
      controls += select("with", "Looked after by", Colleague.choices(listing.people), queue.assignee)
    }
    return
      "<details class=\"govuk-details app-find__more\"\(isNarrowed ? " open" : "")><summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">Narrow the list</span></summary><div class=\"govuk-details__text app-find__filters\">\(controls)</div></details>"
  }

  private var isNarrowed: Bool { queue.filters.contains { $0.name != "words" } }

  private func select(_ name: String, _ label: String, _ choices: [Control.Choice], _ value: String?) -> HTML {
    Control.select(Question(name, label, value: value ?? ""), choices, empty: "Any")
  }

  private func distinct(_ pairs: [(String, String)]) -> [Control.Choice] {
    var seen: Set<String> = []
    return pairs.filter { seen.insert($0.0).inserted }.sorted { $0.1 < $1.1 }.map { Control.Choice($0.0, $0.1) }
  }

  private var tags: HTML {
    guard !queue.filters.isEmpty else { return .none }
    let items = queue.filters.map { filter -> HTML in
      """
      <li><a class="moj-filter__tag" href="\(queue.without(filter.name))"><span class="govuk-visually-hidden">Take away \
      the filter</span> \(label(of: filter))</a></li>
      """
    }
    return
      "<div class=\"app-tags\"><h2 class=\"govuk-heading-s\">Narrowed by</h2><ul class=\"moj-filter-tags\">\(items)</ul></div>"
  }

  private func label(of filter: (name: String, value: String)) -> String {
    switch filter.name {
    case "workflow": listing.workflows.first { $0.name == filter.value }?.title ?? filter.value
    case "step":
      listing.workflows.lazy.compactMap { workflow in
        workflow.chart.state(filter.value).map { workflow.stateNotes[$0].title }
      }.first ?? filter.value
    case "waits-for":
      "Waiting for "
        + (listing.workflows.lazy.compactMap { $0.party(named: filter.value)?.title }.first ?? filter.value)
    case "with": listing.people.first { $0.name == filter.value }?.displayName ?? filter.value
    case "parked": "Needs a person"
    default: "“\(filter.value)”"
    }
  }

  // MARK: The list itself

  private func table(_ problem: (field: String, problem: String)?) -> HTML {
    guard !listing.lines.isEmpty else { return empty }
    let event: HTML =
      "<input type=\"hidden\" name=\"event\" value=\"\(RequestIdentity.fresh(at: listing.now).description)\">"
    let groups = grouped.map { group in
      CaseTable(
        lines: group.lines,
        people: Dictionary(listing.people.map { ($0.name, $0.displayName) }, uniquingKeysWith: { first, _ in first }),
        absences: listing.absences, chosen: chosen, group: group.group, first: group.first,
        canChoose: canAssign
      ).html
    }
    guard canAssign else { return showing + groups.joined() + pages }
    let list = showing + ChooseAll.link(listing.lines.count, request, at: queue.address) + groups.joined() + pages
    return Form("/cases/assign", for: request).html(
      event + "<input type=\"hidden\" name=\"back\" value=\"\(queue.address)\">" + list + assigning(problem))
  }

  /// Those whose boxes are ticked.
  private var chosen: Set<String> {
    ChooseAll.isMeant(request)
      ? Set(listing.lines.map(\.record.reference.description)) : Set(request.form.all("case"))
  }

  private var empty: HTML {
    let hint: HTML =
      queue.filters.isEmpty
      ? .none
      : "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/cases?queue=\(queue.part.rawValue)\">Show the whole list</a></p>"
    return """
      <p class="govuk-body-l app-empty">\(queue.filters.isEmpty ? queue.part.emptiness : "No case fits all of that.")</p>\(hint)
      """
  }

  private var grouped: [(group: CaseLine.Group, first: Int, lines: [CaseLine])] {
    var groups: [(group: CaseLine.Group, first: Int, lines: [CaseLine])] = []
    var number = 1
    for group in CaseLine.Group.allCases {
      let lines = listing.lines.filter { $0.group == group }
      guard !lines.isEmpty else { continue }
      groups.append((group, number, lines))
      number += lines.count
    }
    return groups
  }

  private var first: Int { (queue.page - 1) * CaseQueue.pageLength + 1 }

  private var showing: HTML {
    let most = listing.total >= listing.counted
    return """
      <p class="govuk-body app-showing">Showing \(first) to \(first + listing.lines.count - 1) of \
      \(most ? "more than \(listing.counted)" : "\(listing.total)").\(exports)</p>
      """
  }

  private var exports: HTML {
    " <span class=\"app-exports\">Save as \(ListFile.words("/cases/export", query: queue.at(page: 1).values.encoded))</span>"
  }

  private var pages: HTML {
    let last = (listing.total + CaseQueue.pageLength - 1) / CaseQueue.pageLength
    guard last > 1 else { return .none }
    let previous: HTML = queue.page > 1 ? step(to: queue.page - 1, "Previous", "prev") : .none
    let next: HTML = queue.page < last ? step(to: queue.page + 1, "Next", "next") : .none
    return """
      <nav class="govuk-pagination" aria-label="Pages">\(previous)<p class="govuk-body app-pages">Page \(queue.page) of \
      \(listing.total >= listing.counted ? "more than \(last)" : "\(last)")</p>\(next)</nav>
      """
  }

  private func step(to page: Int, _ word: String, _ relation: String) -> HTML {
    """
    <div class="govuk-pagination__\(relation)"><a class="govuk-link govuk-pagination__link" \
    href="\(queue.at(page: page).address)" rel="\(relation)"><span class="govuk-pagination__link-title">\(word)<span \
    class="govuk-visually-hidden"> page</span></span></a></div>
    """
  }

  private func assigning(_ problem: (field: String, problem: String)?) -> HTML {
    let error = problem?.field == "to" ? problem?.problem : nil
    // Oneself first: taking cases is what is done most.
    let everybody = listing.people.filter { $0.name == user.name } + listing.people.filter { $0.name != user.name }
    let people =
      Colleague.choices(everybody, listing.absences)
      + [Control.Choice(CaseListPages.nobody, "Nobody: back to the queue")]
    let to = Question("to", "Who is to look after them", error: error, value: request.form["to"] ?? "")
    let long = problem?.field == "reason" ? problem?.problem : nil
    let reason = Question("reason", "Why", error: long, value: request.form["reason"] ?? "", isOptional: true)
    // Who was told that a person is away, and sends the same again, means it.
    let anyway: HTML =
      problem?.field == "to" && request.form.text("to") != nil
      ? "<input type=\"hidden\" name=\"anyway\" value=\"\(request.form["to"])\">" : .none
    return """
      \(anyway)<fieldset class="govuk-fieldset app-bulk"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Assign \
      the chosen cases</legend><div class="app-bulk__fields">\(Control.select(to, people))\(Control.text(reason))</div>\
      \(Control.button("Assign"))</fieldset>
      """
  }
}
