extension Simulation.Refusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .rejected(let rejection): rejection.description
    case .backwards(let now): "the clock stands at \(now.rfc3339) and can't be turned back"
    case .endless: "more than \(Simulation.timerLimit) timers fell due; look for timers that start each other"
    }
  }
}
