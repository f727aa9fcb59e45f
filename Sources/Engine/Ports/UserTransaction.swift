package import CivilTime

/// The accounts of the scheme's own people.
package protocol UserTransaction {
  /// Every account, by name.
  func users() throws -> [User]
  /// The account of a name, disabled or not; nil where there is none.
  func user(named name: String) throws -> User?
  /// Adds an account, or changes the one of that name.
  func keepUser(_ user: User) throws
  /// Bars an account from now on; one that is barred stays so since when it was.
  ///
  /// - Returns: whether there is such an account.
  func disableUser(named name: String) throws -> Bool
  /// Every absence that is noted, in order of the person and the first day.
  func absences() throws -> [StaffAbsence]
  /// Notes an absence, or changes the one of the same person that begins on the same day.
  func keepAbsence(_ absence: StaffAbsence) throws
  /// Takes an absence away; one that is not noted is no matter.
  func removeAbsence(of person: String, from firstDay: CivilDate) throws
}
