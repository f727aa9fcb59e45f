import Casework
import CivilTime
import Engine
import Synchronization
import WorkflowFiles
import WorkingTime

/// The calendars that delays count in: what is in force, what was, and what a new version would move.
struct OpsCalendarPages: Sendable {
  let site: Site

  /// The session's document in which a version waits between preview and decision.
  private static let document = 9_002
  private static let fileBytes = 1 << 20
  private static let shown = 100

  var routes: [Route] {
    [
      Route(.get, "/ops/calendars", .staff(.operate)) { try await list($0) },
      Route(.post, "/ops/calendars", .staff(.operate), body: .files) { try await upload($0) },
      Route(.get, "/ops/calendars/preview", .proven(.operate)) { try await preview($0) },
      Route(.post, "/ops/calendars/preview", .proven(.operate)) { try await keep($0) },
    ]
  }

  private func list(_ request: WebRequest, error: String? = nil) async throws -> WebResponse {
    let all = try await site.store.transaction { try $0.calendarVersions() }
    let newest = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    // Kept calendars were read when they were kept; where they can't be now, no years are shown.
    let years = (try? site.library.reader.calendars(from: newest.mapValues(\.text)))?.mapValues(\.years) ?? [:]
    var page = OpsLayout.page(site, request, "Calendars")
    if let error { page.errors = [("calendars", error)] }
    if request.query["done"] != nil {
      page.notice = Block.notice(
        "Done", "<p class=\"govuk-notification-banner__heading\">The calendars are in force.</p>")
    }
    let current = Block.table(
      "In force", ["Calendar", "Covers", "Version", "Since"],
      newest.values.sorted { $0.name < $1.name }.map { version in
        let covered = years[version.name].map { "\($0.lowerBound) to \($0.upperBound)" } ?? "It can't be read"
        return [
          "\(ChoiceWords.words(version.name))", "\(covered)", "\(Int(version.revision))",
          "\(DayWords.moment(version.keptAt))",
        ]
      }, empty: "There are none.")
    let history = Block.details(
      "All versions",
      Block.table(
        "All versions, the newest first", ["Calendar", "Version", "Since", "Digest"],
        all.reversed().prefix(Self.shown).map { version in
          [
            "\(ChoiceWords.words(version.name))", "\(Int(version.revision))", "\(DayWords.moment(version.keptAt))",
            "\(String(version.digest.prefix(12)))",
          ]
        }, isCaptionHidden: true))
    let fields =
      Control.file(
        Question(
          "calendars", "A file of bank holidays",
          hint: "As GOV.UK publishes it (bank-holidays.json), or one calendar alone. At most 1 MB.", error: error))
      + Control.checkboxes(
        Question("fill", "Years that the file lacks"),
        [Control.Choice("yes", "Take them from the calendar in force", hint: "GOV.UK's list drops past years.")],
        checked: ["yes"])
      + Control.button("Look at what it would move", isSecondary: true)
    return page.response(
      """
      <h1 class="govuk-heading-l">Calendars</h1>\(OpsLayout.navigation("/ops/calendars"))\(current)\
      \(OpsExportPages.links(.calendars))\(history)\
      <h2 class="govuk-heading-m">A new version</h2>\
      \(Form("/ops/calendars", for: request, takesFiles: true).html(fields))
      """, error == nil ? .ok : .unprocessable)
  }

  private func upload(_ request: WebRequest) async throws -> WebResponse {
    guard let file = request.files.first(where: { $0.field == "calendars" }), !file.bytes.isEmpty else {
      return try await list(request, error: "Choose a file of calendars")
    }
    guard file.bytes.count <= Self.fileBytes else {
      return try await list(request, error: "The file must be 1 MB or smaller")
    }
    guard let session = request.session else { throw Refusal.signInFirst }
    let name = request.form.all("fill").contains("yes") ? "filled.json" : "plain.json"
    try await site.store.transaction { transaction in
      try transaction.dropSessionFile(Self.document, of: session.key)
      try transaction.keepSessionFile(
        SessionFile(number: Self.document, name: name, mediaType: "application/json", bytes: file.bytes),
        of: session.key)
    }
    return .redirect("/ops/calendars/preview")
  }

  // MARK: Looking and deciding

  /// The texts that wait in the session; findings where they can't be read.
  private func waiting(_ request: WebRequest) async throws -> (texts: [String: String], findings: [Diagnostic]) {
    guard let session = request.session else { throw Refusal.signInFirst }
    let (files, kept) = try await site.store.transaction { transaction in
      (try transaction.sessionFiles(session.key), try transaction.calendars())
    }
    guard let file = files.first(where: { $0.number == Self.document }) else {
      throw Refusal(.notFound, "There is no calendar to look at", "Choose the file once more, under Calendars.")
    }
    let diagnostics = Diagnostics()
    let read = CalendarFile(reading: file.bytes, file: "the file", diagnostics: diagnostics)
    guard let read, !diagnostics.hasErrors else { return ([:], diagnostics.findings) }
    // Where what is kept can't be read, all that is given is new.
    let known = (try? site.library.reader.calendars(from: kept)) ?? [:]
    let whole = file.name == "filled.json" ? read.filled(from: known) : read
    // What counts as the kept one does is no new version, however its file was written.
    let given = (try? site.library.reader.calendars(from: whole.texts)) ?? [:]
    return (whole.texts.filter { name, _ in given[name] == nil || given[name] != known[name] }, diagnostics.findings)
  }

  private func preview(_ request: WebRequest) async throws -> WebResponse {
    let (texts, findings) = try await waiting(request)
    let page = OpsLayout.page(site, request, "What the calendars move", back: "/ops/calendars")
    let heading: HTML = "<h1 class=\"govuk-heading-l\">What the calendars move</h1>"
    guard !findings.contains(where: { $0.severity == .error }) else {
      return page.response(heading + OpsFindings.table(findings), .unprocessable)
    }
    guard !texts.isEmpty else { return page.response(heading + Block.inset("Nothing: they count as those in force.")) }
    let told = Mutex<[CalendarChange]>([])
    let summary: CalendarSummary
    do {
      summary = try await CalendarService(store: site.store, reader: site.library.reader).preview(texts) { report in
        told.withLock { changes in
          switch report {
          case .begins: changes = []
          case .change(let change): if changes.count < Self.shown { changes.append(change) }
          }
        }
      }
    } catch let refusal as CalendarRefusal {
      return page.response(
        heading + Block.warning("They can't be taken in: \(refusal.description)."), .unprocessable)
    }
    return page.response(heading + outcome(summary, told.withLock(\.self), request))
  }

  private func outcome(_ summary: CalendarSummary, _ changes: [CalendarChange], _ request: WebRequest) -> HTML {
    let cards = Block.cards([
      Block.card("\(summary.calendars.count)", "calendars change: \(summary.calendars.joined(separator: ", "))"),
      Block.card("\(summary.cases)", "cases feel it"), Block.card("\(summary.timers)", "dates move"),
      Block.card("\(summary.earlier)", "of them earlier"),
    ])
    let rows = changes.flatMap { change in
      change.moves.map { move -> [HTML] in
        [
          "\(change.record.reference.description)", "\(change.workflow.timerName(move.timer))",
          "\(DayWords.moment(move.before))", "\(DayWords.moment(move.after))",
          change.isOverdue(move)
            ? Block.tag("Overdue at once", "red")
            : move.isEarlier ? Block.tag("Earlier", "yellow") : Block.tag("Later", "grey"),
        ]
      }
    }
    let table =
      rows.isEmpty
      ? HTML.none
      : Block.table(
        summary.cases > changes.count ? "Dates that move: the first \(changes.count) cases" : "Dates that move",
        ["Case", "Timer", "Now", "Then", ""], rows)
    let choice =
      summary.timers == 0
      ? "<input type=\"hidden\" name=\"choice\" value=\"move\">"
      : Control.radios(
        Question("choice", "What becomes of the dates of running timers", value: "move"),
        [
          Control.Choice("move", "Move them", hint: "Each case's history says from when to when, and why."),
          Control.Choice("keep", "Keep them", hint: "What starts from now on counts with the new calendars."),
        ])
    let unreadable: HTML =
      summary.unreadable == 0
      ? .none : Block.warning("\(OpsWords.count(summary.unreadable, "case")) could not be read and keep their dates.")
    return cards + unreadable + table
      + Form("/ops/calendars/preview", for: request).html(choice + Control.button("Bring them into force"))
  }

  private func keep(_ request: WebRequest) async throws -> WebResponse {
    guard case .staff(let user) = request.principal else { throw Refusal.signInFirst }
    let (texts, findings) = try await waiting(request)
    guard !texts.isEmpty, !findings.contains(where: { $0.severity == .error }) else {
      return try await preview(request)
    }
    let choice: CalendarService.Choice = request.form["choice"] == "keep" ? .keep : .move
    do {
      _ = try await CalendarService(store: site.store, reader: site.library.reader)
        .keep(texts, choice, by: Actor(role: OpsActor.role(of: user), name: user.name)) { _ in }
    } catch let refusal as CalendarRefusal {
      throw Refusal(.conflict, "The calendars were not taken in", "\(refusal.description).")
    }
    if let session = request.session {
      try await site.store.transaction { try $0.dropSessionFile(Self.document, of: session.key) }
    }
    return .redirect("/ops/calendars?done=1")
  }
}
