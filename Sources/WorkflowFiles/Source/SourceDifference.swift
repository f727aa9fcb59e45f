package import Casework
import JSON

/// Where two texts of a workflow differ, whatever that means: for what is written otherwise and means the same.
package enum SourceDifference {
  /// Each place with what stands there, such as `states.closed.type: nothing, now final`.
  ///
  /// Comments and spaces count for nothing; a message counts as a whole.
  package static func places(_ old: WorkflowBundle, _ new: WorkflowBundle) -> [String] {
    Set(old.files.keys).union(new.files.keys).sorted().flatMap { path -> [String] in
      guard old.files[path] != new.files[path] else { return [] }
      guard path == WorkflowBundle.workflowPath else {
        guard old.files[path] != nil else { return ["\(path): new"] }
        return ["\(path): \(new.files[path] == nil ? "gone" : "written otherwise")"]
      }
      let before = tree(old.files[path] ?? "")
      let after = tree(new.files[path] ?? "")
      return places(before, after, "")
    }
  }

  private static func tree(_ text: String) -> JSONValue {
    YAMLDocument(
      reading: text, file: WorkflowBundle.workflowPath, limits: WorkflowLimits.yaml, diagnostics: Diagnostics()
    ).root?.json ?? .null
  }

  private static func places(_ old: JSONValue?, _ new: JSONValue?, _ path: String) -> [String] {
    if case .object(let before)? = old, case .object(let after)? = new {
      let keys = before.keys + after.keys.filter { before[$0] == nil }
      let inner = keys.flatMap { places(before[$0], after[$0], path.isEmpty ? $0 : "\(path).\($0)") }
      let (kept, order) = (before.keys.filter { after[$0] != nil }, after.keys.filter { before[$0] != nil })
      return kept == order ? inner : inner + ["\(path.isEmpty ? "the file" : path): in another order"]
    }
    if case .array(let before)? = old, case .array(let after)? = new, before.count == after.count {
      return zip(before, after).enumerated().flatMap { places($1.0, $1.1, "\(path)[\($0 + 1)]") }
    }
    return old == new ? [] : ["\(path): \(words(old)), now \(words(new))"]
  }

  private static func words(_ value: JSONValue?) -> String {
    guard let value else { return "nothing" }
    let text = value.serialized()
    return text.count > 80 ? "\(text.prefix(80))…" : text
  }
}
