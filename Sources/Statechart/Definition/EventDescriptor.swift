/// Which events a transition answers: a name, a dotted prefix of names, or every event.
///
/// `error` matches `error` and `error.execution`, never `errors`; `error.*` and `error.` mean the same; `*` matches
/// all. No descriptor matches a timer of `after`, not even `*`: a timer belongs to one transition.
package struct EventDescriptor: Hashable, Sendable, CustomStringConvertible {
  /// The descriptor as the workflow writes it.
  package let text: String
  /// Whether it is `*`.
  package let matchesEverything: Bool
  /// The tokens that a name has to begin with, with neither `.*` nor a dot behind them.
  package let prefix: String

  /// Reads one descriptor.
  package init(_ text: String) {
    self.text = text
    matchesEverything = text == "*"
    var prefix = Substring(text)
    if prefix.hasSuffix(".*") { prefix.removeLast(2) } else if prefix.hasSuffix(".") { prefix.removeLast() }
    self.prefix = String(prefix)
  }

  /// W3C's `nameMatch` for one descriptor.
  package func matches(_ name: String) -> Bool {
    if matchesEverything { return true }
    let wanted = prefix.utf8.count
    let given = name.utf8.count
    if wanted == 0 || wanted > given { return false }
    if wanted == given { return prefix == name }
    return name.utf8.starts(with: prefix.utf8) && name.utf8.dropFirst(wanted).first == UInt8(ascii: ".")
  }

  /// The descriptor as the workflow writes it.
  package var description: String { text }
}
