internal import Foundation
internal import Synchronization

extension ZoneRules {
  private static let read = Mutex<[String: ZoneRules]>([:])

  /// The rules of an IANA zone (`Europe/London`), of `UTC`, or of a fixed offset (`+05:30`); nil where there is no such
  /// zone. A zone is read from the system once and then kept.
  package static func named(_ identifier: String) -> ZoneRules? {
    if identifier == utc.identifier { return utc }
    if let first = identifier.utf8.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      return fixed(identifier)
    }
    return read.withLock { known in
      if let rules = known[identifier] { return rules }
      let rules = table(of: identifier)
      // Unknown names are not kept: a caller could fill the memory with them.
      if let rules { known[identifier] = rules }
      return rules
    }
  }

  private static func fixed(_ identifier: String) -> ZoneRules? {
    var scanner = DigitScanner(identifier)
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    return ZoneRules(identifier: identifier, offset: offset)
  }

  private static func table(of identifier: String) -> ZoneRules? {
    // Foundation also takes abbreviations ("EST") and its own "GMT+1"; only names of the zone database are ours.
    guard identifier.contains("/") || identifier == "GMT" else { return nil }
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    var date = Date(timeIntervalSince1970: tableStart)
    let firstOffset = zone.secondsFromGMT(for: date)
    var changes: [Int64] = []
    var offsets: [Int32] = []
    while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date {
      let seconds = Int64(next.timeIntervalSince1970)
      guard seconds < tableEnd else { break }
      let offset = Int32(zone.secondsFromGMT(for: next))
      // A change of name or of what counts as summer time alone moves no clock.
      if offset != offsets.last ?? Int32(firstOffset) {
        changes.append(seconds)
        offsets.append(offset)
      }
      date = next
    }
    return ZoneRules(identifier: identifier, firstOffset: firstOffset, changes: changes, offsets: offsets)
  }

  /// 1900-01-01T00:00:00Z.
  private static let tableStart: Double = -2_208_988_800
}
