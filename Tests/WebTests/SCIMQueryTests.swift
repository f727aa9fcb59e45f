import JSON
import Testing

@testable import Web

@Suite struct SCIMQueryTests {
  private static let ann: JSONObject = [
    "id": "7", "userName": "Ann@cabinet.example", "externalId": "A-7", "active": true, "title": "Contract manager",
    "name": ["givenName": "Ann", "familyName": "Able"],
    "emails": [
      ["value": "ann@cabinet.example", "type": "work", "primary": true],
      ["value": "ann@home.example", "type": "home", "primary": false],
    ],
  ]

  private func finds(_ filter: String) throws -> Bool { try SCIMQueryParser.query(filter).matches(Self.ann) }

  @Test(arguments: [
    "userName eq \"ann@cabinet.example\"", "userName Eq \"ANN@cabinet.example\" AND active eq true",
    "name.familyName co \"B\"", "userName sw \"ANN\"", "userName ew \".example\"", "title pr", "emails pr",
    "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"a\"",
    "title pr and active eq true", "title eq \"nothing\" or active eq true",
    "active eq false and title pr or userName sw \"ann\"",
    "not (active eq false)", "userName ne \"bea@cabinet.example\" and not (title eq \"x\" or title eq \"y\")",
    "active eq true and (emails co \"nowhere\" or emails.value co \"cabinet.example\")",
    "emails[type eq \"work\" and value co \"@cabinet.example\"]",
    "emails[type eq \"home\" and primary eq false] or active eq false",
    "emails[type eq \"work\"].value eq \"ann@cabinet.example\"", "emails.type eq \"home\"", "externalId eq \"A-7\"",
    "id eq \"7\" and userName gt \"a\" and userName le \"b\"", "active eq \"True\"",
    "displayName ne \"Bea\"", "title eq \"contract manager\"and active eq true",
  ])
  func `a filter as the standard writes it finds the user`(_ filter: String) throws {
    #expect(try finds(filter))
  }

  @Test(arguments: [
    "userName eq \"ann@cabinet.example\" and active eq false", "displayName pr", "not (title pr)",
    "emails[type eq \"home\" and value co \"@cabinet.example\"]", "externalId eq \"a-7\"",
    "emails[type eq \"home\"].value eq \"ann@cabinet.example\"", "name.familyName eq \"\\\"Able\"",
    "active eq true and (title eq \"x\" or title eq \"y\")", "title eq \"x\" and active eq true or active eq false",
    "emails.value ne \"ann@home.example\"", "name eq \"Ann\"", "userName lt \"ann@\"",
  ])
  func `a filter that asks for something else does not`(_ filter: String) throws {
    #expect(try !finds(filter))
  }

  @Test(arguments: [
    "", "userName", "userName eq", "userName is \"x\"", "userName eq x", "userName eq \"x", "nickName eq \"x\"",
    "userName eq \"x\" and", "(userName eq \"x\"", "userName eq \"x\")", "emails[type eq \"work\"", "userName eq {}",
    "userName eq \"x\" xor active eq true", "not userName eq \"x\"", String(repeating: "(", count: 500),
    String(repeating: "title pr and ", count: 300) + "title pr",
  ])
  func `what is no filter is refused, however long or deep`(_ filter: String) {
    #expect(throws: Refusal.self) { try finds(filter) }
  }

  private func names(_ query: (String, String)...) throws -> [String] {
    try SCIMSelection(FormValues(query.map { (name: $0.0, value: $0.1) })).of(Self.ann).map(\.key)
  }

  @Test func `an answer has the attributes that are wanted, and always who it is about`() throws {
    #expect(try names(("attributes", "userName")) == ["id", "userName"])
    #expect(try names(("attributes", "USERNAME, name.familyName")) == ["id", "userName", "name"])
    #expect(
      try names(("attributes", "urn:ietf:params:scim:schemas:core:2.0:User:title,urn:other:2.0:User:shoe"))
        == ["id", "title"])
    #expect(!(try names(("excludedAttributes", "emails,id,externalId"))).contains("emails"))
    #expect(try names(("excludedAttributes", "emails,id,externalId")).contains("id"))
    #expect(throws: Refusal.self) { try names(("attributes", "emails[type eq \"work\"]")) }
  }

  @Test func `a part of an attribute is wanted or left out by its name`() throws {
    func of(_ name: String, _ value: String) throws -> JSONObject {
      try SCIMSelection(FormValues([(name: name, value: value)])).of(Self.ann)
    }
    let wanted = try of("attributes", "emails.value,name.familyName")
    #expect(wanted["emails"] == [["value": "ann@cabinet.example"], ["value": "ann@home.example"]])
    #expect(wanted["name"] == ["familyName": "Able"])
    let left = try of("excludedAttributes", "emails.primary,name.givenName,name.familyName")
    #expect(left["emails"]?[0] == ["value": "ann@cabinet.example", "type": "work"])
    #expect(left["name"] == nil && left["title"] != nil)
  }
}
