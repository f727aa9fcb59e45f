/// One step of the schema: its number, its name and its SQL, which stands in the program itself.
struct Migration: Sendable {
  let number: Int
  let name: String
  let text: [UInt8]

  /// All of them in order. Each file of sql/migrations has a line here; a test compares.
  static let all = [
    Migration(number: 1, name: "clock", text: PackageResources._001_clock_sql),
    Migration(number: 2, name: "workflows", text: PackageResources._002_workflows_sql),
    Migration(number: 3, name: "cases", text: PackageResources._003_cases_sql),
    Migration(number: 4, name: "outbox", text: PackageResources._004_outbox_sql),
    Migration(number: 5, name: "reference_data", text: PackageResources._005_reference_data_sql),
    Migration(number: 6, name: "calendar_versions", text: PackageResources._006_calendar_versions_sql),
    Migration(number: 7, name: "nodes", text: PackageResources._007_nodes_sql),
    Migration(number: 8, name: "casework", text: PackageResources._008_casework_sql),
    Migration(number: 9, name: "directory_history", text: PackageResources._009_directory_history_sql),
    Migration(number: 10, name: "migrated", text: PackageResources._010_migrated_sql),
    Migration(number: 11, name: "access", text: PackageResources._011_access_sql),
    Migration(number: 12, name: "step", text: PackageResources._012_step_sql),
    Migration(number: 13, name: "forgotten", text: PackageResources._013_forgotten_sql),
    Migration(number: 14, name: "identity", text: PackageResources._014_identity_sql),
    Migration(number: 15, name: "feedback", text: PackageResources._015_feedback_sql),
    Migration(number: 16, name: "queues", text: PackageResources._016_queues_sql),
    Migration(number: 17, name: "announcements", text: PackageResources._017_announcements_sql),
    Migration(number: 18, name: "steps", text: PackageResources._018_steps_sql),
    Migration(number: 19, name: "entries", text: PackageResources._019_entries_sql),
    Migration(number: 20, name: "openings", text: PackageResources._020_openings_sql),
    Migration(number: 21, name: "horizon", text: PackageResources._021_horizon_sql),
    Migration(number: 22, name: "lists", text: PackageResources._022_lists_sql),
    Migration(number: 23, name: "external_identities", text: PackageResources._023_external_identities_sql),
  ]

  /// The generation of the oldest program that can work on after it. A file says so in a line of its own, as in
  /// `-- Oldest program: 5`; where it says nothing, no older program than its own can.
  var oldestProgram: Int {
    let mark = "-- Oldest program: "
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").prefix { $0.hasPrefix("--") }
    let said = lines.first { $0.hasPrefix(mark) }.flatMap { Int($0.dropFirst(mark.count)) }
    return min(said ?? number, number)
  }

  /// As its file is called: `0003_cases.sql`.
  var fileName: String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + "\(digits)_\(name).sql"
  }
}
