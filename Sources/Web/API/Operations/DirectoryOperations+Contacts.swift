import Casework
import CivilTime
import Engine
import JSON

// Contacts added, changed, away, verified and ended.
extension DirectoryOperations {
  var keeping: [APIOperation] { [addContact, putContact, endContact, verifyContact, putAbsence, endAbsence] }

  private static let kept = APIOperation.Answer(
    status: .ok, words: "The contact as it is kept.", schema: .named(.contact), hasTag: true)

  private var addContact: APIOperation {
    APIOperation(
      id: "addContact", method: .post, path: "/contacts", scope: .writeDirectory, topic: Self.topic,
      summary: "Add a contact",
      details:
        "Whoever holds the very post already is answered as it is kept. A new address gets a letter to verify it.",
      body: .json(.named(.contactInput)),
      answers: [
        APIOperation.Answer(
          status: .created, words: "The contact.", schema: .named(.contact), hasTag: true)
      ], mayRefuse: true
    ) { call in
      let answer = try await Self.keep(nil, call)
      return Self.answer(answer.contact, .created)
        .with("Location", "/api/v1/contacts/\(answer.contact.id?.description ?? "")")
    }
  }

  private var putContact: APIOperation {
    APIOperation(
      id: "putContact", method: .put, path: "/contacts/{id}", scope: .writeDirectory, topic: Self.topic,
      summary: "Change a contact", body: .json(.named(.contactInput)), isConditional: true, answers: [Self.kept],
      mayRefuse: true
    ) { call in
      let contact = try await Self.contact(call)
      return Self.answer(try await Self.keep(contact.id, call).contact)
    }
  }

  private var endContact: APIOperation {
    APIOperation(
      id: "endContact", method: .post, path: "/contacts/{id}/ending", scope: .writeDirectory, topic: Self.topic,
      summary: "End a post: from today on the person is not asked any more",
      details: "The entry stays among those of the past, so that histories can name it.", isConditional: true,
      answers: [Self.kept]
    ) { call in
      let contact = try await Self.contact(call)
      let library = call.site.library
      let ended = try await call.site.store.transaction { transaction -> Contact? in
        try Self.requireSeen(contact, call, transaction)
        let today = try DirectoryFacts(transaction, library).today
        return try contact.id.flatMap { try transaction.endContact($0, from: today) }
      }
      guard let ended else { throw Refusal.notFound }
      return Self.answer(ended)
    }
  }

  private var verifyContact: APIOperation {
    APIOperation(
      id: "verifyContact", method: .post, path: "/contacts/{id}/verification", scope: .writeDirectory,
      topic: Self.topic, summary: "Send a letter that asks whether letters reach the address",
      answers: [APIOperation.Answer(status: .accepted, words: "The letter is on its way.", schema: .named(.contact))]
    ) { call in
      let contact = try await Self.contact(call)
      try await Tries(site: call.site).count("verify", of: contact.address, most: 5, window: 3_600)
      try await AddressLetters(site: call.site).ask(contact.email)
      return .json(.object(Self.json(contact)), .accepted)
    }
  }

  private var putAbsence: APIOperation {
    APIOperation(
      id: "putAbsence", method: .put, path: "/contacts/{id}/absence", scope: .writeDirectory, topic: Self.topic,
      summary: "Say when a person is away, and who stands in",
      details: "It holds for every post of the address. Why is not asked and not kept.",
      body: .json(
        .object([
          APIField("from", .text(.date)),
          .maybe("to", .optional(.text(.date)), "The last day; open where it is missing."),
          .maybe("deputy", .optional(.text(.email)), "Somebody who is in the directory."),
        ])), isConditional: true, answers: [Self.kept], mayRefuse: true
    ) { call in
      let contact = try await Self.contact(call)
      let (site, id) = (call.site, contact.id)
      let changed = try await site.store.transaction { transaction -> Contact? in
        try Self.requireSeen(contact, call, transaction)
        var draft = ContactDraft(contact)
        (draft.awayFrom, draft.awayTo) = (call.text("from") ?? "", call.text("to") ?? "")
        draft.deputy = call.text("deputy") ?? ""
        let wanted = try Self.checked(draft, id, try DirectoryFacts(transaction, site.library))
        return try transaction.changePosts(ofAddress: contact.address) { post in
          (post.absence, post.deputy) = (wanted.absence, wanted.deputy)
        }.first { $0.id == id }
      }
      guard let changed else { throw Refusal.notFound }
      return Self.answer(changed)
    }
  }

  private var endAbsence: APIOperation {
    APIOperation(
      id: "endAbsence", method: .delete, path: "/contacts/{id}/absence", scope: .writeDirectory, topic: Self.topic,
      summary: "Say that a person is back", isConditional: true, answers: [Self.kept]
    ) { call in
      let contact = try await Self.contact(call)
      let id = contact.id
      let changed = try await call.site.store.transaction { transaction -> Contact? in
        try Self.requireSeen(contact, call, transaction)
        return try transaction.changePosts(ofAddress: contact.address) { $0.absence = nil }.first { $0.id == id }
      }
      guard let changed else { throw Refusal.notFound }
      return Self.answer(changed)
    }
  }

  // MARK: What they share

  /// The contact that the address names, as far as the token may see it.
  static func contact(_ call: APICall) async throws -> Contact {
    let id = ContactID(call["id"] ?? "")
    guard id != nil, let contact = try await visible(call).contacts.first(where: { $0.id == id }) else {
      throw Refusal.notFound
    }
    try call.require(tag(of: contact))
    return contact
  }

  /// The directory locked, and the contact still as it was seen.
  private static func requireSeen(
    _ contact: Contact, _ call: APICall, _ transaction: any StoreTransaction
  ) throws {
    try transaction.lockDirectory()
    guard try transaction.contacts().contains(contact) || call["If-Match"] == "*" else { throw APICall.changed }
  }

  static func answer(_ contact: Contact, _ status: WebResponse.Status = .ok) -> WebResponse {
    .json(.object(json(contact)), status).with("ETag", "\"\(tag(of: contact))\"")
  }

  private static func keep(_ id: ContactID?, _ call: APICall) async throws -> (contact: Contact, isNew: Bool) {
    let (site, bound) = (call.site, call.organisation)
    let (kept, before) = try await site.store.transaction { transaction -> (Contact, Contact?) in
      try transaction.lockDirectory()
      let facts = try DirectoryFacts(transaction, site.library)
      let wanted = try checked(draft(call), id, facts)
      if let bound, facts.names.identity(of: bound) != facts.names.identity(of: wanted.organisation) { throw foreign }
      let old = id.flatMap { id in facts.contacts.first { $0.id == id } }
      if let old { try call.require(tag(of: old)) }
      do {
        guard let kept = try transaction.keepContact(wanted, on: facts.today) else { throw Refusal.notFound }
        return (kept, old)
      } catch let refusal as ContactRefusal {
        // Sent twice, it was added the first time.
        guard id == nil, let twin = facts.contacts.first(where: { ContactDraft($0) == ContactDraft(wanted) }) else {
          throw CaseOperations.wrong("email", refusal.description)
        }
        return (twin, twin)
      }
    }
    if kept.verifiedAt == nil, before?.address != kept.address {
      try await AddressLetters(site: site).ask(kept.email)
    }
    return (kept, before == nil)
  }

  private static func draft(_ call: APICall) -> ContactDraft {
    var draft = ContactDraft()
    (draft.organisation, draft.role) = (call.text("organisation") ?? "", call.text("role") ?? "")
    (draft.name, draft.email) = (call.text("name") ?? "", call.text("email") ?? "")
    (draft.telephone, draft.contract) = (call.text("telephone") ?? "", call.text("contract") ?? "")
    (draft.validFrom, draft.validTo) = (call.text("valid_from") ?? "", call.text("valid_to") ?? "")
    draft.awayFrom = call.body["absence"]?["from"]?.stringValue ?? ""
    draft.awayTo = call.body["absence"]?["to"]?.stringValue ?? ""
    draft.deputy = call.text("deputy") ?? ""
    return draft
  }

  private static func checked(_ draft: ContactDraft, _ id: ContactID?, _ facts: DirectoryFacts) throws -> Contact {
    switch draft.contact(id, facts) {
    case .success(let contact): return contact
    case .failure(let problems):
      throw CaseOperations.wrong(
        Dictionary(
          problems.list.map { ($0.field.replacing("-", with: "_"), $0.problem) },
          uniquingKeysWith: { first, _ in first }))
    }
  }
}
