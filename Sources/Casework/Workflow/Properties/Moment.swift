/// Something that can happen to a case in a step, as a property names it.
package enum Moment: Sendable, Hashable {
  /// A message is sent: to one of these parties, of one of these templates. An empty list means any.
  ///
  /// The party is the one that the workflow names; who stands in for it in the directory makes no difference.
  case notified(parties: [String], templates: [String])
  /// A message tells one of these parties who a party is; an empty list means anybody but staff and that party itself.
  case named(party: String, to: [String])
  /// One of these states is entered, be it only on the way to another.
  case entered([String])
  /// An event is answered by a transition that names it.
  ///
  /// - Parameters:
  ///   - by: the role of its sender; nil where any will do.
  ///   - senderOf: another event, where the same person may have sent both: no `not-by` keeps the two apart.
  case taken(event: String, by: String?, senderOf: String?)
  /// A result is put forward for publication.
  case published
  /// The case ends.
  case ended
}

extension Moment: CustomStringConvertible {
  /// As part of a sentence: `"closed" is entered`.
  package var description: String {
    switch self {
    case .notified(let parties, let templates):
      (templates.isEmpty ? "a message" : "the message \(Self.list(templates))") + " is sent"
        + (parties.isEmpty ? "" : " to \(Self.list(parties))")
    case .named(let party, let others):
      "a message tells \(others.isEmpty ? "somebody" : Self.list(others)) who \(Self.list([party])) is"
    case .entered(let states): "\(Self.list(states)) is entered"
    case .taken(let event, let role, let other):
      "\(Self.list([event])) is taken" + (role.map { " by \(Self.list([$0]))" } ?? "")
        + (other.map { " by who sent \(Self.list([$0]))" } ?? "")
    case .published: "a result is put forward"
    case .ended: "the case ends"
    }
  }

  private static func list(_ words: [String]) -> String {
    let quoted = words.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
