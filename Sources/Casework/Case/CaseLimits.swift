/// How much people may write into a case at once.
package enum CaseLimits {
  /// Characters of a note.
  package static let note = 20_000
  /// Characters of a reason.
  package static let reason = 2_000
  /// Characters of an account's or a document's name.
  package static let name = 200
  /// Links of one case.
  package static let links = 200
  /// Declared interests of one case.
  package static let interests = 100
}
