import Casework
import Engine
import JSON
import Testing

@testable import Web

@Suite struct SCIMTests {
  private static let secret = "scim-token"

  /// A site whose Cabinet Office has a token for its identity system.
  private func site(scopes: [String] = ["scim"], organisation: String? = "Cabinet Office") async throws -> TestSite {
    let test = try await TestSite(now: TestSite.monday)
    try await test.register([
      Contact(organisation: "Cabinet Office", role: "contract-manager", name: "Ann Able", email: "ann@cabinet.example"),
      Contact(
        organisation: "Ministry of Defence", role: "contract-manager", name: "Tom Garside", email: "tom@mod.example"),
    ])
    let keeper = User(name: "shah", displayName: "Shah", email: "shah@scheme.example", roles: ["head-of-team"])
    try await test.store.transaction { transaction in
      try transaction.keepUser(keeper)
      try transaction.keepToken(
        AccessToken(
          key: Secrets.digest(of: Self.secret), name: "identity system", holder: "shah", scopes: scopes,
          organisation: organisation, madeAt: TestSite.monday, endsAt: TestSite.monday.advanced(bySeconds: 86_400)))
    }
    return test
  }

  private func ask(
    _ test: TestSite, _ method: WebRequest.Method, _ path: String, _ body: JSONValue? = nil
  ) async throws -> (status: WebResponse.Status, body: JSONValue) {
    let visitor = await test.browser()
    let response = await visitor.ask(
      method, "/scim/v2\(path)", headers: ["authorization": "Bearer \(Self.secret)"],
      body: body.map { Array($0.serialized().utf8) } ?? [])
    return (response.status, (try? JSONValue(parsing: response.text)) ?? .null)
  }

  private static let bea: JSONValue = [
    "schemas": [.string(SCIMDocuments.userSchema)], "userName": "bea@cabinet.example",
    "name": ["givenName": "Bea", "familyName": "Bold"], "active": true,
    "emails": [["value": "bea@cabinet.example", "type": "work", "primary": true]],
    "roles": [["value": "contract-manager"]],
  ]

  private func contacts(_ test: TestSite) async throws -> [Contact] {
    try await test.contacts()
  }

  @Test func `an identity system adds a person, finds them by name, and takes them out again`() async throws {
    let test = try await site()
    let made = try await ask(test, .post, "/Users", Self.bea)
    #expect(made.status == .created && made.body["userName"]?.stringValue == "bea@cabinet.example")
    let id = try #require(made.body["id"]?.stringValue)
    #expect(made.body["meta"]?["location"]?.stringValue == "http://site.example/scim/v2/Users/\(id)")
    let found = try await ask(test, .get, "/Users?filter=userName%20eq%20%22BEA%40cabinet.example%22")
    #expect(found.body["totalResults"]?.intValue == 1 && found.body["Resources"]?[0]?["id"]?.stringValue == id)
    let kept = try await contacts(test).first { $0.name == "Bea Bold" }
    #expect(kept?.role == "contract-manager" && kept?.organisation == "Cabinet Office")
    #expect(try await ask(test, .delete, "/Users/\(id)").status == .noContent)
    let gone = try await ask(test, .get, "/Users/\(id)")
    #expect(gone.status == .notFound)
    #expect(gone.body["schemas"]?[0]?.stringValue == "urn:ietf:params:scim:api:messages:2.0:Error")
    #expect(gone.body["status"]?.stringValue == "404")
  }

  @Test func `a search may stand in a body, so that no address has whom it is for`() async throws {
    let test = try await site()
    _ = try await ask(test, .post, "/Users", Self.bea)
    let found = try await ask(
      test, .post, "/Users/.search",
      ["filter": "userName eq \"bea@cabinet.example\"", "attributes": ["displayName", "userName"], "count": 5])
    #expect(found.status == .ok && found.body["totalResults"]?.intValue == 1)
    #expect(found.body["Resources"]?[0]?["userName"]?.stringValue == "bea@cabinet.example")
    #expect(found.body["Resources"]?[0]?["emails"] == nil)
    let counted = try await ask(test, .post, "/Users/.search", ["count": 0])
    #expect(counted.body["totalResults"]?.intValue == 2 && counted.body["Resources"]?.arrayValue?.isEmpty ?? true)
    #expect(try await ask(test, .post, "/Users/.search", ["filter": "userName eq"]).status == .badRequest)
  }

  @Test func `somebody who is there already is not added twice`() async throws {
    let test = try await site()
    #expect(try await ask(test, .post, "/Users", Self.bea).status == .created)
    let again = try await ask(test, .post, "/Users", Self.bea)
    #expect(again.status == .conflict && again.body["scimType"]?.stringValue == "uniqueness")
    #expect(try await contacts(test).count { $0.name == "Bea Bold" } == 1)
  }

  @Test(
    arguments: [
      ["op": "replace", "path": "active", "value": false], ["op": "Replace", "value": ["active": "False"]],
    ] as [JSONValue])
  func `whoever is not active any more is not asked, and is again once active`(_ operation: JSONValue) async throws {
    let test = try await site()
    let id = try #require(try await ask(test, .post, "/Users", Self.bea).body["id"]?.stringValue)
    let off = try await ask(test, .patch, "/Users/\(id)", ["Operations": [operation]])
    #expect(off.status == .ok && off.body["active"]?.boolValue == false)
    let ended = try #require(try await contacts(test).first { $0.name == "Bea Bold" }?.validTo)
    #expect(ended.description == "2026-01-04")
    let on = try await ask(
      test, .patch, "/Users/\(id)", ["Operations": [["op": "replace", "path": "active", "value": true]]])
    #expect(on.body["active"]?.boolValue == true && on.body["id"]?.stringValue == id)
    #expect(try await contacts(test).filter { $0.name == "Bea Bold" }.map(\.validTo) == [nil])
  }

  @Test func `address, name and roles change one by one`() async throws {
    let test = try await site()
    let id = try #require(try await ask(test, .post, "/Users", Self.bea).body["id"]?.stringValue)
    let changed = try await ask(
      test, .patch, "/Users/\(id)",
      [
        "Operations": [
          ["op": "replace", "path": "emails[type eq \"work\"].value", "value": "bea.brown@cabinet.example"],
          ["op": "replace", "path": "name.familyName", "value": "Brown"],
          ["op": "add", "path": "roles", "value": [["value": "commercial-director"]]],
          ["op": "remove", "path": "roles[value eq \"contract-manager\"]"],
        ]
      ])
    #expect(changed.status == .ok, "\(changed.body)")
    #expect(changed.body["userName"]?.stringValue == "bea.brown@cabinet.example")
    #expect(changed.body["displayName"]?.stringValue == "Bea Brown")
    #expect(changed.body["roles"]?.arrayValue?.map { $0["value"]?.stringValue } == ["commercial-director"])
    #expect(changed.body["id"]?.stringValue == id)
    let posts = try await contacts(test).filter { $0.name == "Bea Brown" }
    #expect(posts.first { $0.role == "contract-manager" }?.validTo?.description == "2026-01-04")
    #expect(posts.first { $0.role == "commercial-director" }?.validTo == nil)
    let title = try await ask(
      test, .patch, "/Users/\(id)", ["Operations": [["op": "replace", "path": "title", "value": "Contract manager"]]])
    #expect(title.body["roles"]?.arrayValue?.map { $0["value"]?.stringValue } == ["contract-manager"])
  }

  @Test func `a whole user put in its place is what counts from then on`() async throws {
    let test = try await site()
    let id = try #require(try await ask(test, .post, "/Users", Self.bea).body["id"]?.stringValue)
    var whole = try #require(Self.bea.objectValue)
    whole["roles"] = [["value": "senior-owner"]]
    whole["phoneNumbers"] = [["value": "020 7946 0000", "type": "work"]]
    let put = try await ask(test, .put, "/Users/\(id)", .object(whole))
    #expect(put.status == .ok && put.body["title"]?.stringValue == "Senior owner")
    #expect(try await contacts(test).first { $0.role == "senior-owner" }?.telephone == "020 7946 0000")
  }

  @Test func `people of another organisation are not there`() async throws {
    let test = try await site()
    let other = try #require(try await contacts(test).first { $0.name == "Tom Garside" }?.id)
    let all = try await ask(test, .get, "/Users")
    #expect(all.body["totalResults"]?.intValue == 1)
    #expect(!all.body.serialized().contains("Garside"))
    #expect(try await ask(test, .get, "/Users/\(other)").status == .notFound)
    #expect(try await ask(test, .delete, "/Users/\(other)").status == .notFound)
    #expect(try await ask(test, .put, "/Users/\(other)", Self.bea).status == .notFound)
    #expect(try await contacts(test).contains { $0.name == "Tom Garside" && $0.validTo == nil })
  }

  @Test func `a token without the scope, or bound to no organisation, opens nothing`() async throws {
    #expect(try await ask(try await site(scopes: ["cases:read"]), .get, "/Users").status == .forbidden)
    #expect(try await ask(try await site(organisation: nil), .get, "/Users").status == .forbidden)
    let visitor = try await site().visit()
    #expect(await visitor.ask(.get, "/scim/v2/Users").status == .unauthorized)
  }

  @Test(arguments: [
    ("/Users?filter=userName%20xx%20%22x%22", "invalidFilter"),
    ("/Users?filter=nickName%20eq%20%22x%22", "invalidFilter"),
  ])
  func `a filter that is not supported is refused by its name`(_ path: String, _ type: String) async throws {
    let answer = try await ask(try await site(), .get, path)
    #expect(answer.status == .badRequest && answer.body["scimType"]?.stringValue == type)
  }

  @Test(
    arguments: [
      (["userName": "bea"], "invalidValue"), (["userName": "bea@cabinet.example"], "invalidValue"),
      (["userName": "b@c.example", "displayName": "B", "roles": [["value": "king"]]], "invalidValue"),
      (["userName": "b@c.example", "displayName": "B", "emails": [["value": "c@c.example"]]], "invalidValue"),
      ([], "invalidSyntax"),
    ] as [(JSONValue, String)])
  func `a user that can't be kept is refused with the reason`(_ user: JSONValue, _ type: String) async throws {
    let answer = try await ask(try await site(), .post, "/Users", user)
    #expect(answer.status == .badRequest && answer.body["scimType"]?.stringValue == type, "\(answer.body)")
  }

  @Test(
    arguments: [
      (["op": "move", "path": "active"], "invalidSyntax"), (["op": "remove"], "noTarget"),
      (["op": "replace", "path": "[", "value": 1], "invalidPath"),
      (["op": "remove", "path": "emails[type eq \"home\"]"], nil),
      (["op": "remove", "path": "emails[type eq \"home\"].value"], "noTarget"),
      (["op": "add", "path": "title"], "invalidValue"),
    ] as [(JSONValue, String?)])
  func `an operation that means nothing is refused`(_ operation: JSONValue, _ type: String?) async throws {
    let test = try await site()
    let id = try #require(try await contacts(test).first { $0.name == "Ann Able" }?.id)
    let answer = try await ask(test, .patch, "/Users/\(id)", ["Operations": [operation]])
    #expect(answer.body["scimType"]?.stringValue == type, "\(answer.body)")
    #expect((answer.status == .ok) == (type == nil))
  }

  @Test func `a list can be narrowed by several comparisons, and has what was asked for`() async throws {
    let test = try await site()
    _ = try await ask(test, .post, "/Users", Self.bea)
    let filter = FormValues.encoded("active eq true and (name.givenName sw \"b\" or userName eq \"x\")")
    let found = try await ask(test, .get, "/Users?filter=\(filter)&attributes=userName")
    #expect(found.body["totalResults"] == 1)
    let bea = try #require(found.body["Resources"]?[0]?.objectValue)
    #expect(Set(bea.map(\.key)) == ["schemas", "id", "userName"])
    let id = try #require(bea["id"]?.stringValue)
    let one = try await ask(test, .get, "/Users/\(id)?excludedAttributes=emails,roles").body
    #expect(one["emails"] == nil && one["roles"] == nil && one["displayName"] != nil)
  }

  @Test func `what we can do is told in the standard's documents`() async throws {
    let test = try await site()
    let configuration = try await ask(test, .get, "/ServiceProviderConfig").body
    #expect(configuration["patch"]?["supported"]?.boolValue == true)
    for what in ["bulk", "sort", "etag", "filter"] {
      #expect(configuration[what]?["supported"]?.boolValue == true, "\(what)")
    }
    #expect(configuration["changePassword"]?["supported"]?.boolValue == false)
    #expect(try await ask(test, .get, "/ResourceTypes").body["Resources"]?[0]?["endpoint"]?.stringValue == "/Users")
    let schema = try await ask(test, .get, "/Schemas/\(SCIMDocuments.userSchema)").body
    #expect(schema["attributes"]?.arrayValue?.count == 8)
  }
}
