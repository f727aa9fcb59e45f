import CivilTime
import WorkingTime

/// Two states of the calendars side by side: as they are kept, and as they would be.
struct CalendarComparison {
  /// What has to be kept, in the order of names.
  let changed: [(name: String, text: String)]
  /// The calendars that are not what they were, by name.
  let names: [String]
  private let versions: [String: Versions]

  /// Both versions of a calendar, and the first day that they count differently.
  typealias Versions = (old: WorkingCalendar, new: WorkingCalendar, differFrom: CivilDate)

  /// - Throws: `CalendarRefusal` where the new ones take something away that dates may rest on.
  init(kept: [String: String], given: [String: String], _ reader: any DefinitionReader) throws {
    changed = given.filter { kept[$0.key] != $0.value }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let old = try reader.calendars(from: kept)
    let new = try reader.calendars(from: kept.merging(given) { $1 })
    names = new.filter { old[$0.key] != $0.value }.keys.sorted()
    for (name, before) in old.sorted(by: { $0.key < $1.key }) {
      guard let after = new[name] else { throw CalendarRefusal.losesCalendar(name) }
      guard after.zone == before.zone else {
        throw CalendarRefusal.otherZone(
          calendar: name, kept: before.zone.identifier, given: after.zone.identifier)
      }
      guard after.years.contains(before.years.lowerBound), after.years.contains(before.years.upperBound) else {
        throw CalendarRefusal.losesYears(calendar: name, kept: before.years, given: after.years)
      }
    }
    // More years, or another title, move nothing: then no case need be read.
    versions = old.reduce(into: [:]) { versions, pair in
      guard let after = new[pair.key],
        let first = pair.value.changes(in: after, from: pair.value.coversFrom, through: pair.value.coversThrough).first
      else { return }
      versions[pair.key] = (pair.value, after, first.date)
    }
  }

  /// Whether any date can move.
  var movesDates: Bool { !versions.isEmpty }

  /// Both versions of a calendar; nil where they count alike.
  subscript(name: String) -> Versions? { versions[name] }
}
