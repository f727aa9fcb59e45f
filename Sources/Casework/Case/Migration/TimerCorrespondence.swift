import Statechart

/// Which timer of a state in one version is which of the corresponding state in another.
///
/// Timers of one sort (`within`, `remind`, `after`) correspond where they have the same length, else where they have the
/// same name, else in order where as many are left on both sides.
struct TimerCorrespondence {
  /// The new timers' places among their state's transitions, by the old ones'.
  private let places: [Int: Int]

  init(of old: Int, in previous: Workflow, to new: Int, in next: Workflow) {
    var left = previous.stateTimers(old)
    var right = next.stateTimers(new)
    var places: [Int: Int] = [:]
    func pair(where matches: (StateTimer, StateTimer) -> Bool) {
      for timer in left {
        guard let index = right.firstIndex(where: { $0.sort == timer.sort && matches(timer, $0) }) else { continue }
        places[timer.ordinal] = right.remove(at: index).ordinal
      }
      left.removeAll { places[$0.ordinal] != nil }
    }
    pair { $0.length != nil && $0.length == $1.length }
    pair { $0.name == $1.name }
    for sort in Set(left.map(\.sort)) {
      let (old, new) = (left.filter { $0.sort == sort }, right.filter { $0.sort == sort })
      guard old.count == new.count else { continue }
      for (old, new) in zip(old, new) { places[old.ordinal] = new.ordinal }
    }
    self.places = places
  }

  /// The new version's timer; nil where it has none.
  func new(_ ordinal: Int) -> Int? { places[ordinal] }

  /// The old version's timer; nil where it had none.
  func old(_ ordinal: Int) -> Int? { places.first { $0.value == ordinal }?.key }
}
