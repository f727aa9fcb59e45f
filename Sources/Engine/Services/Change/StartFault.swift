import Casework

/// What keeps a workflow from being deployed, as its cases start cases of others.
package enum StartFault: Sendable, Hashable, CustomStringConvertible {
  /// It starts cases of workflows that nobody has deployed.
  case missing([String])
  /// Its cases would start cases of its own: the names on the way, from it and back to it.
  case circle([String])

  package var description: String {
    switch self {
    case .missing(let names):
      "it starts \(names.joined(separator: ", ")), which nobody has deployed; deploy both together"
    case .circle(let names):
      "its cases start one another in a circle: \(names.joined(separator: " → ")); take one of these starts out"
    }
  }

  /// What is wrong with workflows that are to be deployed together, by name: the one rule for all ways of deploying.
  ///
  /// - Parameter starts: by the name of each: of which workflows its cases start others. They may name each other.
  package static func faults(
    of starts: [String: Set<String>], _ library: Library, _ transaction: any StoreTransaction
  ) throws -> [(workflow: String, fault: StartFault)] {
    var known = starts
    var missing: Set<String> = []
    var open = starts.values.flatMap(\.self)
    while let name = open.popLast() {
      guard known[name] == nil, !missing.contains(name) else { continue }
      guard let version = try transaction.currentVersion(of: name) else {
        missing.insert(name)
        continue
      }
      let started = try library.workflow(version, transaction).startedWorkflows
      known[name] = started
      open += started
    }
    let order = StartOrder(known)
    return starts.keys.sorted().flatMap { name -> [(workflow: String, fault: StartFault)] in
      let lacking = starts[name]?.intersection(missing).sorted() ?? []
      return (lacking.isEmpty ? [] : [(name, .missing(lacking))])
        + (order.circle(through: name).map { [(name, .circle($0))] } ?? [])
    }
  }
}
