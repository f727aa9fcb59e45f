import Expression
import Statechart

// Whom the case asks, who was silent, and what becomes of it where there is nobody to ask.
extension StepRun {
  /// Notes whom a message reached, or that it reached nobody.
  mutating func note(_ resolution: Resolution, of party: String) {
    switch resolution.recipient {
    case .queue: break
    case .nobody: unreached.append(Unreached(party: party, skips: resolution.passedOver))
    case .person(_, let email):
      // Whoever the case itself names has no other post under which to be asked again.
      guard party == workflow.owner(of: `case`.session), resolution.party.flatMap(workflow.party)?.directoryRole != nil
      else { return }
      let approach = Approach(party: party, address: email)
      if `case`.asked.first?.party != party { `case`.asked = [] }
      if !`case`.asked.contains(approach) { `case`.asked.append(approach) }
    }
  }

  /// Notes who let a deadline pass. An escalation then goes up, or to somebody else, never to the same person under
  /// another name.
  mutating func noteSilence(in state: Int, _ ordinal: Int) {
    guard workflow.stateNotes[state].deadline == workflow.chart.states[state].transitions.lowerBound + ordinal else {
      return
    }
    let owner = workflow.owner(of: `case`.session)
    for approach in `case`.asked where approach.party == owner && !`case`.silent.contains(approach) {
      `case`.silent.append(approach)
    }
  }

  /// What a person sends ends the silence: whom the case is put to now is that person's choice. A look of the scheme's
  /// own people also ends the parking.
  mutating func noteAct(of actor: Actor) {
    `case`.silent = []
    if actor.role.flatMap(workflow.party)?.isStaff != false { `case`.parked = nil }
  }

  /// Parks the case in the case team where nobody could be asked, and tells the team once.
  mutating func parkWhereNobodyIsAsked() {
    if unreached.isEmpty { noteUnreachedOwner() }
    guard let first = unreached.first else { return }
    let title = workflow.party(named: first.party)?.title ?? first.party
    let reasons = unreached.flatMap(\.skips).map(\.description)
    let reason = "nobody can be asked as \(title): " + reasons.unique.joined(separator: "; ")
    guard reason != `case`.parked else { return }
    if !`case`.session.isDone { `case`.parked = reason }
    parking = reason
    guard let team = workflow.parties.first(where: \.isStaff) else { return }
    effects.append(.notify(.parked(`case`.reference, title: workflow.title, reason: reason, team: team.id)))
  }

  /// The owner of the state in which the case has come to rest, where no message has looked for him yet.
  private mutating func noteUnreachedOwner() {
    guard !`case`.session.isDone, workflow.chart.leaves(`case`.session) != leavesBefore,
      let owner = workflow.owner(of: `case`.session), workflow.party(named: owner)?.isStaff == false
    else { return }
    let (host, session) = (host, `case`.session)
    let activation = workflow.chart.activation(of: session, event: Event(""), host: host)
    let resolution = workflow.resolve(
      party: owner, on: host.today, in: facts.directory, silent: `case`.silent, activation)
    if resolution.recipient == .nobody { note(resolution, of: owner) }
  }
}

/// A party that nobody could be reached as.
struct Unreached {
  let party: String
  let skips: [Skip]
}

extension Message {
  /// The template of the alert, which no workflow has to write.
  package static let parkedTemplate = "parked"

  static func parked(_ reference: CaseReference, title: String, reason: String, team: String) -> Message {
    Message(
      party: team, template: parkedTemplate, recipient: Resolution(recipient: .queue(party: team), party: team),
      subject: "Nobody to ask in \(reference)",
      body: """
        \(title), \(reference): \(reason).

        The case waits for you. Find somebody to ask and enter them into the directory, or write by other means and move
        the case on by hand. Its deadlines run meanwhile.

        """)
  }
}

extension [String] {
  /// Without what stood there before.
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
