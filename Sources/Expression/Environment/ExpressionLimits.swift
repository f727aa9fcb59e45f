/// How large an expression, and how long its evaluation, may be.
package enum ExpressionLimits {
  /// The longest source, in UTF-8 bytes.
  package static let sourceBytes = 65_536
  /// How deep an expression may nest, and how long a chain of operators or selections may grow.
  package static let depth = 200
  /// How many problems are collected before the rest is left unsaid.
  package static let problems = 50
  /// What an evaluation may cost where the host names no other limit: a step costs 1, and a value made costs its size
  /// (an element of a list 1, sixteen bytes of text 1).
  package static let evaluationCost = 1_000_000
  /// How deep a value may nest that an evaluation builds or compares.
  package static let valueDepth = 500
  /// The longest regular expression, in UTF-8 bytes.
  package static let patternBytes = 2_000
  /// The most instructions that a regular expression may be compiled to.
  package static let patternInstructions = 10_000
  /// The largest number in a pattern's `{n,m}`.
  package static let patternRepetition = 1_000
  /// How deep a pattern's groups may nest.
  package static let patternDepth = 100
  /// The largest precision of `%.Nf` and `%.Ne`.
  package static let formatPrecision = 100
}
