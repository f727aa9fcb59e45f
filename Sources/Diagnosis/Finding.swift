/// One thing that is not as it should be in a database or an installation: what, how bad, what it means, what to do.
package struct Finding: Sendable, Hashable {
  /// How bad it is.
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// A promise is broken: something has to be done.
    case error
    /// It works, and may not for long, or not for all.
    case warning
    /// Good to know.
    case note
  }

  /// The check's name, for programs.
  package let check: String
  package let severity: Severity
  /// How many there are of it.
  package let count: Int
  /// What is so: cases by reference, settings by name; never what a case says.
  package let examples: [String]
  /// What is wrong, and what it means.
  package let meaning: String
  package let remedy: String

  package init(
    check: String, severity: Severity, count: Int = 1, examples: [String] = [], meaning: String, remedy: String
  ) {
    self.check = check
    self.severity = severity
    self.count = count
    self.examples = examples
    self.meaning = meaning
    self.remedy = remedy
  }
}
