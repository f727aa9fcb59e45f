package import Casework
package import CivilTime
import Synchronization
import WorkingTime

/// What was known at any time: which calendars were in force, and who could be reached as far as anybody knew.
///
/// It knows the changes up to the transaction in which it was made; what each of them left is read when it is first
/// asked after, and kept.
package final class Chronicle: Sendable {
  private struct Shelf {
    var calendars: [String: [Int64: WorkingCalendar]] = [:]
    var directories: [Int64: Directory] = [:]
  }

  private let reader: any DefinitionReader
  /// In order of their revisions.
  private let calendars: [CalendarVersion]
  private let directories: [DirectoryVersion]
  private let shelf = Mutex(Shelf())

  /// Directories of the past that are kept at once.
  private static let keptDirectories = 32

  package init(_ transaction: any StoreTransaction, _ reader: any DefinitionReader) throws {
    self.reader = reader
    calendars = try transaction.calendarVersions().sorted { $0.revision < $1.revision }
    directories = try transaction.directoryVersions()
  }

  /// The instant before which nobody kept what the directory was; nil where its whole past is there.
  package var directoryKnownSince: Instant? {
    directories.first.flatMap { $0.revision > 1 ? $0.changedAt : nil }
  }

  /// What was known at an instant.
  package func facts(for workflow: Workflow, at now: Instant, _ transaction: any StoreTransaction) throws -> Facts {
    let versions = FactVersions(
      calendars: calendars.last { $0.keptAt <= now }?.revision ?? calendars.first?.revision ?? 0,
      directory: directories.last { $0.changedAt <= now }?.revision
        ?? (directoryKnownSince == nil ? 0 : directories[0].revision))
    return try facts(for: workflow, at: now, versions, transaction)
  }

  /// What was known when an entry of a journal was made: it says so itself, or did not yet and its instant does.
  package func facts(
    for workflow: Workflow, of entry: JournalEntry, _ transaction: any StoreTransaction
  ) throws -> Facts {
    guard let versions = entry.payload["facts"].flatMap(FactVersions.init(json:)) else {
      return try facts(for: workflow, at: entry.at, transaction)
    }
    return try facts(for: workflow, at: entry.at, versions, transaction)
  }

  /// The version of a calendar that counted; nil where no store has one of that name.
  package func calendarVersion(of name: String, among versions: FactVersions?) -> CalendarVersion? {
    calendars.last { $0.name == name && $0.revision <= versions?.calendars ?? .max }
  }

  private func facts(
    for workflow: Workflow, at now: Instant, _ versions: FactVersions, _ transaction: any StoreTransaction
  ) throws -> Facts {
    Facts(
      now: now, calendar: try calendar(workflow.calendar, at: versions.calendars),
      directory: try directory(at: versions.directory, transaction), versions: versions)
  }

  private func calendar(_ name: String, at revision: Int64) throws -> WorkingCalendar {
    if let known = shelf.withLock({ $0.calendars[name]?[revision] }) { return known }
    var texts: [String: String] = [:]
    // Of a calendar that came later its first text is as near as anybody can get.
    for version in calendars where version.revision <= revision || texts[version.name] == nil {
      texts[version.name] = version.text
    }
    let calendar = try reader.calendar(named: name, from: texts)
    shelf.withLock { $0.calendars[name, default: [:]][revision] = calendar }
    return calendar
  }

  private func directory(at revision: Int64, _ transaction: any StoreTransaction) throws -> Directory {
    if let known = shelf.withLock({ $0.directories[revision] }) { return known }
    let directory = try transaction.directory(at: revision)
    shelf.withLock { shelf in
      if shelf.directories.count >= Self.keptDirectories { shelf.directories = [:] }
      shelf.directories[revision] = directory
    }
    return directory
  }
}
