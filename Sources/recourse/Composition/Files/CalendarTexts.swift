import WorkflowFiles

/// Calendars out of texts that were checked when they were taken in.
enum CalendarTexts {
  /// - Parameter texts: by name.
  static func read(_ texts: [String: String], diagnostics: Diagnostics = Diagnostics()) -> CalendarSet {
    CalendarSet(
      reading: texts.map { (name: "\($0.key).json", bytes: Array($0.value.utf8)) }, diagnostics: diagnostics)
  }
}
