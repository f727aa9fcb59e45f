import Analysis
import Casework
import Engine
import JSON
import Registers
import WorkflowFiles

// Whole lists of contacts, and whom nobody could reach.
extension DirectoryOperations {
  var lists: [APIOperation] { [importContacts, coverage] }

  private var importContacts: APIOperation {
    APIOperation(
      id: "importContacts", method: .post, path: "/contacts/imports", scope: .writeDirectory, topic: Self.topic,
      summary: "Take in a list of contacts, or see what it would change",
      details: """
        A CSV file with the columns organisation, role, name, email, telephone, valid_from, valid_to and, where it speaks \
        of them, id, contract, away_from, away_to and deputy. For each organisation in it, its contacts replace those that \
        are kept. All of it is taken in or nothing.
        """,
      parameters: [.query("dry_run", .flag, "Says what would change, and changes nothing.")], body: .bytes,
      answers: [
        APIOperation.Answer(status: .ok, words: "What it changes.", schema: .named(.contactImport))
      ], mayRefuse: true
    ) { call in
      let isRehearsal = call.values["dry_run"] == true
      let outcome = try await Self.read(call, isRehearsal: isRehearsal)
      if !isRehearsal { AddressLetters(site: call.site).sendLater() }
      return .json(.object(Self.json(outcome, isRehearsal: isRehearsal)))
    }
  }

  private static func read(_ call: APICall, isRehearsal: Bool) async throws -> ContactListOutcome {
    let (library, bound, bytes) = (call.site.library, call.organisation, call.request.body)
    return try await call.site.store.transaction(rehearsing: isRehearsal) { transaction in
      let outcome = try ContactListPages.read(bytes, transaction, library) { facts, organisation in
        bound.map { facts.names.identity(of: $0) == facts.names.identity(of: organisation) } ?? true
      }
      let errors = outcome.findings.filter { $0.severity == .error }
      guard errors.isEmpty else {
        throw CaseOperations.wrong(
          Dictionary(
            errors.prefix(50).map { ("line \($0.place.line)", "\($0.message); \($0.remedy ?? "correct it")") },
            uniquingKeysWith: { first, _ in first }))
      }
      return outcome
    }
  }

  private static func json(_ outcome: ContactListOutcome, isRehearsal: Bool) -> JSONObject {
    let count = outcome.changes.importCount
    return [
      "dry_run": .bool(isRehearsal), "added": .integer(Int64(count.added)), "changed": .integer(Int64(count.changed)),
      "unchanged": .integer(Int64(count.unchanged)), "removed": .integer(Int64(count.removed)),
      "changes": .array(
        outcome.changes.filter { $0.kind != .unchanged }.map { change in
          [
            "kind": .string(change.kind.rawValue), "organisation": .string(change.contact.organisation),
            "role": .string(change.contact.role), "name": .string(change.contact.name),
            "columns": .array(change.columns.map(JSONValue.string)),
          ]
        }), "findings": .array(outcome.findings.map { .string($0.description) }),
    ]
  }

  private var coverage: APIOperation {
    APIOperation(
      id: "showCoverage", method: .get, path: "/contacts/coverage", scope: .readDirectory, topic: Self.topic,
      summary: "Show whom nobody could reach in the working days ahead, and to whom mail came back",
      parameters: [
        .query("organisation", .text(length: 1...200), "Only one organisation and its contracts."),
        .query("days", .integer(1...250), "How many working days are looked at; 20 by default."), .limit, .cursor,
      ], answers: [APIOperation.Answer(status: .ok, words: "A page, the worst first.", schema: APIComponent.gap.page)],
      mayRefuse: true
    ) { call in
      let (site, days) = (call.site, call.values["days"]?.intValue ?? 20)
      let names = try await site.store.transaction { OrganisationNames(try $0.organisations()) }
      if let bound = call.organisation, let asked = call["organisation"],
        names.identity(of: bound) != names.identity(of: asked)
      {
        throw Self.foreign
      }
      let service = CoverageService(store: site.store, library: site.library)
      let gaps =
        if let organisation = call.organisation ?? call["organisation"] {
          try await service.gaps(of: [names.identity(of: organisation)], workingDays: days)
        } else {
          try await service.report(workflow: nil, workingDays: days, everyBody: false).gaps
        }
      return .json(try APICursor.page(gaps, call, Self.json))
    }
  }

  private static func json(_ gap: CoverageGap) -> JSONObject {
    [
      "severity": .string(gap.severity.code), "workflow": .string(gap.workflow), "party": .string(gap.party),
      "organisation": gap.subject.organisation.map(JSONValue.string) ?? .null,
      "contract": gap.subject.contract.map(JSONValue.string) ?? .null, "from": .string(gap.from.description),
      "to": .string(gap.to.description), "instead": gap.instead.map(JSONValue.string) ?? .null,
      "words": .string(gap.words),
    ]
  }
}
