import Casework
import Cryptography
import JSON

/// Where a list goes on.
enum APICursor {
  static func text(of id: CaseID) -> String { Base64URL.text(of: Array(id.description.utf8)) }

  static func caseID(_ cursor: String) throws(Refusal) -> CaseID {
    guard let bytes = Base64URL.bytes(of: cursor), let id = CaseID(String(decoding: bytes, as: UTF8.self)) else {
      throw unreadable
    }
    return id
  }

  static func text(of position: Int) -> String { Base64URL.text(of: Array("n\(position)".utf8)) }

  /// How many come before; 0 without a cursor.
  static func position(_ cursor: String?) throws(Refusal) -> Int {
    guard let cursor else { return 0 }
    guard let bytes = Base64URL.bytes(of: cursor), bytes.first == UInt8(ascii: "n"),
      let position = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)), position > 0
    else { throw unreadable }
    return position
  }

  static func page(_ items: [JSONValue], next: String?) -> JSONValue {
    ["items": .array(items), "next": next.map(JSONValue.string) ?? .null]
  }

  /// The part of a whole list that a call asks for.
  static func page<Item>(_ all: [Item], _ call: APICall, _ json: (Item) -> JSONObject) throws(Refusal) -> JSONValue {
    let start = min(try position(call["cursor"]), all.count)
    let shown = all[start...].prefix(call.limit)
    return page(
      shown.map { .object(json($0)) }, next: shown.endIndex < all.count ? text(of: shown.endIndex) : nil)
  }

  static let unreadable = Refusal(
    .unprocessable, "The cursor can't be read", "Use the `next` of the page before as it is, or begin without.",
    code: "malformed", problems: ["cursor": "is none of ours"])
}
