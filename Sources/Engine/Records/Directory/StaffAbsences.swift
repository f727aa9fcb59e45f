package import CivilTime

/// Who is away on a day, and who looks after their cases.
package struct StaffAbsences: Sendable, Hashable {
  private let away: [String: StaffAbsence]

  /// - Parameter noted: all that are noted; of two for one person and day the one that began later counts.
  package init(_ noted: [StaffAbsence], on day: CivilDate) {
    away = Dictionary(
      noted.filter { $0.covers(day) }.map { ($0.person, $0) },
      uniquingKeysWith: { $0.firstDay < $1.firstDay ? $1 : $0 })
  }

  /// The absence of somebody who is away.
  package func absence(of person: String) -> StaffAbsence? { away[person] }

  /// Who looks after somebody's cases: whoever covers, or, as that person is away as well, whoever covers in turn. Nil where
  /// the person is there; where all of them cover each other, the first is asked.
  package func cover(for person: String) -> String? {
    guard let first = away[person] else { return nil }
    var seen: Set<String> = [person]
    var cover = first.cover
    while let next = away[cover], seen.insert(cover).inserted { cover = next.cover }
    return away[cover] == nil ? cover : first.cover
  }

  /// Whose cases somebody looks after as well, by name.
  package func covered(by person: String) -> [StaffAbsence] {
    away.values.filter { cover(for: $0.person) == person && $0.person != person }.sorted { $0.person < $1.person }
  }
}
