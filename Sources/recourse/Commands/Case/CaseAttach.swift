import ArgumentParser
import Casework
import Engine
import Foundation
import PostgresStore

/// `recourse case attach`.
struct CaseAttach: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Adds documents to a case.",
    discussion: "Example: recourse case attach 7KQ-4FM-X2PC contract.pdf --as okafor")

  @Argument(help: "The case's reference.")
  var reference: String

  @Argument(help: "The files.")
  var files: [String]

  @Option(help: "Their media type; by their names' endings by default.")
  var type: String?

  @Flag(help: "Those concerned may see them, in an export for them.")
  var disclosable = false

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withStore { store in
      let id = try await CaseLookup.find(reference, in: store)
      let library = Library(reader: FileDefinitionReader())
      let service = CaseService(store: store, library: library)
      let account = try await store.transaction { [actor] in try actor.account(in: $0) }
      let attachments = AttachmentService(service: service, place: AttachmentFolder.place)
      for file in files {
        let bytes = try BinaryFile.read(file)
        let name = URL(filePath: file).lastPathComponent
        let sketch = try AttachmentService.attachment(
          bytes, named: name, mediaType: type ?? MediaType.of(name), isDisclosable: disclosable)
        let workflow = try await store.transaction { transaction in
          try transaction.look(at: [id], for: []).cases.first.map { try library.workflow($0.version, transaction) }
        }
        _ = try await attachments.attach(
          bytes, named: name, mediaType: sketch.mediaType, isDisclosable: disclosable, to: id,
          as: try RequestIdentity.event(nil),
          by: actor.actor(account, for: .act(.attach(sketch)), workflow, usually: "case-manager"))
        Shell.print("\(CaseReference(of: id))  \(sketch.sha256)  \(name.onOneLine)")
      }
    }
  }
}

/// `recourse case attachment`: the documents of a case.
struct CaseAttachment: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attachment", abstract: "Lists a case's documents, and gets them.", subcommands: [List.self, Get.self])

  /// `recourse case attachment list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the documents of a case.", discussion: "Example: recourse case attachment list 7KQ-4FM-X2PC")

    @Argument(help: "The case's reference.")
    var reference: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let found = try await database.withStore { store in
        try await CaseAttachment.all(of: try await CaseLookup.find(reference, in: store), in: store)
      }
      let rows = found.map { [$0.name.onOneLine, $0.mediaType, "\($0.size)", $0.sha256] }
      for line in Shell.table([["NAME", "TYPE", "BYTES", "SHA-256"]] + rows) { Shell.print(line) }
    }
  }

  /// `recourse case attachment get`.
  struct Get: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes a document of a case to a file, once its digest is found right.",
      discussion: "Example: recourse case attachment get 7KQ-4FM-X2PC contract.pdf --output contract.pdf")

    @Argument(help: "The case's reference.")
    var reference: String

    @Argument(help: "The document's name, or the beginning of its digest.")
    var document: String

    @Option(help: "The file to write; one that is there is not replaced.")
    var output: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      guard !FileManager.default.fileExists(atPath: output) else {
        throw Answer.no("recourse: \(output) is there already; name another file")
      }
      let bytes = try await database.withStore { store in
        let id = try await CaseLookup.find(reference, in: store)
        let found = try await CaseAttachment.all(of: id, in: store)
        guard let wanted = found.last(where: { $0.name == document || $0.sha256.hasPrefix(document.lowercased()) })
        else { throw Answer.no("recourse: the case has no such document; see: recourse case attachment list") }
        let service = CaseService(store: store, library: Library(reader: FileDefinitionReader()))
        return try await AttachmentService(service: service, place: AttachmentFolder.place).bytes(of: wanted, in: id)
      }
      guard FileManager.default.createFile(atPath: output, contents: Data(bytes)) else {
        throw Answer.no("recourse: \(output) can't be written; check its folder")
      }
    }
  }

  static func all(of id: CaseID, in store: PostgresStore) async throws -> [Attachment] {
    try await store.transaction { try $0.journal(of: id) }
      .compactMap { $0.kind == .attached ? Attachment(json: $0.input) : nil }
  }
}

/// What kind of document a file is, as far as its name tells.
enum MediaType {
  static func of(_ name: String) -> String {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return known[ending] ?? "application/octet-stream"
  }

  private static let known = [
    "pdf": "application/pdf", "txt": "text/plain", "csv": "text/csv", "eml": "message/rfc822", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "html": "text/html", "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text", "zip": "application/zip",
  ]
}

/// Files as bytes, with words for what can go wrong.
enum BinaryFile {
  /// - Throws: `Answer` where the file is missing, unreadable or larger than a document may be.
  static func read(_ path: String) throws -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let attributes, attributes[.type] as? FileAttributeType != .typeDirectory else {
      throw Answer.no("recourse: \(path): there is no such file")
    }
    if let size = attributes[.size] as? Int, size > EngineLimits.attachmentBytes {
      throw Answer.no("recourse: \(AttachmentFailure.tooLarge(bytes: size))")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Answer.no("recourse: \(path): can't be read; check its permissions")
    }
    return Array(data)
  }
}
