/// How much a finding matters.
package enum Severity: String, Hashable, Sendable, CaseIterable {
  /// The file cannot be used as it is.
  case error

  /// The file can be used, but it probably does not say what was meant.
  case warning

  /// Something worth knowing.
  case note
}
