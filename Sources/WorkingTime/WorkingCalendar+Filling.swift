extension WorkingCalendar {
  /// This calendar with the years that it lacks and another version covers; where both cover a year, this one counts.
  ///
  /// - Returns: nil where a year between theirs is covered by neither, or the years are too many for one calendar.
  package func filled(from other: WorkingCalendar) -> WorkingCalendar? {
    let all = min(years.lowerBound, other.years.lowerBound)...max(years.upperBound, other.years.upperBound)
    guard all.count <= Self.mostYears, all.allSatisfy({ years.contains($0) || other.years.contains($0) }) else {
      return nil
    }
    let missing = other.holidays.filter { !years.contains($0.date.year) }
    return WorkingCalendar(name: name, zone: zone, hours: hours, years: all, holidays: missing + holidays)
  }
}
