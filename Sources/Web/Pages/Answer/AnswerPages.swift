import Casework
import Engine
import Foundation
import JSON

/// A case answered by the link in a letter, without an account.
struct AnswerPages: Sendable {
  let site: Site

  private var desk: AnswerDesk { AnswerDesk(store: site.store, library: site.library) }

  var routes: [Route] {
    [
      Route(.get, "/answer/{secret}", .visitor) { try await ask($0) },
      Route(.post, "/answer/{secret}", .visitor, body: .files) { try await send($0) },
      Route(.get, "/answer/{secret}/sent", .visitor) { try await sent($0) },
    ]
  }

  private func sheet(_ request: WebRequest) async throws -> AnswerDesk.Sheet {
    try await Tries(site: site).count("answer", of: request.client, most: 120, window: 900)
    guard let sheet = try await desk.sheet(Secrets.digest(of: request["secret"])) else {
      throw Refusal(
        .notFound, "This link does not work",
        "Check that the whole link was opened. If it is old, reply to the email that you had instead.")
    }
    return sheet
  }

  private func page(_ request: WebRequest, _ title: String) -> Page { Page(site, request, title) }

  // MARK: Asking

  private func ask(_ request: WebRequest) async throws -> WebResponse {
    let sheet = try await sheet(request)
    guard !sheet.events.isEmpty else { return over(request, sheet) }
    if let event = chosen(request.query["answer"], sheet) { return form(request, sheet, event) }
    let address = Self.address(request)
    let choices = sheet.events.map { Control.Choice($0.name, $0.title ?? $0.name) }
    let question = Question("answer", "What is your answer?", hint: "You say more on the next page.")
    return page(request, "Answer a concern").response(
      """
      <span class="govuk-caption-l">Case \(sheet.record.reference.description)</span><h1 class="govuk-heading-l">Answer a \
      concern</h1>\(deadline(sheet))\(letter(sheet, isOpen: true))<form method="get" action="\(address)" novalidate>\
      \(Control.radios(question, choices))\(Control.button("Continue"))</form>\(help)
      """)
  }

  private func chosen(_ name: String?, _ sheet: AnswerDesk.Sheet) -> AvailableEvent? {
    sheet.events.count == 1 ? sheet.events[0] : sheet.events.first { $0.name == name }
  }

  private static func address(_ request: WebRequest) -> String { "/answer/\(FormValues.encoded(request["secret"]))" }

  private func deadline(_ sheet: AnswerDesk.Sheet) -> HTML {
    guard let due = sheet.due else { return .none }
    return "<p class=\"govuk-body\">Answer by <strong>\(DayWords.moment(due))</strong>.</p>"
  }

  /// What was written to the reader: nothing else of the case is shown, so nothing that its words leave out.
  private func letter(_ sheet: AnswerDesk.Sheet, isOpen: Bool) -> HTML {
    guard let message = sheet.message else { return .none }
    return Block.details(
      "What we wrote to you: \(message.subject)", "<p class=\"govuk-body app-quote\">\(message.body)</p>",
      isOpen: isOpen)
  }

  private var help: HTML {
    """
    <p class="govuk-body">If you need help, or are not the right person, call \(site.brand.number), \
    \(site.brand.hours), or reply to the email.</p>
    """
  }

  // MARK: The form

  private func form(
    _ request: WebRequest, _ sheet: AnswerDesk.Sheet, _ event: AvailableEvent,
    problems: [(field: String, problem: String)] = []
  ) -> WebResponse {
    let title = event.title ?? "Answer a concern"
    var page = page(request, title)
    page.errors = problems
    if sheet.events.count > 1 { page.back = Self.address(request) }
    let found = Dictionary(problems.map { ($0.field, $0.problem) }, uniquingKeysWith: { first, _ in first })
    let questions = Self.questions(event, sheet).map { $0.html(request.form, error: found[$0.name]) }
    let id = request.form["event"].flatMap { EventID($0) } ?? Self.freshEvent()
    let hidden: HTML = """
      <input type="hidden" name="answer" value="\(event.name)"><input type="hidden" name="event" value="\(id.description)">
      """
    let files = AnswerDocuments.control(error: found[AnswerDocuments.field])
    let warning = sheet.confirmations[event.name].map { Block.warning($0) } ?? .none
    return page.response(
      """
      <span class="govuk-caption-l">Case \(sheet.record.reference.description)</span><h1 class="govuk-heading-l">\(title)\
      </h1>\(deadline(sheet))\(letter(sheet, isOpen: sheet.events.count == 1 && problems.isEmpty))\(warning)\(AnswerWords.reader)\
      \(Form(Self.address(request), for: request, takesFiles: true)
        .html(questions.joined() + files + hidden + Control.button("Send the answer")))\(help)
      """, problems.isEmpty ? .ok : .unprocessable)
  }

  private static func questions(_ event: AvailableEvent, _ sheet: AnswerDesk.Sheet) -> [FieldQuestion] {
    event.form.compactMap { name in sheet.workflow.fields.first { $0.name == name }.map(AnswerWords.question) }
  }

  private static func freshEvent() -> EventID {
    var generator = SystemRandomNumberGenerator()
    return EventID(
      UniqueID(
        high: generator.next() & ~0xF000 | 0x4000,
        low: generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000))
  }

  // MARK: Sending

  private func send(_ request: WebRequest) async throws -> WebResponse {
    let sheet = try await sheet(request)
    guard let id = request.form["event"].flatMap({ EventID($0) }), let name = request.form["answer"] else {
      throw Refusal(.badRequest, "Something of the form is missing", "Open the link in the email once more.")
    }
    guard let event = sheet.events.first(where: { $0.name == name }) else {
      // Sent twice, the first has done it and the case waits no more.
      let done = try await site.store.transaction { transaction in
        try transaction.look(at: [sheet.record.id], for: [(sheet.record.id, id)]).knownEvents.contains(id)
      }
      return done ? .redirect("\(Self.address(request))/sent") : over(request, sheet)
    }
    var data = JSONObject()
    var problems: [(field: String, problem: String)] = []
    for question in Self.questions(event, sheet) {
      do throws(FieldProblem) {
        if let answer = try question.answer(in: request.form) { data[question.name] = answer }
      } catch {
        problems.append((error.field, error.problem))
      }
    }
    let files = request.files.filter { $0.field == AnswerDocuments.field && !$0.bytes.isEmpty }
    let (documents, problem) = AnswerDocuments.read(files)
    if let problem { problems.append((AnswerDocuments.field, problem)) }
    guard let documents, problems.isEmpty else { return form(request, sheet, event, problems: problems) }
    _ = try await desk.answer(
      sheet, with: name, event.form.isEmpty ? nil : .object(data),
      documents, as: id,
      by: site.cases, keeping: site.documents)
    return .redirect("\(Self.address(request))/sent")
  }

  private func sent(_ request: WebRequest) async throws -> WebResponse {
    let sheet = try await sheet(request)
    return page(request, "Your answer was sent").response(
      """
      <div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">Your answer was sent</h1><div \
      class="govuk-panel__body">Case \(sheet.record.reference.description)</div></div><h2 class="govuk-heading-m">What happens \
      next</h2><p class="govuk-body">The case team has it, and reads it before anybody else. If it needs anything, it writes to \
      you. Otherwise there is nothing left for you to do.</p>\(help)
      """)
  }

  private func over(_ request: WebRequest, _ sheet: AnswerDesk.Sheet) -> WebResponse {
    page(request, "Nothing to answer any more").response(
      """
      <span class="govuk-caption-l">Case \(sheet.record.reference.description)</span><h1 class="govuk-heading-l">Nothing to \
      answer any more</h1><p class="govuk-body">The case does not wait for your answer any more: somebody has answered, or \
      the time for it is over and it has gone on.</p>\(letter(sheet, isOpen: false))<p class="govuk-body">If there is \
      something that the case team should still know, reply to the email.</p>\(help)
      """)
  }
}
