import Analysis
import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse migrate-cases`: running cases go on by another version of their workflow.
struct MigrateCases: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate-cases",
    abstract: "Takes open cases to another version of their workflow, or says case by case what that would do.",
    discussion: """
      A case stands afterwards where it stood, in the state of the same name or the one that --map says; nothing is \
      entered, left or sent. What has fired does not fire again, but where timers restart. A case that would get stuck, \
      be overdue at once, lose data, or go on at once where the new version lets no case rest, is refused unless --allow \
      names it. One for which the new version has no place can't be allowed: it says what it lacks. A run that was cut \
      short is simply repeated.

      Versions are named by their first digits, as recourse workflows show has them; with --dry-run the new one may be \
      a folder that is not deployed yet.

      Example: recourse migrate-cases --from 5920e852 --to 1b0e22d0 --map chase=second-letter --timers re-derive --dry-run
      """)

  @Option(help: "The version that cases have: its first digits.")
  var from: String

  @Option(help: "The version that they get: its first digits, or with --dry-run a workflow's folder.")
  var to: String

  @Option(help: "OLD=NEW: which state a state becomes, where it has another name now.")
  var map: [StatePair] = []

  @Option(
    help: """
      What becomes of timers: keep what is left of them (the default), restart with the new lengths, or re-derive from \
      where they began. STATE=POLICY says it for the timers of one state of the earlier version.
      """)
  var timers: [TimerChoice] = []

  @Option(parsing: .upToNextOption, help: "Only these cases.")
  var only: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "Cases that go on although they would get stuck, be overdue, lose data or go on at once.")
  var allow: [String] = []

  @Flag(help: "Says what would become of each case, and changes nothing.")
  var dryRun = false

  @Flag(help: "Takes cases back that were migrated so, as far as they have not moved since.")
  var undo = false

  @Option(help: "The name of whoever decided it, for the histories of the cases.")
  var name: String?

  @Option(help: "text or json: a line for each case and one for all.")
  var format: OutputFormat = .text

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard timers.count(where: { $0.state == nil }) < 2 else {
      throw ValidationError("--timers says once what becomes of timers, and besides only STATE=POLICY")
    }
    if let state = Self.twice(map.map(\.old)) {
      throw ValidationError("--map says twice what \"\(state)\" becomes; say it once")
    }
    if let state = Self.twice(timers.compactMap(\.state)) {
      throw ValidationError("--timers says twice what becomes of the timers of \"\(state)\"; say it once")
    }
    guard !undo || (map.isEmpty && timers.isEmpty && allow.isEmpty) else {
      throw ValidationError("--undo puts back what was; --map, --timers and --allow say nothing to it")
    }
  }

  /// The first name that stands there before.
  private static func twice(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }

  func run() async throws {
    let output = MigrationOutput(format: format, isDryRun: dryRun)
    let summary = try await database.withStore { store in
      let (from, to) = try await versions(in: store)
      let plan = try plan(from, to)
      let only = self.only.isEmpty ? nil : Set(try await ids(self.only, in: store))
      let named = Set(try await ids(allow, in: store))
      // A calendar that the deployment would bring along counts in a preview as well.
      let spares = isFolder(self.to) ? try ShippedFiles.calendarTexts(beside: self.to) : [:]
      let service = MigrationService(store: store, library: Library(reader: FileDefinitionReader(spares: spares)))
      let actor = Actor(role: "operator", name: name)
      guard !undo else {
        return try await service.takeBack(
          from: from, to: to, only: only, by: actor, isDryRun: dryRun, report: output.show)
      }
      output.begin(plan)
      return try await service.migrate(
        plan, only: only, named: named, by: actor, isDryRun: dryRun, report: output.show)
    }
    output.end(summary)
    let refused = summary[.refused] + summary[.overtaken]
    if refused > 0 { throw Answer.no("recourse: \(refused) cases were refused; each says why") }
  }

  private func plan(_ from: Workflow, _ to: Workflow) throws -> MigrationPlan {
    do throws(MigrationPlanError) {
      return try MigrationPlan(
        from: from, to: to, map: Dictionary(map.map { ($0.old, $0.new) }, uniquingKeysWith: { $1 }),
        policy: timers.first { $0.state == nil }?.policy ?? .keep,
        policies: Dictionary(
          timers.compactMap { choice in choice.state.map { ($0, choice.policy) } }, uniquingKeysWith: { $1 }))
    } catch {
      throw Answer(status: 2, message: "recourse: \(error)")
    }
  }

  private func versions(in store: any Store) async throws -> (Workflow, Workflow) {
    let known = try await store.transaction { try $0.workflowVersions() }
    let earlier = try await VersionLookup(known: known).workflow(from, option: "--from", in: store)
    if isFolder(to) {
      guard dryRun else {
        throw Answer(
          status: 2, message: "recourse: deploy \(to) first (recourse deploy), or look only, with --dry-run")
      }
      return (earlier, try LoadedWorkflow.load(to).required())
    }
    return (earlier, try await VersionLookup(known: known).workflow(to, option: "--to", in: store))
  }

  private func isFolder(_ version: String) -> Bool { version.contains("/") || version == "." }

  private func ids(_ references: [String], in store: any Store) async throws -> [CaseID] {
    var ids: [CaseID] = []
    for reference in references { ids.append(try await CaseLookup.find(reference, in: store)) }
    return ids
  }
}
