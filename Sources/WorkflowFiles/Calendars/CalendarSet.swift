package import WorkingTime

/// All calendars that a set of workflows may name: those of the files, and the unions of them.
package struct CalendarSet: Sendable {
  /// The calendars by name.
  package private(set) var calendars: [String: WorkingCalendar] = [:]

  /// No calendars.
  package init() {}

  /// Reads files given as their names and bytes; in whatever order they come, the result is the same.
  package init(reading files: [(name: String, bytes: [UInt8])], diagnostics: Diagnostics) {
    var unions: [(name: Located<String>, members: [Located<String>])] = []
    for file in files.sorted(by: { $0.name < $1.name }) {
      switch CalendarFile(reading: file.bytes, file: file.name, diagnostics: diagnostics) {
      case .calendars(let read): for calendar in read { add(calendar, from: file.name, diagnostics) }
      case .union(let name, let members): unions.append((name, members))
      case nil: break
      }
    }
    // A union may only join calendars of their own, so one look-up is enough and none can hold itself.
    let plain = calendars
    for union in unions { join(union.name, union.members, plain, diagnostics) }
  }

  /// The calendar of a name.
  package subscript(name: String) -> WorkingCalendar? { calendars[name] }

  /// The names, sorted.
  package var names: [String] { calendars.keys.sorted() }

  private mutating func add(_ calendar: WorkingCalendar, from file: String, _ diagnostics: Diagnostics) {
    guard calendars[calendar.name] == nil else {
      diagnostics.error(
        .duplicateKey, at: SourcePlace(file: file), "another file has the calendar \(calendar.name.inQuotes) too",
        remedy: "keep one of them")
      return
    }
    calendars[calendar.name] = calendar
  }

  private mutating func join(
    _ name: Located<String>, _ members: [Located<String>], _ plain: [String: WorkingCalendar],
    _ diagnostics: Diagnostics
  ) {
    let joined = members.compactMap { member in
      if let calendar = plain[member.value] { return calendar }
      diagnostics.error(
        .unknownWord, at: member.place, "no calendar \(member.value.inQuotes) to join",
        remedy: didYouMean(member.value, plain.keys.sorted()).map { "did you mean \($0.inQuotes)?" }
          ?? "add a file for it; a union can't join another union")
      return nil
    }
    guard joined.count == members.count else { return }
    do {
      add(try .union(named: name.value, of: joined), from: name.place.file, diagnostics)
    } catch {
      diagnostics.error(.conflictingKeys, at: name.place, error.message, remedy: error.remedy)
    }
  }
}
