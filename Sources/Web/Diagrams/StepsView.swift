import Diagrams

/// A workflow's steps as a table: all that the picture shows, for those who read rather than look.
struct StepsView {
  let table: StepTable

  init(_ table: StepTable) { self.table = table }

  var html: HTML {
    let rows = table.rows.map { row -> [HTML] in
      let here: HTML = row.isCurrent ? " \(Block.tag("The case is here", "green"))" : .none
      let reached: HTML = row.reached.map { "<span class=\"app-second\">Reached \(DayWords.day($0))</span>" } ?? .none
      let group: HTML =
        row.groups.isEmpty ? .none : "<span class=\"app-second\">in \(row.groups.joined(separator: ", "))</span>"
      let ways = row.ways.map { way -> HTML in
        let taken: HTML = way.isTaken ? " <strong>(taken)</strong>" : .none
        let condition: HTML = way.condition.map { $0 == "otherwise" ? ", otherwise" : ", if \($0)" } ?? .none
        let who: HTML = way.people.isEmpty ? .none : " (\(way.people))"
        let target = way.targets.isEmpty ? "stays" : "to " + way.targets.joined(separator: " and ")
        return "<li>\(way.event)\(who)\(condition): \(target)\(taken)</li>"
      }
      let list: HTML = ways.isEmpty ? "Nothing" : "<ul class=\"govuk-list govuk-list--bullet\">\(ways)</ul>"
      return ["\(row.title)\(here)\(group)\(reached)", "\(row.owner ?? "")", "\(row.period ?? "")", list]
    }
    return Block.table(
      "Steps of \(table.title)", ["Step", "Whose move", "Period", "What can happen"], rows, isCaptionHidden: true)
  }
}
