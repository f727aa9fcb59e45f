/// Which workflows start cases of which others: none may start itself by way of others, as its cases would have no end.
package struct StartOrder: Sendable {
  /// By the name of a workflow: of which others its cases start some.
  private let starts: [String: Set<String>]

  package init(_ starts: [String: Set<String>]) { self.starts = starts }

  /// The shortest way on which a workflow's cases lead to cases of its own, from it and back to it; nil where none does.
  package func circle(through name: String) -> [String]? {
    var ways = [[name]]
    var seen: Set<String> = []
    while !ways.isEmpty {
      var longer: [[String]] = []
      for way in ways {
        for next in (starts[way[way.count - 1]] ?? []).sorted() {
          if next == name { return way + [name] }
          if seen.insert(next).inserted { longer.append(way + [next]) }
        }
      }
      ways = longer
    }
    return nil
  }

  /// The same names, each after those of which its cases start others, and else in the order in which they are given.
  package func sorted(_ names: [String]) -> [String] {
    var (placed, entered): ([String], Set<String>) = ([], [])
    func place(_ name: String) {
      guard entered.insert(name).inserted else { return }
      for other in names where starts[name]?.contains(other) == true { place(other) }
      placed.append(name)
    }
    names.forEach(place)
    return placed
  }
}
