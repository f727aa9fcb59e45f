import Cryptography
import Engine
import JSON

/// What can be done with users, each in a transaction of its own, whichever way it is asked for.
struct SCIMUsers: Sendable {
  let site: Site
  /// The organisation that the token is bound to.
  let organisation: String

  /// A user as the standard has it, with the version that tells whether it has changed.
  struct Shown: Sendable {
    let id: String
    let json: JSONObject

    var version: String { json["meta"]?["version"]?.stringValue ?? "" }
    var location: String { json["meta"]?["location"]?.stringValue ?? "" }
  }

  private func atDesk<Result: Sendable>(
    _ body: @escaping @Sendable (inout SCIMDesk) throws -> Result
  ) async throws -> Result {
    let (library, organisation) = (site.library, organisation)
    return try await site.store.transaction { transaction in
      var desk = try SCIMDesk(transaction, library, organisation: organisation)
      return try body(&desk)
    }
  }

  private static func shown(_ user: SCIMUser, _ desk: SCIMDesk, _ site: String) -> Shown {
    var json = user.json(desk.facts, site: site)
    let digest = SHA256.digest(of: Array(JSONValue.object(json).serialized().utf8))
    var meta = json["meta"]?.objectValue ?? JSONObject()
    meta["version"] = .string("W/\"\(Base64URL.text(of: Array(digest.prefix(12))))\"")
    json["meta"] = .object(meta)
    return Shown(id: user.id, json: json)
  }

  /// - Parameter version: as it was seen; nil where that is no matter.
  private static func unchanged(_ user: Shown, since version: String?) throws(Refusal) {
    guard let version, version != "*" else { return }
    guard version.split(separator: ",").contains(where: { $0.filter { $0 != " " } == user.version }) else {
      throw Refusal(.preconditionFailed, "The user has changed", "Get the user again, and send the change anew.")
    }
  }

  func all() async throws -> [Shown] {
    let address = site.address
    return try await atDesk { desk in
      let desk = desk
      return desk.users.map { Self.shown($0, desk, address) }
    }
  }

  func user(_ id: String) async throws -> Shown {
    let address = site.address
    return try await atDesk { desk in Self.shown(try desk.user(id), desk, address) }
  }

  func create(_ resource: JSONObject) async throws -> Shown {
    let address = site.address
    return try await atDesk { desk in
      let input = try SCIMUserInput(resource, old: nil, desk.facts)
      return Self.shown(try desk.create(input), desk, address)
    }
  }

  func replace(_ id: String, by resource: JSONObject, ifIs version: String? = nil) async throws -> Shown {
    try await change(id, ifIs: version) { _ in resource }
  }

  func patch(_ id: String, _ document: JSONValue, ifIs version: String? = nil) async throws -> Shown {
    try await change(id, ifIs: version) { old in
      var patch = SCIMPatch(old)
      try patch.apply(document)
      return patch.resource
    }
  }

  private func change(
    _ id: String, ifIs version: String?, _ wanted: @escaping @Sendable (JSONObject) throws -> JSONObject
  ) async throws -> Shown {
    let address = site.address
    return try await atDesk { desk in
      let old = Self.shown(try desk.user(id), desk, address)
      try Self.unchanged(old, since: version)
      let input = try SCIMUserInput(try wanted(old.json), old: old.json, desk.facts)
      return Self.shown(try desk.replace(id, by: input), desk, address)
    }
  }

  func delete(_ id: String, ifIs version: String? = nil) async throws {
    let address = site.address
    try await atDesk { desk in
      try Self.unchanged(Self.shown(try desk.user(id), desk, address), since: version)
      try desk.delete(id)
    }
  }
}
