import Casework
import Engine

/// The pages on which staff do with a case what they do with any: each has a form, does it once, and comes back.
struct DeedPages: Sendable {
  let site: Site

  var routes: [Route] {
    Deed.allCases.flatMap { deed in
      [
        Route(.get, "/cases/{reference}/\(deed.rawValue)", .staff(.workCases)) { try await ask($0, deed) },
        Route(.post, "/cases/{reference}/\(deed.rawValue)", .staff(.workCases), body: deed == .attach ? .files : .form)
        {
          try await perform($0, deed)
        },
      ]
    }
  }

  private func ask(_ request: WebRequest, _ deed: Deed) async throws -> WebResponse {
    page(deed, try await CaseFile.read(request, at: site), request, request.query)
  }

  private func page(
    _ deed: Deed, _ file: CaseFile, _ request: WebRequest, _ typed: FormValues,
    _ errors: [(field: String, problem: String)] = [], note: HTML = .none, status: WebResponse.Status = .ok
  ) -> WebResponse {
    let form = DeedForm(deed: deed, file: file, typed: typed)
    let hidden = CaseForm.hidden(file, errors.isEmpty && status == .ok ? nil : request)
    let fields = hidden + form.html(errors) + Control.button(deed.button, isWarning: deed == .merge)
    let sent = Form("\(file.address)/\(deed.rawValue)", for: request, takesFiles: deed == .attach).html(fields)
    return CaseFrame(site: site, request: request, file: file).response(
      doing: deed.title, "\(note)<p class=\"govuk-body\">\(deed.explanation)</p>\(sent)", errors: errors, status: status
    )
  }

  private func perform(_ request: WebRequest, _ deed: Deed) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    let event = try RequestIdentity.event(in: request)
    let done = "\(file.address)?done=\(deed.notice.rawValue)"
    // Sent twice: it was done the first time.
    if file.journal.contains(where: { $0.eventID == event }) { return .redirect(done) }
    if deed.dependsOnRevision, let changed = CaseForm.changes(since: request, file) {
      return page(deed, file, request, request.form, note: changed, status: .conflict)
    }
    let form = DeedForm(deed: deed, file: file, typed: request.form)
    if deed == .assign, let to = request.form.text("to"), let away = try await Colleague.away(to, request, at: site) {
      return page(deed, file, request, request.form, [("to", away)], status: .unprocessable)
    }
    do {
      if deed == .attach {
        try await attach(request, form, file, event)
      } else if let action = try await site.store.transaction({ try form.action($0) }) {
        _ = try await site.requests.handle(
          CaseRequest(
            caseID: file.record.id, eventID: event, action: action, actor: file.user.actor(for: action, file.workflow),
            seen: deed.dependsOnRevision ? file.record.revision : nil))
      }
    } catch let problems as DeedForm.Problems {
      return page(deed, file, request, request.form, problems.all, status: .unprocessable)
    } catch CaseFailure.rejected(.data(let problems)) {
      return page(deed, file, request, request.form, problems.map(form.told), status: .unprocessable)
    } catch let failure as CaseFailure {
      return page(
        deed, file, request, request.form, note: Block.warning(CaseworkWords.refusal(failure)), status: .unprocessable)
    } catch let failure as AttachmentFailure {
      return page(
        deed, file, request, request.form, [("document", CaseworkWords.sentence(failure.description))],
        status: .unprocessable)
    }
    // Whoever has just declared an interest of their own does not see the case any more.
    if deed == .interest, request.form.text("person").map({ Person.isSame($0, file.user.name) }) == true {
      return .redirect("/cases")
    }
    return .redirect(done)
  }

  private func attach(_ request: WebRequest, _ form: DeedForm, _ file: CaseFile, _ event: EventID) async throws {
    guard let document = request.files.first(where: { $0.field == "document" }), !document.bytes.isEmpty else {
      throw DeedForm.Problems("document", "Choose a document that is not empty")
    }
    let (type, problem) = DocumentCheck.mediaType(of: document, mostBytes: DocumentCheck.mostStaffBytes)
    guard let type else { throw DeedForm.Problems("document", problem ?? "Choose another document") }
    let isDisclosable = try form.isDisclosable
    let action = CaseRequest.Action.act(.note("", isDisclosable: isDisclosable))
    _ = try await site.documents.attach(
      document.bytes, named: document.name, mediaType: type, isDisclosable: isDisclosable,
      to: file.record.id, as: event, by: file.user.actor(for: action, file.workflow))
  }
}

/// What every form of a case carries, and what is said where the case has moved on under it.
enum CaseForm {
  /// The event's identifier and the revision that the page shows.
  ///
  /// - Parameter again: the request whose form is shown once more: it keeps its identifier.
  static func hidden(_ file: CaseFile, _ again: WebRequest?) -> HTML {
    let event = again?.form["event"] ?? RequestIdentity.fresh(at: file.facts.now).description
    return """
      <input type="hidden" name="event" value="\(event)"><input type="hidden" name="revision" \
      value="\(file.record.revision)">
      """
  }

  /// What has changed since the page of a form was shown; nil where nothing has.
  static func changes(since request: WebRequest, _ file: CaseFile) -> HTML? {
    let seen = request.form["revision"].flatMap { Int($0) } ?? 0
    guard seen != file.record.revision else { return nil }
    let words = file.words
    let lines = file.changes(since: seen).map { entry -> HTML in
      "<li>\(DayWords.moment(entry.at)): \(words.title(entry))\(words.by(entry).map { ", by \($0)" } ?? "")</li>"
    }
    let states = file.record.states.map(words.state).joined(separator: ", ")
    return Block.notice(
      "The case has changed",
      """
      <p class="govuk-notification-banner__heading">Somebody changed this case after you opened the page. Nothing was \
      done, and what you typed is still here.</p><ul class="govuk-list govuk-list--bullet">\(lines)</ul><p \
      class="govuk-body">It is now: \(states). Check that what you are doing still fits, and send it again.</p>
      """, isSuccess: false)
  }
}
