import Casework
import Engine
import JSON

// The documents of cases.
extension CaseOperations {
  var documents: [APIOperation] { [listDocuments, getDocument, addDocument] }

  private var listDocuments: APIOperation {
    APIOperation(
      id: "listDocuments", method: .get, path: "/cases/{reference}/documents", scope: .readCases, topic: Self.topic,
      summary: "List the documents of a case",
      answers: [
        APIOperation.Answer(
          status: .ok, words: "In the order in which they came.",
          schema: .object([APIField("items", .list(.named(.document)))], isOpen: true))
      ]
    ) { call in
      let found = try await Self.all(of: try await Self.find(call), call.site)
      return .json(["items": .array(found.map { .object($0.json) })])
    }
  }

  private var getDocument: APIOperation {
    APIOperation(
      id: "getDocument", method: .get, path: "/cases/{reference}/documents/{sha256}", scope: .readCases,
      topic: Self.topic, summary: "Get a document, once its digest is found right",
      answers: [APIOperation.Answer(status: .ok, words: "The document.", isDownload: true)]
    ) { call in
      let id = try await Self.find(call)
      guard let wanted = try await Self.all(of: id, call.site).last(where: { $0.sha256 == call["sha256"] }) else {
        throw Refusal.notFound
      }
      let bytes = try await call.site.documents.bytes(
        of: wanted, in: id)
      return .download(bytes, named: wanted.name, type: "application/octet-stream")
    }
  }

  private var addDocument: APIOperation {
    APIOperation(
      id: "addDocument", method: .post, path: "/cases/{reference}/documents", scope: .writeCases, topic: Self.topic,
      summary: "Add a document to a case",
      details: "\(DocumentCheck.kindWords): what the ending of its name says, and its bytes are.",
      parameters: [
        APIParameter("name", in: .query, .text(length: 1...200), "Its name.", isRequired: true),
        .query(
          "media_type", .text(length: 3...100), "Such as application/pdf: what its name and its bytes say as well."),
        .query("disclosable", .flag, "Whether those concerned may see it; false where nothing is said."),
      ],
      body: .bytes,
      answers: [
        APIOperation.Answer(
          status: .ok, words: "The case as it stands now.", schema: .named(.caseSummary), hasTag: true)
      ], mayRefuse: true
    ) { call in
      let (id, site) = (try await Self.find(call), call.site)
      guard !call.request.body.isEmpty else { throw Self.wrong("body", "is empty") }
      let sent = UploadedFile(field: "body", name: call["name"] ?? "", mediaType: "", bytes: call.request.body)
      let (found, problem) = DocumentCheck.mediaType(of: sent, mostBytes: DocumentCheck.mostStaffBytes)
      guard let type = found else { throw Self.wrong("name", problem ?? "is of no kind that is taken") }
      guard call["media_type"].map({ $0.lowercased() == type }) ?? true else {
        throw Self.wrong("media_type", "is not what the name and the bytes say: \(type)")
      }
      let workflow = try await site.store.transaction { transaction in
        try transaction.look(at: [id], for: []).cases.first.map { try site.library.workflow($0.version, transaction) }
      }
      let bytes = call.request.body
      let isDisclosable = call.values["disclosable"] == true
      let sketch = try AttachmentService.attachment(
        bytes, named: call["name"] ?? "", mediaType: type, isDisclosable: isDisclosable)
      do {
        return Self.answer(
          try await site.documents.attach(
            bytes, named: sketch.name, mediaType: type, isDisclosable: isDisclosable, to: id, as: call.event,
            by: try call.actor(for: .act(.attach(sketch)), workflow)), .ok)
      } catch CaseFailure.identifierUsed {
        throw Refusal(
          .conflict, "This key was used for something else", "Make a new Idempotency-Key.", code: "key-used")
      }
    }
  }

  private static func all(of id: CaseID, _ site: Site) async throws -> [Attachment] {
    try await site.store.transaction { try $0.journal(of: id) }
      .compactMap { $0.kind == .attached ? Attachment(json: $0.input) : nil }
  }
}
