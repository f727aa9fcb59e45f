import ArgumentParser
import Casework

/// The identifiers that a command makes for what it asks.
enum RequestIdentity {
  /// The event's identifier, as given or made.
  static func event(_ given: String?) throws -> EventID {
    guard let given else { return EventID(fresh()) }
    guard let id = EventID(given) else { throw ValidationError("--event-id takes a UUID") }
    return id
  }

  /// The case that an opening event opens: worked out of it, so that a repeated request finds the case it opened.
  static func caseID(for event: EventID) -> CaseID { CaseID(event.id) }

  private static func fresh() -> UniqueID {
    var generator = SystemRandomNumberGenerator()
    return UniqueID(at: SystemClock.now, random: (generator.next(), generator.next()))
  }
}
