import Casework
import Engine
import JSON
import Registers
import WorkflowFiles

/// Lists of contacts in and out: a file is looked at first, and taken in when whoever sent it has seen what it changes.
struct ContactListPages: Sendable {
  let site: Site

  /// A hundred times the longest list that an organisation has sent so far.
  private static let limits = CSVLimits(fileBytes: 2 << 20, rows: 10_000)
  /// The session's document in which a list waits between preview and confirmation.
  private static let document = 9_001

  var routes: [Route] {
    routes("/department", .contact, export: .contact)
      + routes("/directory", .staff(.keepDirectory), export: .proven(.keepDirectory))
  }

  /// - Parameter export: who may take the list away; of staff, whoever has just proved who they are.
  private func routes(_ base: String, _ access: Access, export exporting: Access) -> [Route] {
    [
      Route(.get, "\(base)/contacts.csv", exporting) { try await export($0) },
      Route(.get, "\(base)/contacts/import", access) { try await ask($0) },
      Route(.post, "\(base)/contacts/import", access, body: .files) { try await upload($0) },
      Route(.get, "\(base)/contacts/import/preview", access) { try await preview($0) },
      Route(.post, "\(base)/contacts/import/preview", access) { try await take($0) },
    ]
  }

  private func export(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let contacts = reach.contacts(of: request.query.text("organisation"))
    return .download(ContactsFile.bytes(of: contacts), named: "contacts.csv", type: "text/csv; charset=utf-8")
  }

  // MARK: Asking

  private func layout(_ request: WebRequest, _ title: String, _ reach: DirectoryReach, isWide: Bool = false) -> Page {
    var page = Page(site, request, title, area: reach.area, isWide: isWide)
    page.back = reach.base
    page.current = reach.area == .department ? "\(reach.base)/contacts/import" : reach.base
    return page
  }

  private func ask(_ request: WebRequest, error: String? = nil) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    var page = layout(request, "Import a list of contacts", reach)
    if let error { page.errors = [("list", error)] }
    let fields =
      Control.file(Question("list", "A CSV file", hint: "At most 2 MB.", error: error)) + Control.button("Look at it")
    return page.response(
      """
      <h1 class="govuk-heading-l">Import a list of contacts</h1><p class="govuk-body">For each organisation in the file, its \
      contacts replace those that we have. You see what would change before anything does.</p><p class="govuk-body">The \
      simplest way: <a class="govuk-link" href="\(reach.base)/contacts.csv">download the list as it is</a>, change it in \
      your spreadsheet, and send it back.</p>\
      \(Block.details("What the columns are", Self.columns))\
      \(Form("\(reach.base)/contacts/import", for: request, takesFiles: true).html(fields))
      """, error == nil ? .ok : .unprocessable)
  }

  private static let columns: HTML = """
    <p class="govuk-body">The first row names the columns, in any order: <strong>organisation</strong>, \
    <strong>role</strong>, <strong>name</strong>, <strong>email</strong>, <strong>telephone</strong>, \
    <strong>valid_from</strong> and <strong>valid_to</strong>; and, where the list speaks of them, <strong>id</strong>, \
    <strong>contract</strong>, <strong>away_from</strong>, <strong>away_to</strong> and <strong>deputy</strong>.</p><p \
    class="govuk-body">Days are written like 2026-08-03. What has no column stays as it is.</p>
    """

  private func upload(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    guard let file = request.files.first(where: { $0.field == "list" }), !file.bytes.isEmpty else {
      return try await ask(request, error: "Choose a CSV file")
    }
    guard file.bytes.count <= Self.limits.fileBytes else {
      return try await ask(request, error: "The file must be 2 MB or smaller")
    }
    guard let session = request.session else { throw Refusal.signInFirst }
    try await site.store.transaction { transaction in
      try transaction.dropSessionFile(Self.document, of: session.key)
      try transaction.keepSessionFile(
        SessionFile(number: Self.document, name: "contacts.csv", mediaType: "text/csv", bytes: file.bytes),
        of: session.key)
    }
    return .redirect("\(reach.base)/contacts/import/preview")
  }

  // MARK: Looking and taking in

  private func waiting(_ request: WebRequest) async throws -> [UInt8] {
    guard let session = request.session else { throw Refusal.signInFirst }
    let files = try await site.store.transaction { try $0.sessionFiles(session.key) }
    guard let file = files.first(where: { $0.number == Self.document }) else {
      throw Refusal(.notFound, "There is no list to look at", "Choose the file once more, under Import a list.")
    }
    return file.bytes
  }

  private func preview(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let bytes = try await waiting(request)
    return preview(request, reach, try await read(bytes, reach, isRehearsal: true), bytes)
  }

  private func preview(
    _ request: WebRequest, _ reach: DirectoryReach, _ outcome: ContactListOutcome, _ bytes: [UInt8],
    isStale: Bool = false
  ) -> WebResponse {
    let page = layout(request, "What the list changes", reach, isWide: true)
    let stale: HTML =
      isStale
      ? Block.notice(
        "The directory has changed meanwhile",
        "<p class=\"govuk-body\">This is what the list changes now. Nothing was taken in yet.</p>", isSuccess: false)
      : .none
    return page.response(
      """
      \(stale)<h1 class="govuk-heading-l">What the list changes</h1>\
      \(ContactListPreview(reach: reach, outcome: outcome, request: request, bytes: bytes).html)
      """, outcome.hasErrors ? .unprocessable : isStale ? .conflict : .ok)
  }

  private func take(_ request: WebRequest) async throws -> WebResponse {
    let reach = try await DirectoryReach(site, request)
    let bytes = try await waiting(request)
    let rehearsed = try await read(bytes, reach, isRehearsal: true)
    guard !rehearsed.hasErrors, request.form["seen"] == rehearsed.digest else {
      return preview(request, reach, rehearsed, bytes, isStale: !rehearsed.hasErrors)
    }
    let outcome = try await read(bytes, reach, isRehearsal: false)
    guard !outcome.hasErrors else { return preview(request, reach, outcome, bytes) }
    if let session = request.session {
      try await site.store.transaction { try $0.dropSessionFile(Self.document, of: session.key) }
    }
    AddressLetters(site: site).sendLater()
    return .redirect("\(reach.base)?done=imported")
  }

  /// Reads a list and takes it in, or does so in a rehearsal.
  private func read(
    _ bytes: [UInt8], _ reach: DirectoryReach, isRehearsal: Bool
  ) async throws -> ContactListOutcome {
    let library = site.library
    return try await site.store.transaction(rehearsing: isRehearsal) { transaction in
      try Self.read(bytes, transaction, library) { _, organisation in reach.covers(organisation) }
    }
  }

  /// Reads a list and takes it in, where nothing in it is wrong.
  ///
  /// - Parameter covers: whether whoever sends it answers for an organisation.
  static func read(
    _ bytes: [UInt8], _ transaction: any StoreTransaction, _ library: Library,
    covers: (DirectoryFacts, String) -> Bool
  ) throws -> ContactListOutcome {
    let diagnostics = Diagnostics()
    let facts = try DirectoryFacts(transaction, library)
    let file = ContactsFile(reading: bytes, file: "the list", limits: limits, diagnostics: diagnostics)
    // All that is wrong is told at once, whether a row could not be read or names what nobody knows.
    file.check(
      against: KnownReferences(
        roles: facts.roles, organisations: facts.organisations, contracts: facts.contracts,
        addresses: Set(facts.contacts.map(\.address))), diagnostics)
    for row in file.rows where !covers(facts, row.contact.organisation) {
      diagnostics.error(
        .unknownOrganisation, at: row.place("organisation"),
        "the cell in column \"organisation\" names an organisation for which you do not answer",
        remedy: "take the row out; its own people, or the case team, keep its contacts")
    }
    guard !diagnostics.hasErrors else {
      let findings = diagnostics.findings.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
      return ContactListOutcome(findings: findings, changes: [])
    }
    let scope = ContactImport.Scope(columns: file.present)
    let outcome = ContactListOutcome(
      findings: diagnostics.findings, changes: try transaction.importContacts(file.contacts, scope: scope))
    // A rehearsal takes this back as well.
    try AddressLetters.queue(outcome.unverified, transaction)
    return outcome
  }
}
