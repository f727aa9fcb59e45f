import Casework
import CivilTime
import Expression
import JSON
import Statechart

/// Whether a workflow would take a concern on. Its rules are written in the workflow alone: this opens a case in virtual
/// time and tries.
struct Eligibility: Sendable {
  let workflow: Workflow
  let facts: Facts

  /// The event by which our workflows take a case on.
  private static let acceptance = "accept"

  /// The fields of the opening form that the decision depends on, directly or through what is worked out of them.
  static func deciding(in workflow: Workflow) -> Set<String> {
    var found: Set<String> = []
    var open: [String] = []
    for transition in workflow.chart.transitions {
      guard case .event(let descriptors) = transition.trigger, descriptors.contains(where: { $0.matches(acceptance) }),
        let source = transition.guard?.source
      else { continue }
      open += names(in: source)
    }
    while let name = open.popLast() {
      guard found.insert(name).inserted, let field = workflow.chart.fields.first(where: { $0.name == name }) else {
        continue
      }
      if let source = field.initial?.source { open += names(in: source) }
    }
    return found.intersection(workflow.openingForm.map { workflow.fields[$0].name })
  }

  /// Which pages' answers, each for itself, put the concern out of scope; none where it is in scope, or where only a
  /// person can tell.
  func obstacles(_ answers: JSONObject, _ steps: [RaiseStep]) -> [RaiseStep] {
    let deciding = Self.deciding(in: workflow)
    let asked = steps.filter { step in step.names.contains { deciding.contains($0) && answers[$0] != nil } }
    guard !asked.isEmpty, let eligible = eligible(deciding) else { return [] }
    return asked.filter { step in
      var data = eligible
      for name in step.names { data[name] = answers[name] ?? (deciding.contains(name) ? nil : data[name]) }
      return isTakenOn(data) == false
    }
  }

  /// Nil where that can't be asked.
  private func isTakenOn(_ data: JSONObject) -> Bool? {
    var facts = facts
    facts.enforcesRoles = false
    let id = CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0000))
    guard
      // What can't be tried can't be told beforehand: people decide it.
      var trial = try? Simulation(of: workflow, opening: data, as: id, by: Actor(role: "supplier"), facts: facts),
      let event = workflow.availableEvents(trial.case.session).first(where: { $0.name == Self.acceptance })
    else { return nil }
    var form = JSONObject()
    for name in event.form {
      guard let field = workflow.fields.first(where: { $0.name == name }) else { continue }
      form[name] = likely(field).first
    }
    do {
      try trial.send(Self.acceptance, data: .object(form), by: Actor(role: event.roles.first))
    } catch {
      return nil
    }
    return trial.updates.first?.isAccepted
  }

  /// Some data with which a case is taken on: what is usual, with one or two of the deciding answers otherwise.
  private func eligible(_ deciding: Set<String>) -> JSONObject? {
    var data = JSONObject()
    for number in workflow.openingForm
    where workflow.fields[number].isRequired || deciding.contains(workflow.fields[number].name) {
      data[workflow.fields[number].name] = likely(workflow.fields[number]).first
    }
    if isTakenOn(data) == true { return data }
    let changes = workflow.openingForm.map { workflow.fields[$0] }.filter { deciding.contains($0.name) }
      .flatMap { field in likely(field).dropFirst().map { (field.name, $0) } }
    for (name, value) in changes {
      var other = data
      other[name] = value
      if isTakenOn(other) == true { return other }
      for (second, value) in changes where second != name {
        var third = other
        third[second] = value
        if isTakenOn(third) == true { return third }
      }
    }
    return nil
  }

  /// Values that a field may well have.
  private func likely(_ field: DataField) -> [JSONValue] {
    if !field.choices.isEmpty { return field.choices.map(\.plainJSON) }
    let today = DayWords.date(of: facts.now)
    switch FieldQuestion(field).kind {
    case .yesOrNo: return [false, true]
    case .day: return [-60, 0, -400].map { .string(today.adding(days: $0).description) }
    case .amount, .wholeNumber: return [field.minimum?.plainJSON ?? 1]
    case .line, .passage: return ["x"]
    case .choice, .moment, .period, .lines, .document: return [.null]
    }
  }

  private static func names(in source: String) -> [String] {
    source.split(separator: "data.", omittingEmptySubsequences: false).dropFirst().map { part in
      String(part.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }
}
