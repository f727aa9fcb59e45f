import CivilTime

/// Who answers for which organisation, as known at one instant.
package struct Directory: Sendable {
  /// By organisation and role. An organisation stands under its key and, as it is mostly asked for in the very letters
  /// of the register, under those as well.
  private let holders: [String: [String: [Contact]]]
  /// What changes when any contact does, so that a copy in memory can be told from a newer one.
  package let revision: Int64

  /// - Parameter contacts: of two who hold one post on one day, the first is asked.
  package init(contacts: [Contact] = [], revision: Int64 = 0) {
    var holders: [String: [String: [Contact]]] = [:]
    for (key, contacts) in Dictionary(grouping: contacts, by: { Self.key($0.organisation) }) {
      let posts = Dictionary(grouping: contacts, by: \.role)
      holders[key] = posts
      for spelling in Set(contacts.map(\.organisation)) { holders[spelling] = posts }
    }
    self.holders = holders
    self.revision = revision
  }

  /// Everybody who holds a role for an organisation, whether or not on any given day.
  ///
  /// - Parameter organisation: its name or slug, in any case of letters.
  package func holders(of role: String, at organisation: String) -> [Contact] {
    (holders[organisation] ?? holders[Self.key(organisation)])?[role] ?? []
  }

  /// What makes two spellings of an organisation the same: letters and digits, whatever their case and hyphens.
  package static func key(_ organisation: String) -> String {
    asciiKey(organisation)
      ?? organisation.lowercased().split { $0.isWhitespace || $0 == "-" }.joined(separator: " ")
  }

  /// The same byte by byte, as every step asks for it; nil where the text needs Unicode's rules.
  private static func asciiKey(_ organisation: String) -> String? {
    let space = UInt8(ascii: " ")
    var key: [UInt8] = []
    key.reserveCapacity(organisation.utf8.count)
    for byte in organisation.utf8 {
      switch byte {
      case 0x80...: return nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): key.append(byte | 0x20)
      case space, UInt8(ascii: "-"), 0x09...0x0D:
        if let last = key.last, last != space { key.append(space) }
      default: key.append(byte)
      }
    }
    if key.last == space { key.removeLast() }
    return String(decoding: key, as: UTF8.self)
  }
}
