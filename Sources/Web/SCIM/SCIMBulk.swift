import JSON

/// Several changes in one request (RFC 7644, section 3.7). Each is done by itself: what went before one that fails stays
/// done.
struct SCIMBulk: Sendable {
  static let most = 100
  private static let schema = "urn:ietf:params:scim:api:messages:2.0:BulkResponse"

  let users: SCIMUsers
  /// The identities of what this very request made, by the names that it uses for them.
  private var made: [String: String] = [:]

  init(users: SCIMUsers) { self.users = users }

  mutating func answer(_ document: JSONObject) async throws -> JSONObject {
    guard let operations = document["Operations"]?.arrayValue, !operations.isEmpty else {
      throw SCIMError.invalid("invalidSyntax", "There are no operations", "Send a list of 1 to \(Self.most).")
    }
    guard operations.count <= Self.most else {
      throw Refusal(
        .contentTooLarge, "There are too many operations", "Send at most \(Self.most) at once.", code: "tooMany")
    }
    let mostErrors = document["failOnErrors"]?.intValue ?? .max
    var (answers, errors): ([JSONValue], Int) = ([], 0)
    for operation in operations where errors < mostErrors {
      var answer: JSONObject = ["method": .string(operation["method"]?.stringValue?.uppercased() ?? "")]
      if let name = operation["bulkId"] { answer["bulkId"] = name }
      do {
        try await carryOut(operation, &answer)
      } catch let refusal as Refusal {
        errors += 1
        answer["status"] = .string("\(refusal.status.rawValue)")
        answer["response"] = .object(SCIMError.document(refusal))
      }
      answers.append(.object(answer))
    }
    return ["schemas": [.string(Self.schema)], "Operations": .array(answers)]
  }

  private mutating func carryOut(_ operation: JSONValue, _ answer: inout JSONObject) async throws {
    let (method, version) = (operation["method"]?.stringValue?.uppercased(), operation["version"]?.stringValue)
    let parts = (operation["path"]?.stringValue ?? "").split(separator: "/").map(String.init)
    let data = operation["data"]?.objectValue ?? JSONObject()
    guard parts.first == "Users" else { throw Self.wrong("The path is not known", "Use /Users or /Users/ID.") }
    if method == "POST", parts.count == 1 {
      let user = try await users.create(data)
      if let name = operation["bulkId"]?.stringValue { made[name] = user.id }
      Self.tell(user, "201", &answer)
      return
    }
    guard parts.count == 2 else { throw Self.wrong("The path names no user", "Use /Users/ID.") }
    let id = try identity(parts[1])
    switch method {
    case "PUT": Self.tell(try await users.replace(id, by: data, ifIs: version), "200", &answer)
    case "PATCH": Self.tell(try await users.patch(id, .object(data), ifIs: version), "200", &answer)
    case "DELETE":
      try await users.delete(id, ifIs: version)
      answer["location"] = .string("\(users.site.address)/scim/v2/Users/\(id)")
      answer["status"] = "204"
    default: throw Self.wrong("The method is not known", "Use POST, PUT, PATCH or DELETE.")
    }
  }

  /// A user's, or what this request calls one that it has made.
  private func identity(_ word: String) throws(Refusal) -> String {
    guard word.hasPrefix("bulkId:") else { return word }
    guard let id = made[String(word.dropFirst("bulkId:".count))] else {
      throw Self.wrong("That bulkId was not made", "Make it by an earlier operation of the same request.")
    }
    return id
  }

  private static func tell(_ user: SCIMUsers.Shown, _ status: String, _ answer: inout JSONObject) {
    answer["location"] = .string(user.location)
    answer["version"] = .string(user.version)
    answer["status"] = .string(status)
  }

  private static func wrong(_ title: String, _ remedy: String) -> Refusal {
    SCIMError.invalid("invalidValue", title, remedy)
  }
}
