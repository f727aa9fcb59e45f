import Expression
import Statechart

/// A case on its way through a search: where it stands, and the delayed sends that wait.
struct ProbeNode {
  var session: Session
  var waiting: [String: Event] = [:]

  /// What tells two cases apart in a search: data that no guard reads do not.
  struct Key: Hashable {
    let configuration: StateSet
    let history: [Int: StateSet]
    let data: [Value]
    let waiting: Set<String>
  }

  func key(_ fields: [Int]) -> Key {
    Key(
      configuration: session.configuration, history: session.history, data: fields.map { session.data[$0] },
      waiting: Set(waiting.keys))
  }
}

/// Something that may happen to a case.
struct Probe {
  let event: Event
  /// As a path writes it.
  let text: String
}
