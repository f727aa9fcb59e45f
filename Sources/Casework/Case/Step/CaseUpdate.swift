package import Statechart

/// What a step decided: the case as it now stands, the line for its history, and what is to be done outside.
package struct CaseUpdate: Sendable {
  package let `case`: Case
  package let entry: JournalEntry
  package let effects: [Effect]
  /// All that the interpreter did, in order of execution.
  package let outputs: [Output]
  /// Whether the event meant anything to the case.
  package let isAccepted: Bool
  /// For an event that meant nothing: what the case accepts now.
  package let available: [AvailableEvent]

  package init(
    case: Case, entry: JournalEntry, effects: [Effect], outputs: [Output], isAccepted: Bool,
    available: [AvailableEvent] = []
  ) {
    self.case = `case`
    self.entry = entry
    self.effects = effects
    self.outputs = outputs
    self.isAccepted = isAccepted
    self.available = available
  }
}
