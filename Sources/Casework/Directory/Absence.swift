package import CivilTime

/// Days on which somebody can't be asked. Why is nobody's business and is not kept.
package struct Absence: Sendable, Hashable {
  /// The first day away.
  package let from: CivilDate
  /// The last such day; nil until further notice.
  package let to: CivilDate?

  package init(from: CivilDate, to: CivilDate?) {
    self.from = from
    self.to = to
  }

  package func covers(_ day: CivilDate) -> Bool { from <= day && to.map { day <= $0 } != false }
}
