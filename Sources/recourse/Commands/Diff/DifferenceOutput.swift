import Analysis
import Casework
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
