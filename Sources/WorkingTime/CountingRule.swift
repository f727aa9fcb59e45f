/// Which day is day 1 when working days are counted: part of the rule that sets a deadline, so always written down.
package enum CountingRule: String, Hashable, Sendable, CaseIterable {
  /// The day it starts is day 0, whether or not it is a working day; the next working day is day 1.
  ///
  /// "Not later than the twentieth working day following the date of receipt": Freedom of Information Act 2000 s.10(1).
  case following

  /// The day it starts is day 1, or the next working day where it is none.
  ///
  /// "The period of 30 days beginning with the day": Procurement Act 2023 s.68(2).
  case beginningWith = "beginning-with"

  /// So many whole days lie between the day it starts and the day it ends, and neither of those two is counted.
  ///
  /// "Clear days" in Civil Procedure Rules 2.8(3): the day on which the period begins is not included, nor, where an
  /// event defines the end of the period, the day on which that event occurs. We read a deadline as that event: after
  /// 3 clear working days from a Monday (Tuesday, Wednesday, Thursday) it falls on the Friday. Rule 2.8(4), that a
  /// period of five days or less leaves out weekends and bank holidays, is met by counting working days only.
  case clear
}
