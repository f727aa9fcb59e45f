import Analysis
import Casework
import Expression
import JSON
import Statechart

/// Values for the fields that guards read: one of each sort that the guards of the whole workflow tell apart.
struct GuardSamples {
  /// The fields that some guard reads.
  let fields: [Int]
  private let workflow: Workflow
  private let values: [Int: [Value]]

  init(_ workflow: Workflow, _ guards: GuardReader) {
    self.workflow = workflow
    var points: [Int: [Value]] = [:]
    for condition in workflow.chart.transitions.compactMap(\.guard) {
      for field in condition.variables where field < workflow.fields.count { points[field, default: []] += [] }
      for question in guards.questions(condition) {
        if let field = guards.field(of: question) { points[field, default: []] += question.turningPoints ?? [] }
      }
    }
    fields = points.keys.sorted()
    var values: [Int: [Value]] = [:]
    for (field, points) in points {
      var seen: Set<Value> = []
      // The constants come first, then what lies around them.
      values[field] = FieldDomain(field, of: workflow).values(points).filter { seen.insert($0).inserted }
    }
    self.values = values
  }

  /// Data to open cases with: what findings show, then each field at each of its values.
  func openings(for wanted: [[GuardExample]]) -> [[Int: Value]] {
    let asked = workflow.openingForm.isEmpty ? Set(workflow.fields.indices) : Set(workflow.openingForm)
    let open = fields.filter(asked.contains)
    // Required fields have some value in every case.
    let usual = Dictionary(
      uniqueKeysWithValues: asked.sorted().compactMap { number in
        workflow.fields[number].isRequired && workflow.chart.fields[number].initial == nil
          ? FieldDomain(number, of: workflow).values([]).first.map { (number, $0) } : nil
      })
    var openings = [usual]
    for examples in wanted where !examples.isEmpty {
      var data = usual
      for example in examples where asked.contains(example.field) { data[example.field] = example.value }
      openings.append(data)
    }
    for combination in combinations(of: open, limit: PathSearch.openings) {
      openings.append(usual.merging(combination) { _, chosen in chosen })
    }
    var seen: Set<[Int: Value]> = []
    return openings.map { $0.filter { $0.value != .null } }.filter { seen.insert($0).inserted }
  }

  /// Ways to fill in a form, as far as guards tell them apart.
  func fillings(of form: [Int]) -> [[Int: Value]] {
    let open = form.filter { values[$0] != nil }
    return open.isEmpty ? [[:]] : combinations(of: open, limit: PathSearch.fillings)
  }

  /// All combinations where they are few, and else each field at each of its values in turn.
  private func combinations(of open: [Int], limit: Int) -> [[Int: Value]] {
    let count = open.map { Double(values[$0]?.count ?? 1) }.reduce(1, *)
    guard count > Double(limit) else {
      return open.reduce([[:]]) { combinations, field in
        combinations.flatMap { before in
          (values[field] ?? []).map { before.merging([field: $0]) { _, new in new } }
        }
      }
    }
    let first = open.reduce(into: [Int: Value]()) { $0[$1] = values[$1]?.first }
    let others = open.flatMap { field in
      (values[field] ?? []).dropFirst().map { first.merging([field: $0]) { _, new in new } }
    }
    return Array(([first] + others).prefix(limit))
  }

  /// What comes with an event.
  func value(_ data: [Int: Value]) -> Value {
    .map(MapValue(data.sorted { $0.key < $1.key }.map { (workflow.fields[$0.key].name, $0.value) }))
  }

  /// How a path writes data that come along: ` {"nation":"wales"}`; nothing where there are none.
  func text(_ data: [Int: Value]) -> String {
    guard !data.isEmpty else { return "" }
    var object = JSONObject()
    for (number, value) in data.sorted(by: { $0.key < $1.key }) {
      object[workflow.fields[number].name] = value.plainJSON
    }
    return " " + JSONValue.object(object).serialized()
  }

  /// The step that opens a case; nil where it does not matter what it is opened with.
  func openingText(_ data: [Int: Value]) -> String? {
    let telling = data.filter { fields.contains($0.key) }
    return telling.isEmpty ? nil : "open" + text(telling)
  }
}
