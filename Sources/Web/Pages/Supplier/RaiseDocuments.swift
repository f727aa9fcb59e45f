import Engine

/// The documents that go with a concern while it is filled in.
struct RaiseDocuments: Sendable {
  let site: Site
  private var desk: RaiseDesk { RaiseDesk(site: site) }

  static let slug = "documents"

  var routes: [Route] {
    [
      Route(.get, "/raise/documents", .visitor) { try await page(for: $0) },
      Route(.post, "/raise/documents", .visitor, body: .files) { try await add($0) },
      Route(.post, "/raise/documents/remove", .visitor) { try await remove($0) },
      Route(.post, "/raise/documents/done", .visitor) { try await finish($0) },
    ]
  }

  private func page(for request: WebRequest, error: String? = nil) async throws -> WebResponse {
    guard let sheet = try await desk.sheet(of: request), !sheet.draft.isSent else { return .redirect("/raise") }
    let files = try await desk.files(of: request)
    var page = Page(site, request, "Add documents")
    page.current = "/"
    page.back =
      sheet.draft.done.contains(Self.slug) ? "/raise/check" : sheet.steps.last.map { "/raise/question/\($0.slug)" }
    if let error { page.errors = [("document", error)] }
    let rows = files.map { file -> [HTML] in
      let remove = Form("/raise/documents/remove", for: request).html(
        """
        <input type="hidden" name="number" value="\(file.number)"><button type="submit" class="app-link-button">Remove<span \
        class="govuk-visually-hidden"> \(file.name)</span></button>
        """)
      return ["\(file.name)", "\(SizeWords.words(file.bytes.count))", remove]
    }
    let list = Block.table(
      "Documents so far", ["Document", "Size", "Change"], rows, empty: "You have not added any document yet.")
    let question = Question("document", "Document", hint: DocumentCheck.hint, error: error)
    let upload: HTML =
      files.count >= DocumentCheck.most
      ? "<p class=\"govuk-body\">You have added as many documents as can be sent at once.</p>"
      : Form("/raise/documents", for: request, takesFiles: true).html(
        Control.file(question) + Control.button("Add this document", isSecondary: true))
    return page.response(
      """
      <h1 class="govuk-heading-l">Add documents</h1><p class="govuk-body">Contracts, invoices, letters: whatever shows \
      what happened. You need not add any, and can add some later. Only the case team sees them.</p>\(list)\(upload)\
      \(Form("/raise/documents/done", for: request).html(Control.button("Continue")))
      """, error == nil ? .ok : .unprocessable)
  }

  private func add(_ request: WebRequest) async throws -> WebResponse {
    guard let session = request.session, let sheet = try await desk.sheet(of: request), !sheet.draft.isSent else {
      return .redirect("/raise")
    }
    guard let file = request.files.first else { return try await page(for: request, error: "Choose a document first") }
    try await Tries(site: site).count("raise-documents", of: request.client, most: 60, window: 3_600)
    let (type, problem) = DocumentCheck.mediaType(of: file)
    guard let type else { return try await page(for: request, error: problem) }
    let isFull = try await site.store.transaction { transaction in
      let kept = try transaction.sessionFiles(session.key)
      guard kept.count < DocumentCheck.most else { return true }
      // The same document twice is one.
      if kept.contains(where: { $0.name == file.name && $0.bytes == file.bytes }) { return false }
      let number = (kept.map(\.number).max() ?? 0) + 1
      try transaction.keepSessionFile(
        SessionFile(number: number, name: file.name, mediaType: type, bytes: file.bytes), of: session.key)
      return false
    }
    if isFull {
      return try await page(for: request, error: "At most \(DocumentCheck.most) documents can be sent at once")
    }
    return .redirect("/raise/documents")
  }

  private func remove(_ request: WebRequest) async throws -> WebResponse {
    guard let session = request.session, let number = request.form["number"].flatMap({ Int($0) }) else {
      return .redirect("/raise/documents")
    }
    try await site.store.transaction { try $0.dropSessionFile(number, of: session.key) }
    return .redirect("/raise/documents")
  }

  private func finish(_ request: WebRequest) async throws -> WebResponse {
    guard var draft = desk.draft(of: request), !draft.isSent else { return .redirect("/raise") }
    draft.done.insert(Self.slug)
    try await desk.keep(draft, of: request)
    return .redirect("/raise/check")
  }
}
