/// How a property can be broken.
package struct PropertyFinding: Sendable {
  /// In what way.
  package enum Fault: Sendable, Hashable {
    /// What must not be comes, or what must be is missing, in the path's last step.
    case happens
    /// What has to come is late at the end of the path, and can take so many working days; nil where there is no end to
    /// it.
    case takesTooLong(atMost: Int?)
    /// At the end of the path the case is over, and what had to come has not.
    case endsWithout
    /// At the end of the path nothing happens any more by itself.
    case waitsForever
    /// None was found, and there are more cases than could be looked at.
    case unproved
  }

  /// The property's number.
  package let property: Int
  package let fault: Fault
  /// The shortest way there, as `Space.trace` writes it.
  package let trace: [String]
  /// Whether the data alone decide that it can be walked: no question on the way was answered either way.
  package let isExact: Bool
  /// Whether cases were told apart less than they could be, as there are too many: then it may be that no case does this.
  package let isCoarse: Bool
  /// Whether the way leads through the reopening of a closed case.
  let isTakenUpAgain: Bool
}
