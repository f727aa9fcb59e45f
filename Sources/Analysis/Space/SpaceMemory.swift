import Expression
import Statechart

/// What is known of a field: its value, or in which cells that lies.
enum KnownValue: Hashable, Sendable {
  case value(Value)
  case cells(StateSet)
}

extension SpaceNode {
  func known(_ field: Int) -> KnownValue { cells[field].map(KnownValue.cells) ?? .value(session.data[field]) }
}

/// The ways that something may go at one place, kept for all cases that differ in nothing that was asked on them.
struct SpaceMemory {
  /// Cases that were asked for the same fields.
  private struct Entry {
    let fields: [Int]
    var ways: [[KnownValue]: [SpaceWay]]
  }

  private var entries: [Entry] = []

  /// What is kept for a case, or else what is found now.
  mutating func ways(of node: SpaceNode, else find: () -> [SpaceWay]) -> [SpaceWay] {
    for entry in entries {
      if let ways = entry.ways[entry.fields.map(node.known)] { return ways }
    }
    let ways = find()
    var asked = StateSet()
    for way in ways { asked.formUnion(way.asked) }
    let fields = Array(asked)
    let place = entries.firstIndex { $0.fields == fields } ?? entries.count
    if place == entries.count { entries.append(Entry(fields: fields, ways: [:])) }
    entries[place].ways[fields.map(node.known)] = ways
    return ways
  }
}
