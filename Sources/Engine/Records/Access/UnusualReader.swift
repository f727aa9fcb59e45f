/// Somebody who was shown far more names than usual within a day. It need not mean anything: somebody asks.
package struct UnusualReader: Sendable, Hashable {
  package let reader: String
  /// Of how many cases within the last 24 hours.
  package let cases: Int
  /// Of how many on a day of reading, in the four weeks before; 0 where there was none.
  package let usual: Double

  package init(reader: String, cases: Int, usual: Double) {
    self.reader = reader
    self.cases = cases
    self.usual = usual
  }

  /// Fewer are no matter, whoever reads them: a few pages of a list show as many.
  package static let floor = 200
  /// More than so many times one's own days are unusual.
  package static let factor = 3.0
  /// So many days before are what is usual.
  package static let days = 28

  /// Whether so many are.
  package var isUnusual: Bool { cases >= Self.floor && Double(cases) > Self.factor * usual }
}
