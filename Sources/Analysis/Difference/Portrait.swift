import Casework
import Statechart

/// A workflow as the traits of its parts, in which two versions are compared.
struct Portrait {
  let workflow: Workflow
  let names: PartNames
  let conditions: ConditionWords
  let actions: ActionLines
  /// What the states of this version are in the newer one; nil for the newer one itself.
  let pairing: StatePairing?
  let newer: Workflow

  init(of workflow: Workflow, besides other: Workflow, newer: Workflow, _ pairing: StatePairing?) {
    self.workflow = workflow
    self.newer = newer
    self.pairing = pairing
    names = PartNames(workflow, besides: other)
    conditions = ConditionWords(workflow)
    actions = ActionLines(workflow)
  }

  /// What stands at the top of the file.
  func head() -> [Trait] {
    var list = TraitList()
    list.text("the name by which cases know it", .steps, workflow.name)
    list.text("the title", .words, workflow.title)
    list.text("the description", .words, workflow.description)
    list.names("the tags", .words, words: workflow.tags)
    list.text("the calendar that counts working days", .deadlines, workflow.calendar)
    list.text("what arrives out of hours", .deadlines, receipt)
    list.text("the way of counting working days", .deadlines, workflow.counting.rawValue)
    list.text("the longest pause", .deadlines, workflow.longestPause?.description)
    list.names("what whoever opens a case fills in", .data, names.fields(workflow.openingForm))
    list.names("the fields that say whom a case complains of", .permissions, words: workflow.complainedOf.map(\.source))
    let reopening = workflow.reopening
    list.names("where a closed case is taken up again", .steps, states(reopening.map { [$0.target] } ?? []))
    list.names("who may take up a closed case", .permissions, names.parties(reopening?.roles ?? []))
    let alerted = workflow.parties.first { $0.isStaff }.map { [$0.id] } ?? []
    list.names("who hears that a case is parked", .messages, names.parties(alerted))
    list.names("where a case begins", .steps, states(workflow.chart.states[0].initialTargets))
    list.lines("what must hold for every case", .steps, workflow.properties.map(Self.words))
    list.lines("as a case begins", .actions, actions.lines(workflow.chart.states[0].initialActions))
    return list.traits
  }

  private static func words(_ property: Property) -> String {
    property.description + (property.reason.map { ", because: \($0.onOneLine)" } ?? "")
  }

  private var receipt: String? {
    switch workflow.receipt {
    case nil: nil
    case .onArrival: "counts when it arrives"
    case .nextWorkingDay(nil): "counts as the next working day"
    case .nextWorkingDay(let cutOff?): "counts from \(cutOff) on as the next working day"
    }
  }

  func states(_ numbers: [Int]) -> [Trait.Name] { names.states(numbers, pairing, in: newer) }

  func length(_ length: TimerLength) -> LengthText { LengthText(length, conditions) }

  /// An expression in words, where all of it can be said in words.
  func words(_ source: String) -> String? {
    let words = conditions.words(source)
    return words.isPlain ? words.text : nil
  }
}
