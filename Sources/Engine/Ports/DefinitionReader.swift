package import Casework
package import WorkingTime

/// Turns kept texts back into workflows and calendars.
package protocol DefinitionReader: Sendable {
  /// The workflow of a deployed bundle.
  ///
  /// - Throws: where the text can't be read any more, which a deployment should have made impossible.
  func workflow(from bundle: WorkflowBundle) throws -> Workflow
  /// Every calendar that the texts hold.
  ///
  /// - Throws: where one of them can't be read.
  func calendars(from texts: [String: String]) throws -> [String: WorkingCalendar]
  /// A calendar, where need be put together from others.
  ///
  /// - Parameter texts: every calendar's text, by name.
  func calendar(named name: String, from texts: [String: String]) throws -> WorkingCalendar
}
