package import Engine
import Testing

/// One thing that every store promises, and the code that holds it to that.
package struct Promise: Sendable, CustomTestStringConvertible {
  package let name: String
  private let body: @Sendable (Subject) async throws -> Void

  init(_ name: String, _ body: @escaping @Sendable (Subject) async throws -> Void) {
    self.name = name
    self.body = body
  }

  package var testDescription: String { name }

  /// Checks the promise on a store that nobody has used.
  package func check(_ subject: Subject) async throws { try await body(subject) }

  /// The whole contract.
  package static let all =
    steps + chains + premises + timers + outbox + giveBack + lists + workflows + reference + directoryHistory
    + calendars + versions + audit + transactions + casework + ranks + access + identity + feedback + announcements
}

/// A store under test, and how its clock is moved ahead.
package struct Subject: Sendable {
  package let store: any Store
  package let advance: @Sendable (Duration) async throws -> Void

  package init(_ store: any Store, advance: @escaping @Sendable (Duration) async throws -> Void) {
    self.store = store
    self.advance = advance
  }
}
