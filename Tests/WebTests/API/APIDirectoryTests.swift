import JSON
import Testing

@testable import Web

@Suite struct APIDirectoryTests {
  private static let ada: JSONObject = [
    "organisation": "Cabinet Office", "role": "contract-manager", "name": "Ada Byron",
    "email": "ada@cabinet-office.example",
  ]

  private static func client(_ organisation: String? = nil) async throws -> (Kit, APIClient) {
    let kit = try await Kit()
    let token = try await kit.token("case-manager", [.readDirectory, .writeDirectory], organisation: organisation)
    return (kit, APIClient(kit, token: token))
  }

  @Test func `a contact is added, changed, away, back and ended, each time as it was seen`() async throws {
    let (_, client) = try await Self.client()
    let added = try await client.post("/contacts", .object(Self.ada), seen: nil)
    #expect(added.status == .created, "\(added.text)")
    let place = "/contacts/" + (try #require(added.json["id"]?.stringValue))
    #expect(added["Location"] == "/api/v1" + place)
    #expect(try await client.post("/contacts", .object(Self.ada), seen: nil).json["id"] == added.json["id"])
    var changed = Self.ada
    changed["telephone"] = "020 7946 0000"
    #expect(try await client.ask(.put, place, .object(changed), seen: nil).status == .preconditionRequired)
    let put = try await client.ask(.put, place, .object(changed), seen: added["ETag"])
    #expect(put.status == .ok && put.json["telephone"] == "020 7946 0000", "\(put.text)")
    #expect(try await client.ask(.put, place, .object(changed), seen: added["ETag"]).status == .preconditionFailed)
    let days: JSONValue = [
      "from": "2026-02-02", "to": "2026-02-06", "deputy": "commercial-director@cabinet-office.example",
    ]
    let away = try await client.ask(.put, place + "/absence", days, seen: put["ETag"])
    #expect(away.json["absence"]?["to"] == "2026-02-06", "\(away.text)")
    let alone = try await client.ask(
      .put, place + "/absence", ["from": "2026-02-02", "deputy": "ada@cabinet-office.example"], seen: "*")
    #expect(alone.status == .unprocessable)
    let back = try await client.ask(.delete, place + "/absence", seen: away["ETag"])
    #expect(back.json["absence"] == .null)
    let ended = try await client.ask(.post, place + "/ending", key: "e", seen: back["ETag"])
    #expect(ended.json["valid_to"] == "2026-01-04")
    #expect(try await client.get(place)["ETag"] == ended["ETag"])
  }

  @Test func `a letter asks whether an address is right`() async throws {
    let (_, client) = try await Self.client()
    let contacts = try await client.get("/contacts?role=authority-contact")
    let id = try #require(contacts.json["items"]?[0]?["id"]?.stringValue)
    let answer = try await client.ask(.post, "/contacts/\(id)/verification", key: "1")
    #expect(answer.status == .accepted)
  }

  @Test func `a list is looked at without a change, and then taken in`() async throws {
    let (_, client) = try await Self.client()
    let csv = """
      organisation,role,name,email,telephone,valid_from,valid_to
      Cabinet Office,contract-manager,Ada Byron,ada@cabinet-office.example,,,

      """
    let before = try await client.get("/contacts").json
    let seen = try await client.ask(.post, "/contacts/imports?dry_run=true", bytes: Array(csv.utf8), key: "1")
    #expect(seen.json["added"] == 1 && seen.json["removed"] == 4, "\(seen.text)")
    #expect(try await client.get("/contacts").json == before)
    let taken = try await client.ask(.post, "/contacts/imports", bytes: Array(csv.utf8), key: "2")
    #expect(taken.json["changes"] == seen.json["changes"])
    let names = try await client.get("/contacts?organisation=Cabinet%20Office").json["items"]?.arrayValue
    #expect(names?.map { $0["name"] } == ["Ada Byron"])
    let wrong = try await client.ask(.post, "/contacts/imports", bytes: Array("organisation\n".utf8), key: "3")
    #expect(wrong.status == .unprocessable && wrong.json["errors"]?.arrayValue?.isEmpty == false)
  }

  @Test func `a token of one organisation keeps up no other's contacts`() async throws {
    let (_, client) = try await Self.client("Ministry of Justice")
    #expect(try await client.post("/contacts", .object(Self.ada), seen: nil).status == .forbidden)
    let csv = """
      organisation,role,name,email,telephone,valid_from,valid_to
      Cabinet Office,contract-manager,Ada Byron,ada@cabinet-office.example,,,

      """
    let list = try await client.ask(.post, "/contacts/imports", bytes: Array(csv.utf8), key: "1")
    #expect(list.status == .unprocessable)
    #expect(try await client.get("/contacts/coverage?organisation=Cabinet%20Office").status == .forbidden)
    let gaps = try await client.get("/contacts/coverage").json["items"]?.arrayValue ?? []
    #expect(gaps.allSatisfy { $0["organisation"] == "Ministry of Justice" })
  }

  @Test func `contracts and organisations change only as they were seen`() async throws {
    let (_, client) = try await Self.client()
    let contract: JSONValue = ["title": "Testing", "authority": "Cabinet Office", "prime_contractor": "Larchfield plc"]
    #expect(try await client.ask(.put, "/contracts/CO-1", contract, seen: "\"0\"").status == .preconditionFailed)
    let put = try await client.ask(.put, "/contracts/CO-1", contract, seen: "*")
    #expect(put.status == .ok && put["ETag"] != nil)
    #expect(try await client.get("/contracts/co-1")["ETag"] == put["ETag"])
    #expect(try await client.ask(.put, "/contracts/CO-1", contract, seen: put["ETag"]).status == .ok)
    var other = try #require(contract.objectValue)
    other["value"] = "-5"
    #expect(try await client.ask(.put, "/contracts/CO-1", .object(other), seen: "*").status == .unprocessable)
    let body: JSONValue = [
      "title": "Office of Tests", "format": "Executive agency", "status": "live", "parents": [], "successors": [],
    ]
    let made = try await client.ask(.put, "/organisations/office-of-tests", body, seen: "*")
    #expect(try await client.get("/organisations/office-of-tests")["ETag"] == made["ETag"])
    #expect(
      try await client.ask(.put, "/organisations/office-of-tests", body, seen: "\"1\"").status == .preconditionFailed)
  }
}
