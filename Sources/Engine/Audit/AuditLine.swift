import Cryptography
package import JSON

/// A line of an export; AUDIT.md describes each.
package enum AuditLine: Sendable, Hashable {
  /// The first line: what the file is.
  case opening(Format)
  case entry(AuditEntry)
  case head(AuditHead)
  /// The last line: how many cases there are, and the digest over their heads.
  case closing(count: Int, root: [UInt8])

  package enum Format: String, Sendable, Hashable {
    case journal = "recourse-audit-1"
    case heads = "recourse-heads-1"
  }

  /// Payloads are bounded where they come in; a line is bounded by them.
  private static let limits = JSONLimits(depth: 4, bytes: 256 << 20)

  /// Reads a line; nil where it is none.
  package init?(_ line: String) {
    // Whatever is wrong with it, the line is told as unreadable.
    guard let object = try? JSONValue(parsing: line, limits: Self.limits).objectValue else { return nil }
    if let name = object["format"]?.stringValue {
      guard let format = Format(rawValue: name) else { return nil }
      self = .opening(format)
    } else if let head = object["head"] {
      guard let caseID = object["case"]?.stringValue, let revision = object["revision"]?.intValue,
        let hash = Self.hash(head)
      else { return nil }
      self = .head(AuditHead(caseID: caseID, revision: revision, hash: hash))
    } else if let root = object["root"] {
      guard let count = object["cases"]?.intValue, let root = Self.hash(root) else { return nil }
      self = .closing(count: count, root: root)
    } else {
      guard let entry = Self.entry(object) else { return nil }
      self = .entry(entry)
    }
  }

  private static func entry(_ object: JSONObject) -> AuditEntry? {
    guard let caseID = object["case"]?.stringValue, let revision = object["revision"]?.intValue,
      let event = object["event"]?.stringValue, let at = object["at"]?.intValue, let kind = object["kind"]?.stringValue,
      let name = object["name"]?.stringValue, let role = text(object["role"]), let due = number(object["due"]),
      let hash = object["hash"].flatMap(Self.hash)
    else { return nil }
    let entry = JournalChain.Entry(
      caseID: caseID, revision: revision, eventID: event, at: Int64(at), kind: kind, name: name, actorRole: role.value,
      due: due.value)
    if let erased = object["erased"] {
      guard let digest = Self.hash(erased) else { return nil }
      return AuditEntry(entry: entry, personal: .erased(digest: digest), hash: hash)
    }
    guard let salt = object["salt"]?.stringValue.flatMap(Hexadecimal.bytes), salt.count == JournalChain.saltLength,
      let payload = object["payload"]?.stringValue, let actor = text(object["actor"]),
      let messages = text(object["messages"])
    else { return nil }
    return AuditEntry(
      entry: entry,
      personal: .whole(
        salt: salt, actorName: actor.value, payload: Array(payload.utf8),
        messages: messages.value.map { Array($0.utf8) }),
      hash: hash)
  }

  /// A member that may be null but must be there.
  private struct Nullable<Value> { let value: Value? }

  private static func text(_ json: JSONValue?) -> Nullable<String>? {
    json.flatMap { $0 == .null ? Nullable(value: nil) : $0.stringValue.map { Nullable(value: $0) } }
  }

  private static func number(_ json: JSONValue?) -> Nullable<Int64>? {
    json.flatMap { $0 == .null ? Nullable(value: nil) : $0.intValue.map { Nullable(value: Int64($0)) } }
  }

  private static func hash(_ json: JSONValue) -> [UInt8]? {
    json.stringValue.flatMap(Hexadecimal.bytes).flatMap { $0.count == JournalChain.beginning.count ? $0 : nil }
  }

  /// The line as it is written.
  package var json: JSONObject {
    switch self {
    case .opening(let format): return ["format": .string(format.rawValue)]
    case .head(let head):
      return [
        "case": .string(head.caseID), "revision": .integer(Int64(head.revision)),
        "head": .string(Hexadecimal.text(of: head.hash)),
      ]
    case .closing(let count, let root):
      return ["cases": .integer(Int64(count)), "root": .string(Hexadecimal.text(of: root))]
    case .entry(let audited):
      let entry = audited.entry
      var object: JSONObject = [
        "case": .string(entry.caseID), "revision": .integer(Int64(entry.revision)), "event": .string(entry.eventID),
        "at": .integer(entry.at), "kind": .string(entry.kind), "name": .string(entry.name),
        "role": entry.actorRole.map(JSONValue.string) ?? .null, "due": entry.due.map(JSONValue.integer) ?? .null,
      ]
      switch audited.personal {
      case .whole(let salt, let actorName, let payload, let messages):
        object["salt"] = .string(Hexadecimal.text(of: salt))
        object["actor"] = actorName.map(JSONValue.string) ?? .null
        object["payload"] = .string(String(decoding: payload, as: UTF8.self))
        object["messages"] = messages.map { .string(String(decoding: $0, as: UTF8.self)) } ?? .null
      case .erased(let digest): object["erased"] = .string(Hexadecimal.text(of: digest))
      }
      object["hash"] = .string(Hexadecimal.text(of: audited.hash))
      return object
    }
  }
}
