/// Who answers for a body that is no more: machinery of government changes, and cases outlive it.
package struct Succession: Sendable, Hashable {
  /// The bodies that took over, each standing for the whole.
  package let heirs: [String]
  /// Where the body was divided among several: these. None of them answers for the whole, as asking the wrong one would
  /// tell it of a concern that is none of its business.
  package let parts: [String]
}

extension Directory {
  /// The bodies that took over from an organisation, from the first to the last.
  ///
  /// - Returns: nil where the organisation still exists or no register knows who took over.
  package func succession(of organisation: String) -> Succession? {
    guard var body = organisations.organisation(named: organisation), body.isClosed, !body.successors.isEmpty else {
      return nil
    }
    var heirs: [String] = []
    var seen: Set<String> = [body.slug]
    while body.isClosed, let next = body.successors.first {
      guard body.successors.count == 1 else { return Succession(heirs: heirs, parts: body.successors) }
      guard seen.insert(next).inserted else { break }
      heirs.append(next)
      guard let known = organisations.organisation(named: next) else { break }
      body = known
    }
    return Succession(heirs: heirs, parts: [])
  }
}
