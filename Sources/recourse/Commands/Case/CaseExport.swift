import ArgumentParser
import Casework
import Engine
import JSON
import PostgresStore

/// `recourse case export`.
struct CaseExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes everything of a case as one JSON document.",
    discussion: """
      With --subject-access it holds what one party gave and was sent, and what is marked as disclosable: no other party, no
      colleague's name, no internal note. Read it before it leaves the house: free text may still name somebody.

      Example: recourse case export 7KQ-4FM-X2PC --subject-access > answer.json
      """)

  @Argument(help: "The case's reference.")
  var reference: String

  @Flag(help: "Only what the person may have who asks for his own data.")
  var subjectAccess = false

  @Option(help: "The party that asks; by default the first confidential one.")
  var subject: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let document = try await database.withStore { store in
      let id = try await CaseLookup.find(reference, in: store)
      let library = Library(reader: FileDefinitionReader())
      return try await store.transaction { transaction in
        let look = try transaction.look(at: [id], for: [])
        guard let record = look.cases.first else { throw CaseFailure.unknownCase }
        let workflow = try library.workflow(record.version, transaction)
        let facts = try library.facts(for: workflow, look, transaction)
        let view = CaseView(workflow: workflow, case: try record.case(workflow), facts: facts)
        return CaseFile(
          record: record, view: view, journal: try transaction.journal(of: id),
          messages: try transaction.messages(of: id))
      }
    }
    Shell.print(try JSONValue.object(subjectAccess ? document.disclosable(to: subject) : document.whole).serialized())
  }
}

/// Everything that is kept of a case.
struct CaseFile: Sendable {
  let record: CaseRecord
  let view: CaseView
  let journal: [JournalEntry]
  let messages: [OutboxItem]

  /// All of it.
  var whole: JSONObject {
    get throws {
      var object: JSONObject = ["form": "recourse-case-1"]
      for (key, value) in record.json { object[key] = value }
      for (key, value) in try view.json { object[key] = value }
      object["history"] = .array(journal.map { .object($0.json) })
      object["attachments"] = .array(attachments.map { .object($0.json) })
      object["messages"] = .array(messages.compactMap { try? JSONValue(parsing: $0.payload) })
      return object
    }
  }

  /// What a party gave and was sent, and what is marked as disclosable.
  ///
  /// - Throws: `Answer` where the workflow has no such party.
  func disclosable(to subject: String?) throws -> JSONObject {
    let parties = view.workflow.parties
    guard let party = subject ?? parties.first(where: \.isConfidential)?.id, parties.contains(where: { $0.id == party })
    else {
      throw Answer.no("recourse: say with --subject who asks: \(parties.map(\.id).joined(separator: ", "))")
    }
    var data = JSONObject()
    var history: [JSONValue] = []
    for entry in journal {
      let isOwn = entry.kind == .opened || entry.actor.role == party
      if isOwn { for (field, value) in entry.input where !isOfAnother(field, than: party) { data[field] = value } }
      let isDisclosable = entry.input["disclosable"]?.boolValue == true
      guard isOwn || isDisclosable || entry.payload["states"] != nil else { continue }
      var line: JSONObject = ["at": .string(entry.at.rfc3339), "kind": .string(entry.kind.rawValue)]
      if isOwn || isDisclosable { line["name"] = .string(entry.name) }
      if isDisclosable { line["data"] = .object(entry.input) }
      history.append(.object(line))
    }
    let letters = messages.compactMap { item -> JSONValue? in
      guard let letter = try? JSONValue(parsing: item.payload), letter["party"]?.stringValue == party,
        letter["addressed"] == nil
      else { return nil }
      return ["subject": letter["subject"] ?? .null, "body": letter["body"] ?? .null]
    }
    return [
      "form": "recourse-subject-access-1", "reference": .string(record.reference.description),
      "subject": .string(party), "opened_at": .string(record.openedAt.rfc3339),
      "closed_at": record.closedAt.map { .string($0.rfc3339) } ?? .null, "data": .object(data),
      "history": .array(history), "messages": .array(letters),
      "attachments": .array(attachments.filter(\.isDisclosable).map { .object($0.json) }),
    ]
  }

  private var attachments: [Attachment] {
    journal.compactMap { $0.kind == .attached ? Attachment(json: $0.input) : nil }
  }

  /// Whether a field is by what the workflow knows another party: its name or its address.
  private func isOfAnother(_ field: String, than party: String) -> Bool {
    guard let number = view.workflow.fields.firstIndex(where: { $0.name == field }) else { return false }
    return view.workflow.parties.contains { other in
      other.id != party
        && [other.name, other.email].contains { $0?.variables.contains(number) == true }
    }
  }
}
