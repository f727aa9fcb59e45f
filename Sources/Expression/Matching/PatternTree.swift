/// A regular expression as it was written.
indirect enum PatternTree {
  case empty
  case set(ScalarSet)
  case anchor(PatternAnchor)
  case sequence([PatternTree])
  case choice([PatternTree])
  /// From `least` to `most` times; without `most`, any number more.
  case repeated(PatternTree, least: Int, most: Int?)
}

/// A place between two characters.
enum PatternAnchor: Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordEdge, notWordEdge
}

extension PatternTree {
  /// One character of a set.
  static func one(of set: ScalarSet) -> PatternTree {
    var set = set
    set.prepare()
    return .set(set)
  }
}
