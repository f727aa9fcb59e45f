/// What a microstep enters: W3C's `statesToEnter`, `statesForDefaultEntry` and `defaultHistoryContent`.
struct EntrySet {
  var statesToEnter = StateSet()
  /// Compound states whose `initial` is followed, so that its actions run.
  var statesForDefaultEntry = StateSet()
  /// Parents that are entered by the default of one of their histories, with that history.
  var defaultHistoryContent: [Int: Int] = [:]
}
