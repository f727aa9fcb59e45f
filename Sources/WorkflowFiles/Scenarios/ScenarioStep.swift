package import CivilTime
package import JSON
package import WorkingTime

/// One step of a scenario: what happens, and what is expected then.
package struct ScenarioStep: Sendable {
  /// What happens; nil for a look at the case as it is.
  package let act: Act?
  /// What must hold afterwards; nil where nothing is said of it.
  package let expectation: ScenarioExpectation?
  package let place: SourcePlace

  package enum Act: Sendable {
    /// Somebody sends an event, in a role, with what a form asked for. Left out, each role is one person of its own.
    case send(event: String, by: String?, person: String?, data: JSONObject?)
    /// Time passes: a delay, counted as the workflow counts.
    case after(Delay)
    /// Time passes until an instant.
    case at(Instant)
    case pause(by: String?, reason: String)
    case resume(by: String?)
    /// A case that this one has started, by the name that it knows it by, has closed and tells how.
    case ended(case: String, data: JSONObject)
    /// From here on, the directory reaches only somebody under these roles.
    case directory([String])
  }
}

/// What a scenario expects after a step. Of messages and publications it names all that there were since the last step.
package struct ScenarioExpectation: Sendable {
  package let place: SourcePlace
  /// That the step was refused.
  package let isRefused: Bool
  /// The innermost active states, in any order; nil where nothing is said of them.
  package let states: [Located<String>]?
  package let messages: [ExpectedMessage]
  /// Where `messages` stands, or the expectation where it was left out.
  package let messagesPlace: SourcePlace
  /// The states that were skipped since the last step, as nobody was there to be asked.
  package let skipped: [Located<String>]
  package let published: [Located<JSONObject>]
  /// The cases that were started since the last step.
  package let started: [ExpectedStart]
  /// All timers that run; nil where nothing is said of them.
  package let timers: [(timer: Located<String>, due: Instant)]?
  /// The fields that are looked at.
  package let data: [(field: Located<String>, value: JSONValue)]
}

/// A case of which a scenario expects that it is started.
package struct ExpectedStart: Sendable {
  package let workflow: String
  /// The name that the case knows it by; nil where nothing is said of it.
  package let name: String?
  /// All that it is opened with; nil where nothing is said of it.
  package let data: JSONObject?
  package let place: SourcePlace
}

/// A message that a scenario expects.
package struct ExpectedMessage: Sendable {
  package let party: String
  package let template: String
  /// Words that its subject or text has.
  package let contains: [String]
  /// Words that neither has.
  package let lacks: [String]
  package let place: SourcePlace
}
