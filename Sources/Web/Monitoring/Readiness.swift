/// Whether a process can do its work now.
package enum Readiness: Sendable, Hashable {
  case ready
  /// Why not, in words that hold nothing of a case.
  case notReady(String)
}
