import CivilTime
import Testing
import WorkingTime

/// Instants by their text; a test that misspells one ends there.
func at(_ text: String) throws -> Instant {
  try #require(Instant(rfc3339: text), "\(text)")
}

func day(_ text: String) throws -> CivilDate {
  try #require(CivilDate(iso8601: text), "\(text)")
}

func holidays(_ list: [(String, String)]) -> [Holiday] {
  list.compactMap { date, title in CivilDate(iso8601: date).map { Holiday($0, title) } }
}

/// England and Wales in 2025 and 2026.
let england = WorkingCalendar(
  name: "england-and-wales", years: 2025...2026,
  holidays: holidays([
    ("2025-01-01", "New Year’s Day"), ("2025-04-18", "Good Friday"), ("2025-04-21", "Easter Monday"),
    ("2025-05-05", "Early May bank holiday"), ("2025-05-26", "Spring bank holiday"),
    ("2025-08-25", "Summer bank holiday"), ("2025-12-25", "Christmas Day"), ("2025-12-26", "Boxing Day"),
    ("2026-01-01", "New Year’s Day"), ("2026-04-03", "Good Friday"), ("2026-04-06", "Easter Monday"),
    ("2026-05-04", "Early May bank holiday"), ("2026-05-25", "Spring bank holiday"),
    ("2026-08-31", "Summer bank holiday"), ("2026-12-25", "Christmas Day"), ("2026-12-28", "Boxing Day"),
  ]))

/// Northern Ireland in 2026.
let northernIreland = WorkingCalendar(
  name: "northern-ireland", years: 2026...2026,
  holidays: holidays([
    ("2026-01-01", "New Year’s Day"), ("2026-03-17", "St Patrick’s Day"), ("2026-04-03", "Good Friday"),
    ("2026-04-06", "Easter Monday"), ("2026-05-04", "Early May bank holiday"), ("2026-05-25", "Spring bank holiday"),
    ("2026-07-13", "Battle of the Boyne"), ("2026-08-31", "Summer bank holiday"), ("2026-12-25", "Christmas Day"),
    ("2026-12-28", "Boxing Day"),
  ]))

/// The same numbers on every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// An instant of March to October 2025 or 2026, so that a span of two months stays within the calendar.
  mutating func instant() -> Instant {
    let seconds = Int64.random(in: 1_740_787_200...1_792_800_000, using: &self)
    return Instant(seconds: Bool.random(using: &self) ? seconds : seconds / 1_800 * 1_800)
  }
}
