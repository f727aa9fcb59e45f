package import Casework

extension Workflow {
  /// Who is told something, and as whom: "Jo Bloggs <j.bloggs@example> as Contract manager".
  ///
  /// - Parameter party: whom the workflow names.
  package func words(of recipient: Resolution, for party: String) -> String {
    let wanted = title(ofParty: party)
    switch recipient.recipient {
    case .person(let name, let email):
      let reached = recipient.party ?? party
      return "\(name.onOneLine) <\(email)> as \(title(ofParty: reached))"
        + (reached == party ? "" : " in place of \(wanted)")
    case .queue(let queue):
      return "the queue of \(title(ofParty: queue))" + (queue == party ? "" : " in place of \(wanted)")
    case .nobody: return "nobody, as \(wanted) can't be reached"
    }
  }

  private func title(ofParty party: String) -> String { self.party(named: party)?.title ?? party }
}
