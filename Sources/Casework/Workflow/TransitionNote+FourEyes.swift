extension TransitionNote {
  /// Whether a person may send it, after what each has sent before. Nobody in particular may not: who can't be told
  /// from others can't be told from himself.
  ///
  /// - Parameter acted: by event, those who have sent it, as `Person.key` writes them.
  func admits(_ person: String?, _ acted: [String: [String]]) -> Bool {
    guard let person, !Person.key(person).isEmpty else { return false }
    return !notBy.contains { acted[$0]?.contains(Person.key(person)) == true }
  }
}
