import Casework

extension CaseFailure: CustomStringConvertible {
  /// What went wrong and what to do, in plain words and without any value of the case.
  package var description: String {
    switch self {
    case .rejected(let rejection): rejection.description
    case .ignored(let event, let available):
      "the case has no use for \"\(event)\" now; it accepts \(Self.list(available))"
    case .unknownCase: "there is no such case; check the reference, of which the last character proves the others"
    case .unknownWorkflow(let name):
      "no workflow \"\(name)\" is deployed; deploy it with: recourse deploy Workflows/\(name)"
    case .unknownVersion(let digest): "the text of workflow version \(digest.short) is missing from the database"
    case .unknownCalendar(let name):
      "the database has no calendar \"\(name)\", in which the workflow counts; put \(name).json into a folder "
        + "\"calendars\" beside the workflow and deploy that, or import it: recourse calendars import \(name).json"
    case .identifierUsed:
      "this identifier was used for another request of the case; make a new one for each request"
    case .contention: "others changed the case at the same moment; send it again"
    case .movedOn: "the case has moved on since you looked at it; look again, and send it anew"
    case .damaged(let reason): "the case can't be read: \(reason)"
    }
  }

  private static func list(_ available: [AvailableEvent]) -> String {
    guard !available.isEmpty else { return "nothing: it is closed, or waits for a timer" }
    return available.map { event in
      event.roles.isEmpty ? event.name : "\(event.name) (\(event.roles.joined(separator: ", ")))"
    }.joined(separator: ", ")
  }
}
