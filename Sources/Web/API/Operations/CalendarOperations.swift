import Casework
import Engine
import JSON
import Synchronization
import WorkflowFiles

/// The calendars that delays count in: what is in force, what a new version would move, and bringing it into force.
struct CalendarOperations: Sendable {
  private static let topic = "Calendars"

  var operations: [APIOperation] { [list, show, preview, take] }

  private var list: APIOperation {
    APIOperation(
      id: "listCalendars", method: .get, path: "/calendars", scope: .operate, topic: Self.topic,
      summary: "List the versions of calendars, the newest first", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.calendarVersion.page)]
    ) { call in
      try call.requireUnbound()
      let all = try await call.site.store.transaction { try $0.calendarVersions() }
      let current = Dictionary(all.map { ($0.name, $0.revision) }, uniquingKeysWith: max)
      return .json(
        try APICursor.page(Array(all.reversed()), call) { Self.json($0, isCurrent: current[$0.name] == $0.revision) })
    }
  }

  private var show: APIOperation {
    APIOperation(
      id: "showCalendar", method: .get, path: "/calendars/{name}", scope: .operate, topic: Self.topic,
      summary: "Show a calendar that is in force, with its text",
      answers: [APIOperation.Answer(status: .ok, words: "The calendar.", schema: .named(.calendar), hasTag: true)]
    ) { call in
      try call.requireUnbound()
      let name = call["name"]
      guard let found = try await call.site.store.transaction({ try $0.calendarVersions().last { $0.name == name } })
      else { throw Refusal.notFound }
      var object = Self.json(found, isCurrent: true)
      object["text"] = .string(found.text)
      return .json(.object(object)).with("ETag", "\"\(found.digest)\"")
    }
  }

  private static let fields = [
    APIField(
      "file", .map(.anything),
      "A list of bank holidays as GOV.UK publishes it (bank-holidays.json), or one calendar alone."),
    APIField.maybe(
      "fill", .flag,
      "Whether years that the file lacks are taken from the calendar in force; true where nothing is said."),
  ]

  private var preview: APIOperation {
    APIOperation(
      id: "previewCalendars", method: .post, path: "/calendars/previews", scope: .operate, topic: Self.topic,
      summary: "Say which dates a new version would move, and change nothing",
      details: "Of the cases the first \(Self.shown) are told one by one.", body: .json(.object(Self.fields)),
      answers: [APIOperation.Answer(status: .ok, words: "What it comes to.", schema: .named(.calendarChange))],
      mayRefuse: true
    ) { call in
      let texts = try await Self.texts(call)
      let told = Told()
      do {
        let summary = try await CalendarService(store: call.site.store, reader: call.site.library.reader)
          .preview(texts) { told.hear($0) }
        var object = summary.json
        object["listed"] = .array(told.changes.map { .object($0.json) })
        return .json(.object(object))
      } catch let refusal as CalendarRefusal {
        throw CaseOperations.wrong("file", refusal.description)
      }
    }
  }

  private var take: APIOperation {
    APIOperation(
      id: "importCalendars", method: .post, path: "/calendars/imports", scope: .deploy, topic: Self.topic,
      summary: "Bring new versions of calendars into force",
      details: "What counts as the version in force does is no new one: asking twice does nothing twice.",
      body: .json(
        .object(
          Self.fields + [
            APIField(
              "dates", .choice(["refuse", "move", "keep"]),
              "What becomes of running timers that the new version dates otherwise; `refuse` does nothing where there are any."
            )
          ])),
      answers: [APIOperation.Answer(status: .ok, words: "What it came to.", schema: .named(.calendarChange))],
      mayRefuse: true
    ) { call in
      let texts = try await Self.texts(call)
      let choice: CalendarService.Choice =
        switch call.text("dates") {
        case "move": .move
        case "keep": .keep
        default: .refuse
        }
      do {
        let summary = try await CalendarService(store: call.site.store, reader: call.site.library.reader)
          .keep(texts, choice, by: Actor(role: OpsActor.role(of: call.account), name: call.account.name)) { _ in }
        return .json(.object(summary.json))
      } catch let refusal as CalendarRefusal {
        throw CaseOperations.wrong("file", refusal.description)
      }
    }
  }

  fileprivate static let shown = 100

  /// The texts that are new in what was sent.
  private static func texts(_ call: APICall) async throws -> [String: String] {
    try call.requireUnbound()
    let reader = call.site.library.reader
    let kept = try await call.site.store.transaction { try $0.calendars() }
    let diagnostics = Diagnostics()
    let bytes = Array((call.body["file"] ?? .null).serialized().utf8)
    let read = CalendarFile(reading: bytes, file: "file", diagnostics: diagnostics)
    guard let read, !diagnostics.hasErrors else {
      throw CaseOperations.wrong(
        Dictionary(
          diagnostics.findings.filter { $0.severity == .error }.prefix(50).map { ("\($0.place)", $0.message) },
          uniquingKeysWith: { first, _ in first }))
    }
    // What is kept and can't be read any more fills in nothing.
    let known = (try? reader.calendars(from: kept)) ?? [:]
    let whole = call.body["fill"] == false ? read : read.filled(from: known)
    // With those that are kept, as some are other ones' names.
    let given = (try? reader.calendars(from: kept.merging(whole.texts) { $1 })) ?? [:]
    return whole.texts.filter { name, _ in given[name] == nil || given[name] != known[name] }
  }

  private static func json(_ version: CalendarVersion, isCurrent: Bool) -> JSONObject {
    [
      "name": .string(version.name), "revision": .integer(version.revision), "digest": .string(version.digest),
      "kept_at": .string(version.keptAt.rfc3339), "current": .bool(isCurrent),
    ]
  }
}

/// The first changes that a service tells of.
private final class Told: Sendable {
  private let kept = Mutex<[CalendarChange]>([])

  func hear(_ report: CalendarService.Report) {
    kept.withLock { changes in
      switch report {
      case .begins: changes = []
      case .change(let change): if changes.count < CalendarOperations.shown { changes.append(change) }
      }
    }
  }

  var changes: [CalendarChange] { kept.withLock(\.self) }
}
