import Casework
import CivilTime
import Engine
import Expression
import JSON

// Contracts and organisations.
extension DirectoryOperations {
  var registers: [APIOperation] {
    [listContracts, showContract, putContract, listOrganisations, showOrganisation, putOrganisation]
  }

  private var listContracts: APIOperation {
    APIOperation(
      id: "listContracts", method: .get, path: "/contracts", scope: .readDirectory, topic: Self.topic,
      summary: "List contracts", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.contract.page)]
    ) { call in
      let bound = call.organisation
      let found = try await call.site.store.transaction { transaction in
        let names = OrganisationNames(try transaction.organisations())
        return try transaction.contracts().filter { contract in
          bound.map { names.identity(of: $0) == names.identity(of: contract.authority) } ?? true
        }
      }
      return .json(try APICursor.page(found, call, Self.json))
    }
  }

  private var putContract: APIOperation {
    APIOperation(
      id: "putContract", method: .put, path: "/contracts/{contract}", scope: .writeDirectory, topic: Self.topic,
      summary: "Add a contract, or change the one of that reference",
      parameters: [
        APIParameter("contract", in: .path, .text(length: 1...100), "Its reference in the authority's papers.")
      ],
      body: .json(.named(.contractInput)), isConditional: true,
      answers: [
        APIOperation.Answer(status: .ok, words: "The contract.", schema: .named(.contract), hasTag: true)
      ], mayRefuse: true
    ) { call in
      var value: Decimal?
      if let text = call.text("value") {
        value = Decimal(text)
        guard value != nil, !text.hasPrefix("-") else {
          throw CaseOperations.wrong("value", "is no decimal number such as 1200000.00")
        }
      }
      let contract = Contract(
        reference: call["contract"] ?? "", title: call.text("title") ?? "", authority: call.text("authority") ?? "",
        primeContractor: call.text("prime_contractor") ?? "", value: value,
        managerRole: call.text("manager_role") ?? Contract.usualManagerRole, validFrom: call.day("valid_from"),
        validTo: call.day("valid_to"))
      guard !contract.key.isEmpty else { throw CaseOperations.wrong("contract", "has no letter or digit") }
      try Self.requireOrder(contract.validFrom, contract.validTo)
      let bound = call.organisation
      try await call.site.store.transaction { transaction in
        try transaction.lockDirectory()
        let names = OrganisationNames(try transaction.organisations())
        let kept = try transaction.contracts().first { $0.key == contract.key }
        for authority in [kept?.authority, contract.authority].compactMap(\.self) {
          if let bound, names.identity(of: bound) != names.identity(of: authority) { throw Self.foreign }
        }
        try Self.requireSeen(kept.map(Self.json), call)
        try transaction.importContracts([contract])
      }
      return Self.answer(Self.json(contract))
    }
  }

  private var listOrganisations: APIOperation {
    APIOperation(
      id: "listOrganisations", method: .get, path: "/organisations", scope: .readDirectory, topic: Self.topic,
      summary: "List public bodies as the registers know them", parameters: [.limit, .cursor],
      answers: [APIOperation.Answer(status: .ok, words: "A page.", schema: APIComponent.organisation.page)]
    ) { call in
      let found = try await call.site.store.transaction { try $0.organisations() }
      return .json(try APICursor.page(found, call, Self.json))
    }
  }

  private var putOrganisation: APIOperation {
    APIOperation(
      id: "putOrganisation", method: .put, path: "/organisations/{slug}", scope: .writeDirectory, topic: Self.topic,
      summary: "Add a public body, or change the one of that slug", body: .json(.named(.organisationInput)),
      isConditional: true,
      answers: [
        APIOperation.Answer(status: .ok, words: "The organisation.", schema: .named(.organisation), hasTag: true)
      ],
      mayRefuse: true
    ) { call in
      try call.requireUnbound()
      let slug = call["slug"] ?? ""
      guard slug.utf8.allSatisfy({ Self.slugBytes.contains($0) }) else {
        throw CaseOperations.wrong("slug", "has small letters, digits and hyphens alone")
      }
      let texts = { (name: String) in (call.body[name]?.arrayValue ?? []).compactMap(\.stringValue) }
      let organisation = Organisation(
        slug: slug, title: call.text("title") ?? "", format: call.text("format") ?? "",
        status: call.text("status") ?? "live", parents: texts("parents"), successors: texts("successors"),
        register: "api")
      try await call.site.store.transaction { transaction in
        try transaction.lockDirectory()
        try Self.requireSeen(try transaction.organisations().first { $0.slug == slug }.map(Self.json), call)
        try transaction.importOrganisations([organisation])
      }
      return Self.answer(Self.json(organisation))
    }
  }

  private var showContract: APIOperation {
    APIOperation(
      id: "showContract", method: .get, path: "/contracts/{contract}", scope: .readDirectory, topic: Self.topic,
      summary: "Show a contract",
      answers: [APIOperation.Answer(status: .ok, words: "The contract.", schema: .named(.contract), hasTag: true)]
    ) { call in
      let (key, bound) = (Directory.key(call["contract"] ?? ""), call.organisation)
      let found = try await call.site.store.transaction { transaction -> Contract? in
        let names = OrganisationNames(try transaction.organisations())
        return try transaction.contracts().first { contract in
          contract.key == key
            && (bound.map { names.identity(of: $0) == names.identity(of: contract.authority) } ?? true)
        }
      }
      guard let found else { throw Refusal.notFound }
      return Self.answer(Self.json(found))
    }
  }

  private var showOrganisation: APIOperation {
    APIOperation(
      id: "showOrganisation", method: .get, path: "/organisations/{slug}", scope: .readDirectory, topic: Self.topic,
      summary: "Show a public body",
      answers: [
        APIOperation.Answer(status: .ok, words: "The organisation.", schema: .named(.organisation), hasTag: true)
      ]
    ) { call in
      let slug = call["slug"]
      guard let found = try await call.site.store.transaction({ try $0.organisations().first { $0.slug == slug } })
      else { throw Refusal.notFound }
      return Self.answer(Self.json(found))
    }
  }

  private static func answer(_ object: JSONObject) -> WebResponse {
    .json(.object(object)).with("ETag", "\"\(tag(of: object))\"")
  }

  /// What is there still has to be as it was seen; a tag of something that is not there can't be right.
  private static func requireSeen(_ kept: JSONObject?, _ call: APICall) throws(Refusal) {
    try call.require(kept.map { tag(of: $0) } ?? "")
  }

  private static let slugBytes = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)

  static let foreign = Refusal(
    .forbidden, "This belongs to another organisation", "Your token is bound to one; use one that may do this.",
    code: "bound-token")

  static func requireOrder(_ from: CivilDate?, _ to: CivilDate?) throws(Refusal) {
    if let from, let to, to < from { throw CaseOperations.wrong("valid_to", "lies before valid_from") }
  }

  private static func json(_ contract: Contract) -> JSONObject {
    [
      "reference": .string(contract.reference), "title": .string(contract.title),
      "authority": .string(contract.authority), "prime_contractor": .string(contract.primeContractor),
      "value": contract.value.map { .string($0.description) } ?? .null, "manager_role": .string(contract.managerRole),
      "valid_from": contract.validFrom.map { .string($0.description) } ?? .null,
      "valid_to": contract.validTo.map { .string($0.description) } ?? .null,
    ]
  }

  private static func json(_ organisation: Organisation) -> JSONObject {
    [
      "slug": .string(organisation.slug), "title": .string(organisation.title),
      "format": .string(organisation.format), "status": .string(organisation.status),
      "parents": .array(organisation.parents.map(JSONValue.string)),
      "successors": .array(organisation.successors.map(JSONValue.string)),
      "register": .string(organisation.register),
    ]
  }
}

extension APICall {
  /// A day of the body; nil where it is missing or null.
  func day(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate(iso8601: $0) } }
}
