/// Where two lists of lines differ.
enum LineDifference {
  /// Lines that stand at one place, and those that stood there.
  struct Hunk: Equatable {
    var gone: [String] = []
    var added: [String] = []
  }

  /// The places in order, each as small as it can be.
  static func hunks(_ before: [String], _ after: [String]) -> [Hunk] {
    let difference = after.difference(from: before)
    var removed: [Int: String] = [:]
    var inserted: [Int: String] = [:]
    for change in difference {
      switch change {
      case .remove(let offset, let line, _): removed[offset] = line
      case .insert(let offset, let line, _): inserted[offset] = line
      }
    }
    var hunks: [Hunk] = []
    var hunk = Hunk()
    var (old, new) = (0, 0)
    while old < before.count || new < after.count {
      if let line = removed[old], old < before.count {
        hunk.gone.append(line)
        old += 1
      } else if let line = inserted[new], new < after.count {
        hunk.added.append(line)
        new += 1
      } else {
        if hunk != Hunk() { hunks.append(hunk) }
        hunk = Hunk()
        old += 1
        new += 1
      }
    }
    return hunk == Hunk() ? hunks : hunks + [hunk]
  }
}
