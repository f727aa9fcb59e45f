import Diagrams

/// A workflow's steps in words: all that the picture shows, for those who read rather than look.
struct StepsView {
  let table: StepTable

  init(_ table: StepTable) { self.table = table }

  /// Steps as a table, and the ends, at which nothing can happen any more, as a list.
  var html: HTML {
    let rows = table.rows.filter { !$0.ways.isEmpty }.map { row -> [HTML] in
      let group: HTML = row.groups.last.map { "<span class=\"app-second\">in \($0)</span>" } ?? .none
      let period: HTML = row.period.map { "<span class=\"app-second\">\($0)</span>" } ?? .none
      let reminders: HTML =
        row.reminders.isEmpty
        ? .none : "<span class=\"app-second\">Reminders \(row.reminders.joined(separator: ", "))</span>"
      return [
        "<strong>\(row.title)</strong>\(marks(row))\(group)", "\(row.owner ?? "Nobody’s")\(period)\(reminders)",
        "<ul class=\"govuk-list govuk-list--spaced app-ways\">\(row.ways.map(way))</ul>",
      ]
    }
    let steps = Block.table(
      "Steps of \(table.title)", ["Step", "Whose move", "What can happen"], rows, isCaptionHidden: true)
    return "<div class=\"app-steps\">\(steps)</div>\(ends)"
  }

  private var ends: HTML {
    let items = table.rows.filter(\.ways.isEmpty).map { "<li>\($0.title)\(marks($0))</li>" as HTML }
    guard !items.isEmpty else { return .none }
    return """
      <h3 class="govuk-heading-s">How it can end</h3><ul class="govuk-list govuk-list--bullet app-columns">\(items)</ul>
      """
  }

  /// Where a case stands, and where it was.
  private func marks(_ row: StepTable.Row) -> HTML {
    let here: HTML = row.isCurrent ? " \(Block.tag("The case is here", "green"))" : .none
    let reached: HTML = row.reached.map { "<span class=\"app-second\">Reached \(DayWords.day($0))</span>" } ?? .none
    return here + reached
  }

  private func way(_ way: StepTable.Way) -> HTML {
    let event = way.event.prefix(1).uppercased() + way.event.dropFirst()
    let target: HTML =
      way.targets.isEmpty ? "the case stays" : "to <strong>\(way.targets.joined(separator: " and "))</strong>"
    let taken: HTML = way.isTaken ? " \(Block.tag("Taken", "blue"))" : .none
    let people: HTML = way.people.isEmpty ? .none : "<span class=\"app-second\">by \(way.people)</span>"
    return "<li>\(event): \(target)\(taken)\(people)\(condition(way))</li>"
  }

  /// What has no words yet stands there as the file has it.
  private func condition(_ way: StepTable.Way) -> HTML {
    guard let condition = way.condition else { return .none }
    if condition == "otherwise" { return "<span class=\"app-second\">otherwise</span>" }
    return """
      <span class="app-second">if \(way.conditionIsPlain ? "\(condition)" : "<span class=\"app-code\">\(condition)</span>")</span>
      """
  }
}
