import Analysis
import Casework

/// Looks for properties that a case can break, and for those that no case could.
struct PropertyCheck {
  let check: CheckContext

  private var workflow: Workflow { check.workflow }

  func run() {
    if let first = check.places.properties.first {
      check.report(
        .notChecked, .note, at: first, "no path has been looked for that breaks these properties",
        remedy: "read them yourself")
    }
    for (number, property) in workflow.properties.enumerated() {
      let monitor = PropertyMonitor(property, of: workflow)
      guard monitor.otherIsPossible else {
        reportAimless(property, at: check.places.properties[number])
        continue
      }
      guard monitor.couldBeBroken else {
        noteGuard(property, at: check.places.properties[number])
        continue
      }
    }
  }

  /// A misspelt wish is no promise: what waits for something that never comes proves nothing.
  private func reportAimless(_ property: Property, at place: SourcePlace) {
    check.report(
      .propertyWithoutObject, .warning, at: place, "this counts from something that never comes: \(property)",
      remedy: "name a message that is sent, a state that can be entered or an event that is answered, or take it out")
  }

  /// It may well be meant as a guard against what somebody might write later.
  private func noteGuard(_ property: Property, at place: SourcePlace) {
    check.report(
      .propertyWithoutObject, .note, at: place, "nothing in this workflow comes near this: \(property)",
      remedy: "nothing needs to be done if it is there for later changes; else mind its names")
  }
}
