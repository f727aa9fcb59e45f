package import Casework
import JSON

// A case that was migrated went by several versions of its workflow: the journal says which, and when.
extension CaseHistory {
  /// The version by which a migrated case was opened; nil where it never was migrated.
  package var firstVersion: WorkflowDigest? {
    entries.first { $0.kind == .migrated }.flatMap { Self.digest($0, "from") }
  }

  /// The version by which the case went on after an entry; nil where that changed nothing.
  ///
  /// - Throws: where the entry was erased.
  package func version(after entry: JournalEntry) throws(HistoryGap) -> WorkflowDigest? {
    guard entry.kind == .migrated else { return nil }
    guard !erased.contains(entry.revision) else { throw .erased(revision: entry.revision) }
    guard let digest = Self.digest(entry, "to") else { throw .unreadable(revision: entry.revision) }
    return digest
  }

  /// What took the case from a version to another one, or back.
  func migration(of entry: JournalEntry, from previous: Workflow) throws(HistoryGap) -> CaseEvent.Kind {
    guard entry.name != "undo" else {
      let undone = entries.last { $0.kind == .migrated && $0.name == "migrate" && $0.revision < entry.revision }
      guard let was = undone?.payload["was"]?.objectValue else { throw .unreadable(revision: entry.revision) }
      return .takeBack(MigrationReversal(of: previous, was: was))
    }
    guard let policy = entry.payload["timers"]?.stringValue.flatMap(TimerPolicy.init(rawValue:)) else {
      throw .unreadable(revision: entry.revision)
    }
    return .migrate(
      CaseMigration(
        from: previous, states: Self.words(entry.payload["map"]), policy: policy,
        policies: Self.words(entry.payload["timers_of"]).compactMapValues(TimerPolicy.init(rawValue:))))
  }

  private static func digest(_ entry: JournalEntry, _ member: String) -> WorkflowDigest? {
    entry.payload[member]?.stringValue.flatMap { WorkflowDigest(hexadecimal: $0) }
  }

  private static func words(_ json: JSONValue?) -> [String: String] {
    var words: [String: String] = [:]
    for (key, value) in json?.objectValue ?? JSONObject() { words[key] = value.stringValue }
    return words
  }
}
