package import CivilTime

/// Why somebody who might have been asked was passed over.
package struct Skip: Sendable, Hashable, CustomStringConvertible {
  package enum Reason: Sendable, Hashable {
    case noAddress
    case noOrganisation
    case nobodyRegistered(role: String, organisation: String)
    /// The organisation was divided, and nobody says which part has this contract.
    case divided(organisation: String, parts: Int)
    case notYetInPost(from: CivilDate)
    /// The last day in post.
    case noLongerInPost(until: CivilDate)
    /// The last day away; nil until further notice. The deputy's name, where one is named.
    case away(until: CivilDate?, deputy: String?)
    /// A deputy who is not registered can't be looked at, and so is not written to.
    case deputyUnknown
    /// The deputies stand in for each other in a circle.
    case deputiesInCircle
    case bounced
    case complainedOf
    /// The same person let a deadline pass in this case as that party.
    case wasSilent(as: String)
  }

  /// The title of the party that was looked for.
  package let party: String
  /// Who it would have been; nil where it was nobody, and where the history had better not name the person.
  package let person: String?
  package let reason: Reason

  package init(party: String, person: String? = nil, _ reason: Reason) {
    self.party = party
    self.person = person
    self.reason = reason
  }

  /// A stable word for programs.
  package var code: String {
    switch reason {
    case .noAddress: "no-address"
    case .noOrganisation: "no-organisation"
    case .nobodyRegistered: "nobody-registered"
    case .divided: "divided"
    case .notYetInPost: "not-yet-in-post"
    case .noLongerInPost: "no-longer-in-post"
    case .away: "away"
    case .deputyUnknown: "deputy-unknown"
    case .deputiesInCircle: "deputies-in-circle"
    case .bounced: "bounced"
    case .complainedOf: "complained-of"
    case .wasSilent: "was-silent"
    }
  }

  package var description: String { "\(party): \(words)" }

  /// The reason alone.
  package var words: String {
    let who = person ?? "somebody"
    switch reason {
    case .noAddress: return "the case has no address that mail can be sent to"
    case .noOrganisation: return "the case names no organisation"
    case .nobodyRegistered(let role, let organisation):
      return "nobody is registered as \(role.replacing("-", with: " ")) of \(organisation)"
    case .divided(let organisation, let parts):
      return "\(organisation) was divided into \(parts) and nothing says which of them has the contract"
    case .notYetInPost(let from): return "\(who) is in post only from \(from)"
    case .noLongerInPost(let until): return "\(who) was in post until \(until)"
    case .away(let until, let deputy):
      return "\(who) is away \(until.map { "until \($0)" } ?? "until further notice")"
        + (deputy.map { "; the deputy is \($0)" } ?? "")
    case .deputyUnknown: return "\(who), the deputy, is not registered"
    case .deputiesInCircle: return "\(who) has been asked after already: the deputies stand in for each other"
    case .bounced: return "mail to \(who) came back"
    case .complainedOf: return "whoever is registered is the person complained of"
    case .wasSilent(let party): return "\(who) let the deadline pass as \(party)"
    }
  }
}
