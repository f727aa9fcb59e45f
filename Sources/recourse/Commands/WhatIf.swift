import Analysis
import ArgumentParser
import Casework
import CivilTime
import Engine
import Foundation
import JSON
import PostgresStore
import WorkflowFiles
import WorkingTime

/// `recourse what-if`: what other rules would have meant for past cases, and mean for open ones.
struct WhatIf: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Lives through past and open cases by a changed workflow, calendar or directory, and says what differs.",
    discussion: """
      People act at the same instants as they did; whatever they would have done otherwise is not known. Told are the \
      dates that move, breaches gained and lost, messages more and fewer, recorded acts that would no longer count, and \
      cases that end elsewhere or at another time. Nothing is changed.

      Cases go by the calendars and the directory as they then stood, but for what is changed here.

      --format json writes an object for each case that differs (with --all for every one), and one for all; html a page with pictures, which \
      names references and states and no person.

      Example: recourse what-if Workflows/late-payment --since 2026-01-01 --format html --output what-if.html
      """)

  @Argument(help: "The changed workflow's folder or file; without it cases keep the versions that they had.")
  var path: String?

  @Option(help: "Only cases opened on this day or later, such as 2026-01-01.")
  var since: String?

  @Option(help: "A file of bank holidays, as if it had always been in force.")
  var calendar: String?

  @Option(help: "A CSV file of contacts, as if it had always been imported.")
  var contacts: String?

  @Flag(help: "With json: an object for every case, also for those that would go as they did.")
  var all = false

  @Option(help: "text, json or html.")
  var format: ReportFormat = .text

  @Option(help: "Writes the report into this file.")
  var output: String?

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard path != nil || calendar != nil || contacts != nil else {
      throw ValidationError("name what is changed: a workflow's folder, --calendar FILE or --contacts FILE")
    }
    guard !all || format == .json else { throw ValidationError("--all goes with --format json") }
    if let since, CivilDate(iso8601: since) == nil {
      throw ValidationError("--since takes a day such as 2026-01-01")
    }
  }

  func run() async throws {
    let workflow = try path.map { try LoadedWorkflow.load($0).required() }
    let file = try calendar.map { try CalendarFiles.parse([$0]).read() }
    let list = try contacts.map { try RegisterReading.contactsFile(in: $0) }
    let out = try ReportFile(output)
    try await database.withStore { store in
      var change = WhatIfService.Change(workflow: workflow)
      let known = try await store.transaction { CalendarTexts.read(try $0.calendars()).names }
      if let workflow, !known.contains(workflow.calendar) {
        throw Answer.no(
          "recourse: the database has no calendar \"\(workflow.calendar)\", which \(path ?? "") counts in; import it "
            + "first: recourse calendars import")
      }
      if let file, let calendar {
        change.calendars = try await CalendarFiles.parse([calendar, "--fill-years"]).texts(file, in: store)
      }
      if let list {
        change.directory = try await store.transaction(rehearsing: true) { transaction in
          try transaction.importContacts(list.contacts, scope: ContactImport.Scope(columns: list.present))
          return Directory(
            contacts: try transaction.contacts(), organisations: try transaction.organisations(),
            contracts: try transaction.contracts())
        }
      }
      var report = WhatIfReport(question: question(workflow))
      let bar = ProgressBar("cases")
      defer { bar.end() }
      let service = WhatIfService(store: store, reader: FileDefinitionReader())
      report.summary = try await service.run(
        change,
        since: since.flatMap { CivilDate(iso8601: $0) }.map { WorkingCalendar.london.instant(of: $0, secondOfDay: 0) },
        workers: ProcessInfo.processInfo.activeProcessorCount
      ) { one in
        report.note(one)
        if format == .json, let json = one.json(all: all) { try out.write(JSONValue.object(json).serialized()) }
      } progress: {
        bar.show($0, of: $1)
      }
      bar.end()
      switch format {
      case .text: for line in WhatIfText(report: report).lines { try out.write(line) }
      case .json: try out.write(JSONValue.object(report.summary.json(report.question)).serialized())
      case .html: try out.write(WhatIfPage(report: report).html)
      }
    }
    try out.close()
  }

  private func question(_ workflow: Workflow?) -> String {
    var words: [String] = []
    if let workflow, let path { words.append("\(workflow.name) \(workflow.digest.short) (\(path))") }
    if let calendar { words.append("the calendars of \(calendar)") }
    if let contacts { words.append("the contacts of \(contacts)") }
    return words.joined(separator: ", with ")
  }
}
