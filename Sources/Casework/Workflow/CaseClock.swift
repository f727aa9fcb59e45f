package import Expression

/// A promise about the whole case, such as two months from receipt to closing: it warns, and never closes a case.
package struct CaseClock: Sendable {
  package let id: String
  /// A delay, worked out when the clock starts.
  package let limit: Expression
  /// The states whose entry starts it, once; empty where it starts as the case is opened.
  package let starts: [String]
  /// The states whose entry stops it.
  package let stops: [String]
  /// The states in which it stands still.
  package let pausesIn: [String]
  /// Parts of the limit, in hundredths, at which it warns.
  package let warnAt: [Int]
  /// What people call it; its name where the file gives no title.
  package let title: String
  /// Where the promise comes from.
  package let description: String?

  package init(
    id: String, limit: Expression, starts: [String], stops: [String], pausesIn: [String], warnAt: [Int],
    title: String? = nil, description: String? = nil
  ) {
    self.id = id
    self.limit = limit
    self.starts = starts
    self.stops = stops
    self.pausesIn = pausesIn
    self.warnAt = warnAt
    self.title = title ?? id
    self.description = description
  }
}
