import Analysis
import Casework
import Diagrams
import Engine
import WorkflowFiles
import WorkingTime

/// A version of a workflow in words and, where something draws, as a picture.
enum WorkflowViews {
  /// The picture, where something draws.
  ///
  /// - Parameter address: where `picture` answers.
  static func picture(_ workflow: Workflow, _ site: Site, at address: String) -> HTML {
    site.pictures.html(of: DotDiagram(Moves(workflow), zone: WorkingCalendar.london), at: address)
  }

  /// The steps: everything that the picture shows and more.
  static func steps(_ workflow: Workflow) -> HTML {
    StepsView(StepTable(Moves(workflow), zone: WorkingCalendar.london)).html
  }

  /// The files as they were written.
  static func files(_ bundle: WorkflowBundle) -> HTML {
    let names = bundle.files.keys.sorted()
    return (names.filter { $0 == "workflow.yaml" } + names.filter { $0 != "workflow.yaml" }).map { name in
      Block.details(
        name, "<pre class=\"app-listing\" tabindex=\"0\">\(bundle.files[name] ?? "")</pre>",
        isOpen: bundle.files.count == 1)
    }.joined()
  }

  /// The picture by itself.
  static func picture(_ workflow: Workflow?, _ site: Site, _ request: WebRequest) async throws -> WebResponse {
    guard let workflow else { throw Refusal.notFound }
    return try await site.pictures.response(DotDiagram(Moves(workflow), zone: WorkingCalendar.london), for: request)
  }

  static func bounds(_ examination: WorkflowExamination, _ workflow: Workflow) -> HTML {
    guard let bounds = examination.bounds else { return .none }
    let words = BoundsWords(bounds, of: workflow)
    let lines = words.lines.map { "<li>\($0)</li>" as HTML }
    let precision: HTML =
      words.precision.map { Block.details("How exact that is", "<p class=\"govuk-body\">\($0)</p>") } ?? .none
    return "<ul class=\"govuk-list govuk-list--bullet\">\(lines)</ul>\(precision)"
  }

  /// In what two versions differ, what may harm most first.
  static func difference(_ difference: Difference) -> HTML {
    guard !difference.changes.isEmpty else {
      return Block.inset("They mean the same: only comments, spaces or the way it is written differ.")
    }
    var parts: [HTML] = []
    for area in ChangeArea.allCases {
      let changes = difference.changes.filter { $0.area == area }
      guard !changes.isEmpty else { continue }
      let items = changes.map { change -> HTML in
        let details: HTML =
          change.details.isEmpty
          ? .none : "<pre class=\"app-listing\">\(change.details.joined(separator: "\n"))</pre>"
        return "<li>\(change.sentence)\(details)</li>"
      }
      parts.append(
        "<h3 class=\"govuk-heading-s\">\(area.title)</h3><ul class=\"govuk-list govuk-list--bullet\">\(items)</ul>")
    }
    return parts.joined()
  }

  /// What it would mean for cases that are open.
  static func effect(_ summary: VersionEffectSummary, _ old: Workflow) -> HTML {
    guard summary.cases > 0 else { return Block.inset("No open case goes by the present version.") }
    let standing = old.chart.states.compactMap { state in
      summary.standing[state.id].map { "\(old.stateNotes[state.number].title): \($0)" }
    }
    let gone = old.chart.states.compactMap { state in
      summary.gone[state.id].map { "\(old.stateNotes[state.number].title): \($0)" }
    }
    return Block.summary([
      Block.SummaryRow("Open cases of the present version", "\(summary.cases)"),
      Block.SummaryRow(
        "In a step that changed",
        "\(summary.touched)\(standing.isEmpty ? "" : " (\(standing.joined(separator: ", ")))")"),
      Block.SummaryRow("In a step that is no more", "\(gone.isEmpty ? "0" : gone.joined(separator: ", "))"),
      Block.SummaryRow("Dates earlier", "\(summary.earlier)"), Block.SummaryRow("Dates later", "\(summary.later)"),
      Block.SummaryRow("Timers that would start", "\(summary.started)"),
      Block.SummaryRow("Timers that would end", "\(summary.stopped)"),
      Block.SummaryRow("Cases overdue at once", "\(summary.overdue)"),
      Block.SummaryRow("Cases that could not go on by it", "\(summary.refused + summary.unreadable)"),
    ])
      + "<p class=\"govuk-body\">Deploying changes none of this: open cases keep the version that they have, until they are migrated.</p>"
  }

  /// What it would have meant for past cases.
  static func whatIf(_ summary: WhatIfSummary) -> HTML {
    var rows = [
      Block.SummaryRow("Cases", "\(summary.cases), of them \(summary.openCases) open"),
      Block.SummaryRow("Would go otherwise", "\(summary.changed)"),
      Block.SummaryRow(
        "Dates",
        "\(summary.datesEarlier) earlier, \(summary.datesLater) later, \(summary.datesBegun) more, \(summary.datesEnded) fewer"
      ),
      Block.SummaryRow(
        "Ends", "\(summary.endElsewhere) elsewhere, \(summary.endEarlier) earlier, \(summary.endLater) later"),
      Block.SummaryRow("Breaches", "\(summary.breachesGained) more, \(summary.breachesLost) fewer"),
    ]
    let letters = summary.messages.sorted { $0.key < $1.key }.filter { $0.value.before != $0.value.after }
      .map { "<li>\($0.key): \($0.value.before) before, \($0.value.after) after</li>" as HTML }
    if !letters.isEmpty { rows.append(Block.SummaryRow("Letters", "<ul class=\"govuk-list\">\(letters)</ul>")) }
    if !summary.lostActs.isEmpty {
      let acts = summary.lostActs.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      rows.append(
        Block.SummaryRow(
          "Acts that would not count", "\(acts.joined(separator: ", ")), in \(summary.casesWithLostActs) cases"))
    }
    let unknown = summary.unknown.values.reduce(0, +)
    if unknown > 0 { rows.append(Block.SummaryRow("Left out", "\(unknown), as their histories do not tell enough")) }
    return Block.summary(rows) + "<p class=\"govuk-body\">\(WhatIfSummary.assumption)</p>"
  }
}
