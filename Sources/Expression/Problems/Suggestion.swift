/// Finds what was probably meant by a name that nothing declares.
enum Suggestion {
  /// The nearest of the known names, if any is near enough to be a slip: "did you mean …?".
  static func remedy(for name: String, among known: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8.prefix(64))
    let allowed = wanted.count <= 4 ? 1 : wanted.count <= 8 ? 2 : 3
    var best: (name: String, distance: Int)?
    for candidate in known where abs(candidate.utf8.count - wanted.count) <= allowed {
      let distance = distance(wanted, Array(candidate.utf8.prefix(64)))
      // Names equally far are told apart by their order in the alphabet, so that the answer never changes.
      if distance <= allowed, distance < wanted.count,
        best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true
      {
        best = (candidate, distance)
      }
    }
    return best.map { "did you mean \"\($0.name)\"?" }
  }

  /// How many letters have to be added, left out, changed or swapped with their neighbour.
  private static func distance(_ from: [UInt8], _ to: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for i in 0..<from.count {
      var row = [i + 1]
      row.reserveCapacity(to.count + 1)
      for j in 0..<to.count {
        let isSame = from[i] | 0x20 == to[j] | 0x20
        var least = min(row[j] + 1, last[j + 1] + 1, last[j] + (isSame ? 0 : 1))
        if i > 0, j > 0, from[i] == to[j - 1], from[i - 1] == to[j] { least = min(least, beforeLast[j - 1] + 1) }
        row.append(least)
      }
      beforeLast = last
      last = row
    }
    return last[to.count]
  }
}
