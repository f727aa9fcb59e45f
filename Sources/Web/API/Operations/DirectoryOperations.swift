import Casework
import CivilTime
import Cryptography
import Engine
import Expression
import JSON

/// Who answers for what: organisations, contracts, contacts.
struct DirectoryOperations: Sendable {
  static let topic = "Directory"

  var operations: [APIOperation] { lists + contacts + keeping + registers }

  private var contacts: [APIOperation] { [listContacts, showContact] }

  private var listContacts: APIOperation {
    APIOperation(
      id: "listContacts", method: .get, path: "/contacts", scope: .readDirectory, topic: Self.topic,
      summary: "List contacts, by organisation",
      parameters: [
        .query("organisation", .text(length: 1...200), "Only those of one organisation."),
        .query("role", .text(length: 1...200), "Only those in one role."), .limit, .cursor,
      ],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.contact.page)]
    ) { call in
      let (own, names) = try await Self.visible(call)
      let wanted = call["organisation"].map(names.identity)
      let found = own.filter { contact in
        (wanted == nil || names.identity(of: contact.organisation) == wanted)
          && (call["role"] == nil || contact.role == call["role"])
      }
      return .json(try APICursor.page(found, call, Self.json))
    }
  }

  private var showContact: APIOperation {
    APIOperation(
      id: "showContact", method: .get, path: "/contacts/{id}", scope: .readDirectory, topic: Self.topic,
      summary: "Show a contact",
      answers: [APIOperation.Answer(status: .ok, words: "The contact.", schema: .named(.contact), hasTag: true)]
    ) { call in
      Self.answer(try await Self.contact(call))
    }
  }

  /// The contacts that the token may see.
  static func visible(_ call: APICall) async throws -> (contacts: [Contact], names: OrganisationNames) {
    let bound = call.organisation
    return try await call.site.store.transaction { transaction in
      let names = OrganisationNames(try transaction.organisations())
      let all = try transaction.contacts()
      guard let bound else { return (all, names) }
      let identity = names.identity(of: bound)
      return (all.filter { names.identity(of: $0.organisation) == identity }, names)
    }
  }

  static func json(_ contact: Contact) -> JSONObject {
    [
      "id": .string(contact.id?.description ?? ""), "organisation": .string(contact.organisation),
      "role": .string(contact.role), "name": .string(contact.name), "email": .string(contact.email),
      "telephone": contact.telephone.map(JSONValue.string) ?? .null,
      "contract": contact.contract.map(JSONValue.string) ?? .null,
      "valid_from": contact.validFrom.map { .string($0.description) } ?? .null,
      "valid_to": contact.validTo.map { .string($0.description) } ?? .null,
      "absence": contact.absence.map { absence in
        [
          "from": .string(absence.from.description),
          "to": absence.to.map { .string($0.description) } ?? .null,
        ]
      } ?? .null,
      "deputy": contact.deputy.map(JSONValue.string) ?? .null,
      "verified_at": contact.verifiedAt.map { .string($0.rfc3339) } ?? .null,
      "bounced_at": contact.bouncedAt.map { .string($0.rfc3339) } ?? .null,
    ]
  }

  /// Which state of a contact it is.
  static func tag(of contact: Contact) -> String { tag(of: json(contact)) }

  static func tag(of object: JSONObject) -> String {
    String(
      Hexadecimal.text(of: SHA256.digest(of: Array(JSONValue.object(object).serialized().utf8))).prefix(32))
  }
}
