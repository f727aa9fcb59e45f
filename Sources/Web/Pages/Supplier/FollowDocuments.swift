import Casework
import Engine

/// The documents of a followed case: those that they sent, those that they may see, and one more.
struct FollowDocuments: Sendable {
  let site: Site

  var routes: [Route] {
    [
      Route(.get, "/follow/case/documents", .supplier) { try await page(for: $0) },
      Route(.post, "/follow/case/documents", .supplier, body: .files) { try await add($0) },
      Route(.get, "/follow/case/documents/{digest}", .supplier) { try await download($0) },
    ]
  }

  private func page(for request: WebRequest, error: String? = nil) async throws -> WebResponse {
    let followed = try await FollowCasePages.followed(request, site)
    var page = FollowCasePages.page(site, request, "Documents")
    if let error { page.errors = [("document", error)] }
    let rows = followed.documents.map { document, at -> [HTML] in
      [
        Control.link("/follow/case/documents/\(document.sha256)", document.name),
        "<span class=\"app-date\">\(SizeWords.words(document.size))</span>",
        "<span class=\"app-date\">\(DayWords.day(at))</span>",
      ]
    }
    let question = Question("document", "Add a document", hint: DocumentCheck.hint, error: error)
    let identity = EventID(FreshID.make(at: try await site.now()))
    let form = Form("/follow/case/documents", for: request, takesFiles: true).html(
      "<input type=\"hidden\" name=\"event-id\" value=\"\(identity.description)\">" + Control.file(question)
        + Control.button("Add this document"))
    return page.response(
      """
      <h1 class="govuk-heading-l">Documents</h1>\
      \(Block.table("Documents of your case", ["Document", "Size", "Added"], rows, empty: "There are no documents yet."))\
      <p class="govuk-body">Only the case team sees what you add, unless you tell us otherwise.</p>\(form)
      """, error == nil ? .ok : .unprocessable)
  }

  private func add(_ request: WebRequest) async throws -> WebResponse {
    guard case .supplier(let id) = request.principal, let identity = request.form["event-id"].flatMap({ EventID($0) })
    else { throw Refusal.foreignForm }
    guard let file = request.files.first else { return try await page(for: request, error: "Choose a document first") }
    let (type, problem) = DocumentCheck.mediaType(of: file)
    guard let type else { return try await page(for: request, error: problem) }
    try await Tries(site: site).count("documents", of: id.description, most: 20, window: 3_600)
    _ = try await site.documents.attach(
      file.bytes, named: file.name, mediaType: type, isDisclosable: false, to: id, as: identity,
      by: Actor(role: FollowedCase.role))
    return .redirect("/follow/case/documents?done=document")
  }

  private func download(_ request: WebRequest) async throws -> WebResponse {
    let followed = try await FollowCasePages.followed(request, site)
    guard let document = followed.documents.first(where: { $0.attachment.sha256 == request["digest"] })?.attachment
    else {
      throw Refusal.notFound
    }
    let bytes = try await site.documents.bytes(of: document, in: followed.sight.case.id)
    return .download(bytes, named: document.name, type: "application/octet-stream")
  }
}
