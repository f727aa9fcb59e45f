import Analysis
import Casework
import Engine
import JSON
import WorkflowFiles

/// How two versions of a workflow are shown side by side, by `diff` and by `deploy --dry-run`.
struct DifferenceOutput {
  let old: WorkflowOperand.Loaded
  let new: WorkflowOperand.Loaded
  let difference: Difference

  init(from old: WorkflowOperand.Loaded, to new: WorkflowOperand.Loaded) {
    self.old = old
    self.new = new
    difference = Difference(from: old.workflow, to: new.workflow)
  }

  var isSame: Bool { difference.changes.isEmpty }

  /// Writes the sentences, and what the newer version would mean for open cases of the older one.
  ///
  /// - Parameters:
  ///   - store: where there may be such cases; nil where nobody asked.
  ///   - listsCases: whether each of them is shown.
  func print(effectIn store: (any Store)?, listsCases: Bool) async throws {
    for line in lines { Shell.print(line) }
    guard let store, hasEffect else { return }
    let output = VersionEffectOutput(old: old.workflow, new: new.workflow)
    Shell.print("")
    let summary = try await effect(in: store) { effect in
      if listsCases { for line in output.lines(effect) { Shell.print(line) } }
    }
    for line in output.lines(summary) { Shell.print(line) }
  }

  /// The same for programs.
  func json(effectIn store: (any Store)?, listsCases: Bool) async throws -> JSONObject {
    var json = self.json
    guard let store, hasEffect else { return json }
    var listed: [JSONValue] = []
    let summary = try await effect(in: store) { if listsCases { listed.append(.object($0.json)) } }
    var effect = summary.json
    if listsCases { effect["listed"] = .array(listed) }
    json["effect"] = .object(effect)
    return json
  }

  private var hasEffect: Bool { !isSame && old.workflow.name == new.workflow.name }

  private func effect(
    in store: any Store, report: (VersionEffect) -> Void
  ) async throws -> VersionEffectSummary {
    try await VersionEffectService(store: store, library: Library(reader: FileDefinitionReader(spares: new.calendars)))
      .effect(from: old.workflow, to: new.workflow, difference, report: report)
  }

  /// The sentences by area, with what they hold below them.
  var lines: [String] {
    let versions = "\(old.workflow.name) \(old.bundle.digest.short) to \(new.workflow.name) \(new.bundle.digest.short)"
    guard !isSame else { return sameness.map { "\(versions): \($0)" } + rewritten.map { "  \($0)" } }
    var lines = ["\(versions):"]
    var area: ChangeArea?
    for change in difference.changes {
      if change.area != area {
        lines += ["", change.area.title]
        area = change.area
      }
      lines.append("  \(change.sentence)")
      lines += change.details.map { "      \($0)" }
    }
    return lines + ["", difference.count]
  }

  private var sameness: [String] {
    if old.bundle.digest == new.bundle.digest { return ["the same text"] }
    return [rewritten.isEmpty ? "the same but for comments and spaces" : "written otherwise, and means the same:"]
  }

  /// Places that are written otherwise and mean the same.
  private var rewritten: [String] { isSame ? SourceDifference.places(old.bundle, new.bundle) : [] }

  var json: JSONObject {
    [
      "from": .string(old.bundle.digest.description), "to": .string(new.bundle.digest.description),
      "same": .bool(isSame), "changes": .array(difference.changes.map { .object($0.json) }),
      "rewritten": .array(rewritten.map(JSONValue.string)),
    ]
  }
}
