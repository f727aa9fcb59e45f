import Statechart

/// How far down the page each place of a picture lies: as far as the longest way to it that never goes back.
struct PictureRanks {
  /// A step, or all of a group, by number.
  enum Place: Hashable {
    case state(Int)
    case anywhere(Int)
  }

  private var ways: [Place: [Place]] = [:]
  private var order: [Place] = []
  private(set) var ranks: [Place: Int] = [:]
  /// The ways that lead back to where a case has already been.
  private(set) var back: Set<[Place]> = []

  mutating func add(_ from: Place, _ to: Place) {
    if ways[from] == nil { order.append(from) }
    ways[from, default: []].append(to)
  }

  /// Works the ranks out, beginning with the first place of a case.
  mutating func settle(from first: Place) {
    var finished: [Place] = []
    var isOpen: [Place: Bool] = [:]
    for root in [first] + order where isOpen[root] == nil {
      // Depth first by hand: a workflow may be deeper than the stack.
      var path: [(place: Place, next: Int)] = [(root, 0)]
      isOpen[root] = true
      while let (place, next) = path.last {
        guard let targets = ways[place], next < targets.count else {
          isOpen[place] = false
          finished.append(place)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = targets[next]
        if let open = isOpen[target] {
          if open { back.insert([place, target]) }
        } else {
          isOpen[target] = true
          path.append((target, 0))
        }
      }
    }
    for place in finished.reversed() {
      let rank = ranks[place, default: 0]
      ranks[place] = rank
      for target in ways[place] ?? [] where !back.contains([place, target]) {
        ranks[target] = max(ranks[target, default: 0], rank + 1)
      }
    }
  }

  /// How many places down a way leads; negative, or nothing, where it leads back.
  func distance(_ from: Place, _ to: Place) -> Int { ranks[to, default: 0] - ranks[from, default: 0] }
}
