import CivilTime

/// Who answers for which organisation, as known at one instant.
package struct Directory: Sendable {
  /// By organisation and role. An organisation stands under its identity and, as it is mostly asked for in the very
  /// letters of the register, under those as well.
  private let holders: [String: [String: [Contact]]]
  private let people: [String: [Contact]]
  private let contracts: [String: Contract]
  package let organisations: OrganisationNames
  /// What changes when any contact, contract or organisation does, so that a copy in memory can be told from a newer
  /// one.
  package let revision: Int64

  /// - Parameter contacts: of two who hold one post on one day, the first is asked.
  package init(
    contacts: [Contact] = [], organisations: [Organisation] = [], contracts: [Contract] = [], revision: Int64 = 0
  ) {
    let names = OrganisationNames(organisations)
    var holders: [String: [String: [Contact]]] = [:]
    for (identity, contacts) in Dictionary(grouping: contacts, by: { names.identity(of: $0.organisation) }) {
      let posts = Dictionary(grouping: contacts, by: \.role)
      holders[identity] = posts
      for spelling in Set(contacts.map(\.organisation)) { holders[spelling] = posts }
    }
    self.holders = holders
    people = Dictionary(grouping: contacts, by: \.address)
    self.contracts = Dictionary(contracts.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    self.organisations = names
    self.revision = revision
  }

  /// Everybody who holds a role for an organisation, whether or not on any given day.
  ///
  /// - Parameter organisation: its title or slug, in any case of letters.
  package func holders(of role: String, at organisation: String) -> [Contact] {
    (holders[organisation] ?? holders[organisations.identity(of: organisation)])?[role] ?? []
  }

  /// Every post of whoever has an address.
  package func posts(ofAddress address: String) -> [Contact] { people[EmailAddress.key(address)] ?? [] }

  /// The contract of that reference, however it is spelled; nil where none is registered.
  package func contract(_ reference: String) -> Contract? { contracts[Self.key(reference)] }

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
