import Casework
import Expression
import Statechart

/// Looks for fields that nothing fills in, and for fields that nothing uses.
struct FieldCheck {
  let check: CheckContext

  private var workflow: Workflow { check.workflow }

  func run() {
    let read = read
    let filled = check.mentions.assigned.union(workflow.transitionNotes.flatMap(\.form)).union(workflow.openingForm)
    // Without a form of its own a case may be opened with any field.
    let hasOpeningForm = !workflow.openingForm.isEmpty
    var forPeople: [Int] = []
    for (number, field) in workflow.fields.enumerated() {
      switch (read.contains(number), filled.contains(number)) {
      case (true, true): break
      case (true, false):
        guard hasOpeningForm, workflow.chart.fields[number].initial == nil else { continue }
        check.report(
          .neverFilledIn, .warning, at: check.places.fields[number],
          "\(field.name.inQuotes) is read, and nothing ever fills it in",
          remedy: "add it to a form, give it \"initial\", or set it with \"assign\"")
      case (false, false) where hasOpeningForm:
        check.report(
          .unusedField, .warning, at: check.places.fields[number],
          "\(field.name.inQuotes) is in no form, and nothing reads or sets it",
          remedy: "add it to a form, or take it out")
      case (false, true), (false, false): forPeople.append(number)
      }
    }
    noteForPeople(forPeople)
  }

  /// The fields that some expression or message reads, or that name somebody in the directory.
  private var read: Set<Int> {
    let count = workflow.fields.count
    // Whoever reads `data` as a whole may read all of it.
    let wholeData = check.guards.wholeData
    var read: Set<Int> = []
    for mention in check.places.expressions {
      if mention.expression.variables.contains(wholeData) { return Set(0..<count) }
      read.formUnion(mention.expression.variables.filter { $0 < count })
    }
    return read
  }

  /// One note for all: to be read by people is what most fields are there for.
  private func noteForPeople(_ fields: [Int]) {
    guard let first = fields.first else { return }
    let names = fields.map { workflow.fields[$0].name }.inQuotes(joinedBy: "and")
    check.report(
      .onlyPeopleRead, .note, at: check.places.fields[first],
      "no guard, message or clock reads \(names): only people do",
      remedy: "nothing needs to be done if that is what \(fields.count == 1 ? "it is" : "they are") for")
  }
}
