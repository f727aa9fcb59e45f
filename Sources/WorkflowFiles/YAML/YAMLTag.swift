/// The few tags that a file may carry: those that say what is so anyway, or that a scalar is text.
enum YAMLTag {
  private static let standard = "tag:yaml.org,2002:"

  static func meansText(_ tag: String?) -> Bool { tag == "!" || tag == standard + "str" }

  static func isKnown(_ tag: String, onScalar: Bool, onSequence: Bool) -> Bool {
    if tag == "!" { return true }
    if onScalar { return meansText(tag) }
    return tag == standard + (onSequence ? "seq" : "map")
  }

  /// The tag as people write it.
  static func written(_ tag: String) -> String {
    tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
  }
}
