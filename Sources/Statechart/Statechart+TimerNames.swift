extension Statechart {
  /// A timer's name for storage and for people: `after ID#N`, or `send ID`.
  package func name(of key: TimerKey) -> String {
    switch key {
    case .after(let state, let transition): "after \(states[state].id)#\(transition)"
    case .send(let id): "send \(id)"
    }
  }

  /// The timer that bears a name; none where this chart has no such timer.
  package func timerKey(named name: String) -> TimerKey? {
    if name.hasPrefix("send ") { return .send(id: String(name.dropFirst("send ".count))) }
    guard name.hasPrefix("after "), let hash = name.utf8.lastIndex(of: UInt8(ascii: "#")),
      let ordinal = Int(name[name.utf8.index(after: hash)...]),
      let state = numbers[String(name[name.utf8.index(name.startIndex, offsetBy: "after ".utf8.count)..<hash])],
      states[state].timerTransitions.contains(states[state].transitions.lowerBound + ordinal)
    else { return nil }
    return .after(state: state, transition: ordinal)
  }
}
