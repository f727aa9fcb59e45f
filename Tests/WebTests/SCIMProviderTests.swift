import Casework
import Engine
import JSON
import Testing

@testable import Web

/// What Microsoft Entra ID and Okta really send, beside what the standard says.
@Suite struct SCIMProviderTests {
  private static let secret = "scim-token"
  private let test: TestSite

  init() async throws {
    test = try await TestSite(now: TestSite.monday)
    try await test.register([
      Contact(organisation: "Cabinet Office", role: "contract-manager", name: "Ann Able", email: "ann@cabinet.example")
    ])
    try await test.store.transaction { transaction in
      try transaction.keepToken(
        AccessToken(
          key: Secrets.digest(of: Self.secret), name: "identity system", holder: "shah", scopes: ["scim"],
          organisation: "Cabinet Office", madeAt: TestSite.monday,
          endsAt: TestSite.monday.advanced(bySeconds: 86_400)))
    }
  }

  private func ask(
    _ method: WebRequest.Method, _ path: String, _ body: JSONValue? = nil, headers: [String: String] = [:]
  ) async -> WebResponse {
    await (await test.browser()).ask(
      method, "/scim/v2\(path)", headers: headers.merging(["authorization": "Bearer \(Self.secret)"]) { $1 },
      body: body.map { Array($0.serialized().utf8) } ?? [])
  }

  private func user(_ name: String) async throws -> JSONValue {
    let found = await ask(.get, "/Users?filter=userName%20eq%20%22\(FormValues.encoded(name))%22").json
    return try #require(found["Resources"]?[0])
  }

  private func patch(_ operations: [JSONValue], of name: String = "ann@cabinet.example") async throws -> WebResponse {
    let id = try #require(try await user(name)["id"]?.stringValue)
    return await ask(
      .patch, "/Users/\(id)",
      ["schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": .array(operations)])
  }

  // MARK: Entra

  @Test func `Entra's first question, for somebody who can't be there, has an empty answer`() async {
    let answer = await ask(.get, "/Users?filter=userName%20eq%20%22f14bc04e-b7c8-4a2f-9d05-7b0b6c3d2a11%22")
    #expect(answer.status == .ok && answer.json["totalResults"] == 0)
    let mail = "emails%5Btype%20eq%20%22work%22%5D.value%20eq%20%22ann%40cabinet.example%22"
    #expect(await ask(.get, "/Users?filter=\(mail)").json["totalResults"] == 1)
  }

  @Test func `Entra's attributes of the enterprise extension change nothing and stop nothing`() async throws {
    let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    let made = await ask(
      .post, "/Users",
      [
        "schemas": [.string(SCIMDocuments.userSchema), .string(enterprise)], "externalId": "b.bold",
        "userName": "bea@cabinet.example", "active": true, "displayName": "Bea Bold", "title": "Contract manager",
        "emails": [["primary": true, "type": "work", "value": "bea@cabinet.example"]],
        "addresses": [["type": "work", "formatted": "70 Whitehall"]], "preferredLanguage": "en-GB",
        .init(stringLiteral: enterprise): ["department": "Commercial", "manager": ["value": "x"]],
      ] as JSONValue)
    #expect(made.status == .created, "\(made.text)")
    let changed = try await patch(
      [
        ["op": "Add", "path": .string("\(enterprise):department"), "value": "Finance"],
        ["op": "Add", "path": .string("\(enterprise):manager"), "value": "123"],
        ["op": "Remove", "path": .string("\(enterprise):manager")],
        ["op": "Replace", "path": "addresses[type eq \"work\"].formatted", "value": "1 Horse Guards Road"],
        ["op": "Replace", "path": "name.familyName", "value": "Brown"],
      ], of: "bea@cabinet.example")
    #expect(changed.status == .ok && changed.json["name"]?["formatted"] == "Bea Brown", "\(changed.text)")
  }

  @Test func `Entra's changes without a path, with dots and truths as words, are done`() async throws {
    let answer = try await patch([
      [
        "op": "Replace",
        "value": [
          "displayName": "Ann Brown", "name.givenName": "Ann", "name.familyName": "Brown", "active": "True",
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber": "7",
        ],
      ]
    ])
    #expect(answer.status == .ok && answer.json["displayName"] == "Ann Brown", "\(answer.text)")
    #expect(try await patch([["op": "Replace", "path": "active", "value": "False"]]).json["active"] == false)
  }

  @Test func `Entra's single value in a list of one object is that value`() async throws {
    let listed = try await patch([
      ["op": "Replace", "path": "displayName", "value": [["$ref": .null, "value": "Ann Green"]]]
    ])
    #expect(listed.json["displayName"] == "Ann Green", "\(listed.text)")
    let role = try await patch([
      ["op": "Replace", "path": "roles", "value": [["value": "{\"id\":\"1\",\"value\":\"senior-owner\"}"]]]
    ])
    #expect(role.json["roles"]?[0]?["value"] == "senior-owner", "\(role.text)")
  }

  @Test(arguments: ["roles[primary eq \"True\"].value", "roles[primary eq true].value"])
  func `Entra's one role takes the place of the one before`(_ path: String) async throws {
    let answer = try await patch([["op": "Replace", "path": .string(path), "value": "Senior owner"]])
    #expect(answer.status == .ok, "\(answer.text)")
    #expect(answer.json["roles"]?.arrayValue?.map { $0["value"] } == ["senior-owner"])
  }

  @Test func `Entra's address that is not there yet is made, and one that is replaced counts`() async throws {
    for op in ["Add", "Replace"] {
      let name = "\(op.lowercased())@cabinet.example"
      let before = op == "Add" ? "ann@cabinet.example" : "add@cabinet.example"
      let answer = try await patch(
        [["op": .string(op), "path": "emails[type eq \"work\"].value", "value": .string(name)]], of: before)
      #expect(answer.json["userName"]?.stringValue == name, "\(answer.text)")
    }
  }

  @Test func `Entra's own identifier is kept as it came, found by it alone, and can be changed and taken back`()
    async throws
  {
    let made = await ask(
      .post, "/Users",
      [
        "userName": "bea@cabinet.example", "externalId": "Bea.Bold@4f7a", "displayName": "Bea Bold", "active": true,
        "roles": [["value": "contract-manager"]],
      ])
    #expect(made.json["externalId"] == "Bea.Bold@4f7a", "\(made.text)")
    func found(_ name: String) async -> JSONValue? {
      await ask(.get, "/Users?filter=externalId%20eq%20%22\(FormValues.encoded(name))%22").json["totalResults"]
    }
    #expect(await found("Bea.Bold@4f7a") == 1)
    #expect(await found("bea.bold@4f7a") == 0)
    let more = try await patch(
      [["op": "Add", "path": "roles", "value": [["value": "senior-owner"]]]], of: "bea@cabinet.example")
    #expect(more.json["externalId"] == "Bea.Bold@4f7a" && more.json["roles"]?.arrayValue?.count == 2, "\(more.text)")
    let changed = try await patch(
      [
        ["op": "Add", "path": "externalId", "value": "new"],
        ["op": "Replace", "path": "displayName", "value": "Bea Brown"],
      ],
      of: "bea@cabinet.example")
    #expect(changed.json["externalId"] == "new" && changed.json["displayName"] == "Bea Brown", "\(changed.text)")
    #expect(try await test.store.transaction { try $0.contacts() }.filter { $0.externalID == "new" }.count == 2)
    let taken = try await patch([["op": "Remove", "path": "externalId"]], of: "bea@cabinet.example")
    #expect(taken.status == .ok && taken.json["externalId"] == nil, "\(taken.text)")
    let long = try await patch(
      [["op": "Replace", "path": "externalId", "value": .string(String(repeating: "x", count: 201))]])
    #expect(long.status == .badRequest && long.json["scimType"] == "invalidValue")
  }

  @Test func `somebody who leaves and comes back is the same, and what people change leaves Entra's identifier alone`()
    async throws
  {
    _ = try await patch([["op": "Add", "path": "externalId", "value": "ann-1"]])
    _ = try await patch([["op": "Replace", "path": "active", "value": "False"]])
    let again = await ask(
      .post, "/Users", ["userName": "ann@cabinet.example", "externalId": "ann-1", "displayName": "Ann Able"])
    #expect(
      again.status == .created && again.json["externalId"] == "ann-1" && again.json["active"] == true, "\(again.text)")
    let list = [
      Contact(
        organisation: "Cabinet Office", role: "contract-manager", name: "Ann A", email: "ann.able@cabinet.example"),
      Contact(organisation: "Cabinet Office", role: "contract-manager", name: "Ann Able", email: "ann@cabinet.example"),
    ]
    _ = try await test.store.transaction { try $0.importContacts(list) }
    #expect(try await user("ann@cabinet.example")["externalId"] == "ann-1")
  }

  // MARK: Okta

  @Test func `Okta asks for groups, and there are none`() async {
    let answer = await ask(.get, "/Groups?startIndex=1&count=100")
    #expect(answer.status == .ok && answer.json["totalResults"] == 0 && answer.json["Resources"]?.arrayValue == [])
  }

  @Test func `Okta makes a person with all that it knows, and puts the whole back`() async throws {
    var okta: JSONObject = [
      "schemas": [.string(SCIMDocuments.userSchema)], "userName": "bea@cabinet.example",
      "name": ["givenName": "Bea", "familyName": "Bold"],
      "emails": [["primary": true, "value": "bea@cabinet.example", "type": "work"]], "displayName": "Bea Bold",
      "locale": "en-US", "externalId": "00ujl29u0le5T6Aj10h7", "groups": [], "password": "1mz050nq", "active": true,
      "title": "Contract manager",
    ]
    let made = await ask(.post, "/Users", .object(okta))
    #expect(made.status == .created && !made.text.contains("1mz050nq"), "\(made.text)")
    let id = try #require(made.json["id"]?.stringValue)
    okta["id"] = .string(id)
    okta["meta"] = ["resourceType": "User"]
    okta["name"] = ["givenName": "Bea", "familyName": "Brown"]
    okta["displayName"] = "Bea Brown"
    let put = await ask(.put, "/Users/\(id)", .object(okta))
    #expect(put.status == .ok && put.json["displayName"] == "Bea Brown", "\(put.text)")
    let off = await ask(.patch, "/Users/\(id)", ["Operations": [["op": "replace", "value": ["active": false]]]])
    #expect(off.json["active"] == false)
    let page = await ask(.get, "/Users?startIndex=1&count=1").json
    #expect(page["totalResults"] == 2 && page["itemsPerPage"] == 1)
  }

  // MARK: Order, versions, several at once

  @Test func `users come in the order that is asked for`() async throws {
    for name in ["Zoe Adams", "ben Young"] {
      let word = name.prefix(3).lowercased()
      _ = await ask(
        .post, "/Users",
        ["userName": .string("\(word)@cabinet.example"), "displayName": .string(name), "title": "Contract manager"])
    }
    func names(_ query: String) async -> [String?] {
      await ask(.get, "/Users?\(query)").json["Resources"]?.arrayValue?.map { $0["displayName"]?.stringValue } ?? []
    }
    #expect(await names("sortBy=displayName") == ["Ann Able", "ben Young", "Zoe Adams"])
    #expect(await names("sortBy=name.familyName") == ["Ann Able", "Zoe Adams", "ben Young"])
    #expect(await names("sortBy=userName&sortOrder=descending") == ["Zoe Adams", "ben Young", "Ann Able"])
    #expect(await ask(.get, "/Users?sortBy=%5B").status == .badRequest)
  }

  @Test func `nobody overwrites what they have not seen, and what is known is not sent again`() async throws {
    let id = try #require(try await user("ann@cabinet.example")["id"]?.stringValue)
    let seen = await ask(.get, "/Users/\(id)")
    let tag = try #require(seen["etag"])
    #expect(tag.hasPrefix("W/\"") && seen.json["meta"]?["version"]?.stringValue == tag)
    #expect(await ask(.get, "/Users/\(id)", headers: ["if-none-match": tag]).status == .notModified)
    let change: JSONValue = ["Operations": [["op": "replace", "path": "displayName", "value": "Ann Brown"]]]
    let changed = await ask(.patch, "/Users/\(id)", change, headers: ["if-match": tag])
    #expect(changed.status == .ok && changed["etag"] != tag)
    #expect(await ask(.patch, "/Users/\(id)", change, headers: ["if-match": tag]).status == .preconditionFailed)
    #expect(await ask(.delete, "/Users/\(id)", headers: ["if-match": tag]).status == .preconditionFailed)
    #expect(await ask(.get, "/Users/\(id)", headers: ["if-none-match": tag]).status == .ok)
    #expect(await ask(.delete, "/Users/\(id)", headers: ["if-match": changed["etag"] ?? ""]).status == .noContent)
  }

  private static func making(_ name: String) -> JSONValue {
    [
      "method": "POST", "path": "/Users", "bulkId": .string(name),
      "data": [
        "userName": .string("\(name)@cabinet.example"), "displayName": .string(name), "title": "Contract manager",
      ],
    ]
  }

  @Test func `several changes go in one request, each with its own outcome`() async throws {
    let ann = try #require(try await user("ann@cabinet.example")["id"]?.stringValue)
    let answer = await ask(
      .post, "/Bulk",
      [
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": [
          Self.making("bea"), Self.making("bea"),
          [
            "method": "PATCH", "path": "/Users/bulkId:bea",
            "data": ["Operations": [["op": "replace", "path": "displayName", "value": "Bea Bold"]]],
          ],
          ["method": "PATCH", "path": .string("/Users/\(ann)"), "version": "W/\"old\"", "data": ["Operations": []]],
          ["method": "DELETE", "path": .string("/Users/\(ann)")], ["method": "GET", "path": "/Users/1"],
          ["method": "DELETE", "path": "/Groups/1"], ["method": "DELETE", "path": "/Users/bulkId:none"],
        ],
      ])
    #expect(answer.status == .ok)
    let outcomes = answer.json["Operations"]?.arrayValue ?? []
    #expect(outcomes.map { $0["status"]?.stringValue } == ["201", "409", "200", "412", "204", "400", "400", "400"])
    #expect(outcomes[0]["bulkId"] == "bea" && outcomes[0]["location"]?.stringValue?.contains("/Users/") == true)
    #expect(outcomes[1]["response"]?["scimType"] == "uniqueness")
    #expect(try await user("bea@cabinet.example")["displayName"] == "Bea Bold")
    #expect(await ask(.get, "/Users/\(ann)").status == .notFound)
  }

  @Test func `a bulk request ends after as many faults as it allows, and is bounded`() async throws {
    let wrong: JSONValue = ["method": "DELETE", "path": "/Users/none"]
    let answer = await ask(
      .post, "/Bulk", ["failOnErrors": 2, "Operations": [wrong, Self.making("bea"), wrong, Self.making("cat")]])
    #expect(answer.json["Operations"]?.arrayValue?.count == 3)
    let many = await ask(.post, "/Bulk", ["Operations": .array([JSONValue](repeating: wrong, count: 101))])
    #expect(many.status == .contentTooLarge)
    #expect(await ask(.post, "/Bulk", [:]).status == .badRequest)
  }

  @Test func `nobody of another organisation is reached by a bulk request either`() async throws {
    try await test.register([
      Contact(
        organisation: "Ministry of Defence", role: "contract-manager", name: "Tom Garside", email: "tom@mod.example")
    ])
    let tom = try #require(try await test.contacts().first { $0.name == "Tom Garside" }?.id)
    let answer = await ask(
      .post, "/Bulk", ["Operations": [["method": "DELETE", "path": .string("/Users/\(tom)")]]])
    #expect(answer.json["Operations"]?[0]?["status"] == "404")
    #expect(try await test.contacts().contains { $0.name == "Tom Garside" })
  }
}
