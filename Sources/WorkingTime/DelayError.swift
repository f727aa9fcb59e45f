/// Why a text is no delay, and what to write instead.
package struct DelayError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence without its full stop.
  package let message: String

  /// What to do about it.
  package let remedy: String

  package var description: String { "\(message); \(remedy)" }
}
