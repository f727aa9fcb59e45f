import Casework
import CivilTime
import Diagrams
import Engine
import JSON
import WorkingTime

/// `/cases/{reference}` and its tabs.
struct CasePages: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/cases/{reference}", .staff(.readCases)) { try await summary($0) },
      Route(.get, "/cases/{reference}/messages", .staff(.readCases)) { try await messages($0) },
      Route(.get, "/cases/{reference}/documents", .staff(.readCases)) { try await documents($0) },
      Route(.get, "/cases/{reference}/documents/{revision}", .staff(.workCases)) { try await document($0) },
      Route(.get, "/cases/{reference}/people", .staff(.readCases)) { try await people($0) },
      Route(.get, "/cases/{reference}/history", .staff(.readCases)) { try await history($0) },
      Route(.get, "/cases/{reference}/links", .staff(.readCases)) { try await links($0) },
      Route(.get, "/cases/{reference}/workflow", .staff(.readCases)) { try await workflow($0) },
      Route(.get, "/cases/{reference}/workflow.svg", .staff(.readCases)) { try await picture($0) },
    ]
  }

  private func summary(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site, isExplained: true)
    let urgency = try CaseUrgency(of: file.record, file.case, file.workflow, file.facts)
    return CaseFrame(site: site, request: request, file: file)
      .response(.summary, CaseSummary(file: file, urgency: urgency).html)
  }

  private func history(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    let words = file.words
    let items = file.journal.reversed().map { entry in
      (title: words.title(entry), by: words.by(entry), at: DayWords.moment(entry.at), content: words.content(entry))
    }
    let note: HTML =
      file.mayWork ? "<p class=\"govuk-body\">\(Control.link("\(file.address)/note", "Write a note"))</p>" : .none
    return CaseFrame(site: site, request: request, file: file).response(
      .history,
      "<h2 class=\"govuk-heading-m\">History</h2>\(note)\(Block.timeline(items))\(ListFile.links("\(file.address)/history"))"
    )
  }

  // MARK: Messages

  private func messages(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    let id = file.record.id
    let items = try await site.store.transaction { try $0.messages(of: id) }
    let sent = MessageView.all(items, file)
    let list: HTML =
      sent.isEmpty ? "<p class=\"govuk-body\">Nothing has been written to anybody yet.</p>" : sent.joined()
    return CaseFrame(site: site, request: request, file: file).response(
      .messages, "<h2 class=\"govuk-heading-m\">Messages, the newest first</h2>\(list)")
  }

  // MARK: Documents

  private func documents(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    let words = file.words
    let rows = file.journal.filter { $0.kind == .attached }.compactMap { entry -> [HTML]? in
      guard let attachment = Attachment(json: entry.input) else { return nil }
      let name: HTML =
        file.mayWork
        ? Control.link("\(file.address)/documents/\(entry.revision)", attachment.name) : "Not shown to you"
      return [
        name, "\(CaseworkWords.size(attachment.size))", "\(words.by(entry) ?? "")", "\(DayWords.moment(entry.at))",
        attachment.isDisclosable ? Block.tag("May be disclosed", "blue") : Block.tag("Internal", "grey"),
      ]
    }
    let add: HTML =
      file.mayWork && file.case.closedAt == nil
      ? "<p class=\"govuk-body\">\(Control.link("\(file.address)/attach", "Add a document"))</p>" : .none
    let table = Block.table(
      "Documents", ["Name", "Size", "Added by", "When", "Who may see it"], rows, isCaptionHidden: true,
      empty: "No documents yet.")
    return CaseFrame(site: site, request: request, file: file).response(
      .documents, "<h2 class=\"govuk-heading-m\">Documents</h2>\(add)\(table)")
  }

  /// A document, to be kept and never shown in place.
  private func document(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site, for: "document")
    guard let revision = Int(request["revision"]),
      let entry = file.journal.first(where: { $0.revision == revision && $0.kind == .attached }),
      let attachment = Attachment(json: entry.input)
    else { throw Refusal.notFound }
    let bytes = try await site.documents.bytes(
      of: attachment, in: file.record.id)
    return .download(bytes, named: attachment.name, type: "application/octet-stream")
  }

  // MARK: People and links

  private func people(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    return CaseFrame(site: site, request: request, file: file).response(.people, PeopleView(file: file).html)
  }

  private func links(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    let (library, links) = (site.library, file.case.links)
    let records = try await site.store.transaction { transaction in
      try CaseRow.rows(of: try transaction.look(at: links.map(\.other), for: []).cases, library, transaction)
    }
    let rows = links.map { link -> [HTML] in
      let reference = CaseReference(of: link.other).description
      let row = records.first { $0.record.id == link.other }
      let isHidden = row?.case.isBarred(file.user.name) == true
      let title = isHidden ? "You have an interest in it" : row.map { $0.workflow.headline(of: $0.case) } ?? ""
      let state = row.map { row in
        row.record.states.map { id in row.workflow.chart.state(id).map { row.workflow.stateNotes[$0].title } ?? id }
          .joined(separator: ", ")
      }
      return [
        Control.link("/cases/\(reference)", reference), "\(title)", "\(CaseworkWords.words(link.relation))",
        "\(isHidden ? "" : state ?? "")",
      ]
    }
    let table = Block.table(
      "Linked cases", ["Case", "About", "Relation", "Where it is"], rows, isCaptionHidden: true,
      empty: "No other case is linked with this one.")
    let add: HTML =
      file.mayWork ? "<p class=\"govuk-body\">\(Control.link("\(file.address)/link", "Link another case"))</p>" : .none
    return CaseFrame(site: site, request: request, file: file).response(
      .links, "<h2 class=\"govuk-heading-m\">Linked cases</h2>\(add)\(table)")
  }

  // MARK: The workflow

  private func picture(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    let path = CasePath(file.journal, through: file.workflow)
    let diagram = DotDiagram(Moves(file.workflow), path: path, zone: WorkingCalendar.london)
    return try await site.pictures.response(diagram, for: request)
  }

  private func workflow(_ request: WebRequest) async throws -> WebResponse {
    let file = try await CaseFile.read(request, at: site)
    let moves = Moves(file.workflow)
    let path = CasePath(file.journal, through: file.workflow)
    // Another revision has another address, so that a browser never shows where the case stood before.
    let drawn = site.pictures.html(
      of: DotDiagram(moves, path: path, zone: WorkingCalendar.london),
      at: "\(file.address)/workflow.svg?revision=\(file.record.revision)")
    let table = StepsView(StepTable(moves, path: path, zone: WorkingCalendar.london)).html
    return CaseFrame(site: site, request: request, file: file).response(
      .workflow,
      """
      <h2 class="govuk-heading-m">The way of this case</h2><p class="govuk-body">\(Self.place(of: file))</p>\(drawn)<h2 class="govuk-heading-m">The steps in words</h2>\(table)
      """)
  }

  /// Where the case stands, for whoever looks for it in the picture.
  private static func place(of file: CaseFile) -> HTML {
    let titles = file.record.states.map { id in
      file.workflow.chart.state(id).map { file.workflow.stateNotes[$0].title } ?? id
    }
    return "The case is at <strong>\(titles.joined(separator: " and "))</strong>, which is yellow in the picture."
  }
}
