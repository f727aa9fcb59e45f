import Casework
import CivilTime
import Engine
import JSON

/// A person of an organisation as an identity system sees it: all posts of one address together.
///
/// The user's name is the person's e-mail address; roles are those of the directory. Posts that are over are a user who
/// is not active.
struct SCIMUser: Sendable {
  /// The posts, the one that was given first at the head: the user is called by its identity.
  let posts: [Contact]

  /// - Parameter posts: of one address at one organisation; not empty.
  init?(_ posts: [Contact]) {
    self.posts = posts.sorted { ($0.id?.number ?? 0) < ($1.id?.number ?? 0) }
    guard let first = self.posts.first, first.id != nil else { return nil }
  }

  var id: String { posts.first?.id?.description ?? "" }

  /// What the identity system calls the person; nil where it has not said.
  var externalID: String? { posts.lazy.compactMap(\.externalID).first }

  func isActive(_ today: CivilDate) -> Bool { !held(today).isEmpty }

  /// The posts that are not over.
  func held(_ today: CivilDate) -> [Contact] { posts.filter { $0.validTo.map { today <= $0 } ?? true } }

  /// The roles, each once.
  func roles(_ today: CivilDate) -> [String] {
    var seen: Set<String> = []
    let shown = held(today).isEmpty ? posts : held(today)
    return shown.map(\.role).filter { seen.insert($0).inserted }
  }

  func json(_ facts: DirectoryFacts, site: String) -> JSONObject {
    let first = posts[0]
    let roles = roles(facts.today)
    let words = first.name.split(separator: " ")
    var user: JSONObject = [
      "schemas": [.string(SCIMDocuments.userSchema)], "id": .string(id), "userName": .string(first.email),
      "name": [
        "formatted": .string(first.name), "givenName": .string(words.dropLast().joined(separator: " ")),
        "familyName": .string(words.last.map(String.init) ?? ""),
      ],
      "displayName": .string(first.name),
      "active": .bool(isActive(facts.today)),
      "emails": [["value": .string(first.email), "type": "work", "primary": true]],
      "roles": .array(
        roles.enumerated().map { place, role in
          ["value": .string(role), "display": .string(facts.title(ofRole: role)), "primary": .bool(place == 0)]
        }),
    ]
    if let externalID { user["externalId"] = .string(externalID) }
    if let role = roles.first { user["title"] = .string(facts.title(ofRole: role)) }
    if let telephone = first.telephone {
      user["phoneNumbers"] = [["value": .string(telephone), "type": "work"]]
    }
    user["meta"] = ["resourceType": "User", "location": .string("\(site)/scim/v2/Users/\(id)")]
    return user
  }
}
