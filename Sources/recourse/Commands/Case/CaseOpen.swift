import ArgumentParser
import Casework
import Delivery
import Engine
import JSON
import PostgresStore

/// `recourse case open`.
struct CaseOpen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens a case from a file, a form or a mail.",
    discussion: """
      A file is YAML or JSON: {workflow: NAME, data: {…}}. A form has a field=value in each line. A mail (.eml) gives the
      sender's name and address, its subject and its text; it is kept with its attachments. --set goes before all of them.

      Example: recourse case open --file Workflows/supply-chain-concern/examples/concern-01.yaml
      Example: recourse case open --workflow supply-chain-concern --eml concern.eml --set nation=england
      """)

  @Option(help: "A YAML or JSON file; - is standard input.")
  var file: String?

  @Option(help: "A file with a field=value in each line; - is standard input.")
  var form: String?

  @Option(help: "A mail.")
  var eml: String?

  @Option(help: "field=value: one field.")
  var set: [String] = []

  @Option(help: "The workflow, where the file does not name it.")
  var workflow: String?

  @Option(help: "An identifier of this request (a UUID): the same request sent twice opens one case.")
  var eventID: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @OptionGroup var actor: ActorOptions

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    if let file, file.lowercased().hasSuffix(".eml") {
      throw Answer(status: 2, message: "recourse: \(file) is a mail: give it as --eml, with --workflow")
    }
    let given = try file.map { try OpeningData.readFile($0) } ?? (workflow: nil, data: JSONObject())
    guard let name = workflow ?? given.workflow else {
      throw Answer(
        status: 2, message: "recourse: say with --workflow what kind of case it is, as no file names it")
    }
    let typed = try FieldText.assignments(form.map(Self.lines) ?? [], option: "--form") + FieldText.assignments(set)
    let mail = try eml.map { path in (bytes: try BinaryFile.read(path), mail: try Self.mail(path)) }
    let eventID = try RequestIdentity.event(eventID)
    try await database.withStore { store in
      let library = Library(reader: FileDefinitionReader())
      let (account, current) = try await store.transaction { [actor] transaction in
        guard let version = try transaction.currentVersion(of: name) else { throw CaseFailure.unknownWorkflow(name) }
        return (try actor.account(in: transaction), try library.workflow(version, transaction))
      }
      let fromMail = mail.map { MailFields(current).data($0.mail) } ?? JSONObject()
      var data = given.data
      for (field, value) in fromMail where data[field] == nil { data[field] = value }
      data = FieldText.data(typed, over: data, current)
      let service = CaseService(store: store, library: library)
      let id = RequestIdentity.caseID(for: eventID)
      let action = CaseRequest.Action.open(workflow: name, data: data)
      let answer = try await service.handle(
        CaseRequest(
          caseID: id, eventID: eventID, action: action,
          actor: actor.actor(account, for: action, current, usually: "case-manager")))
      if let mail, !answer.isRepetition {
        try await Self.keep(mail.mail, mail.bytes, with: id, service, account.map { $0.name } ?? actor.name, current)
      }
      Shell.print(
        format == .json ? JSONValue.object(answer.record.json).serialized() : answer.record.reference.description)
    }
  }

  private static func lines(_ path: String) throws -> [String] {
    try TextFile.read(path).split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("#") }
  }

  private static func mail(_ path: String) throws -> InboundMail {
    let bytes = try BinaryFile.read(path)
    do throws(InboundMail.Problem) {
      return try InboundMail(reading: bytes)
    } catch {
      throw Answer.no("recourse: \(path): \(error.description)")
    }
  }

  /// The mail as it came, and each document in it.
  private static func keep(
    _ mail: InboundMail, _ bytes: [UInt8], with id: CaseID, _ service: CaseService, _ name: String?,
    _ workflow: Workflow
  ) async throws {
    let attachments = AttachmentService(service: service, place: AttachmentFolder.place)
    let staff = workflow.parties.first(where: \.isStaff)?.id
    let parts = [InboundMail.Part(name: "mail.eml", mediaType: "message/rfc822", bytes: bytes)] + mail.attachments
    for part in parts {
      _ = try await attachments.attach(
        part.bytes, named: part.name, mediaType: part.mediaType, isDisclosable: true, to: id,
        as: try RequestIdentity.event(nil), by: Actor(role: staff, name: name))
    }
  }
}
