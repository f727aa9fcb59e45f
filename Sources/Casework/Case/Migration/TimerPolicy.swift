/// What becomes of running timers when a case goes on by another version of its workflow.
package enum TimerPolicy: String, Sendable, Hashable, CaseIterable {
  /// They keep what is left of them, and so the dates that people were told.
  case keep
  /// They begin anew with the new version's lengths, as if the state were entered now; reminders that have fired too.
  case restart
  /// They count from where they began, with the new version's lengths; what passed while they stood still stays out.
  case reDerive = "re-derive"
}
