import Analysis
import Casework

/// Looks for properties that a case can break, and for those that no case could.
struct PropertyCheck {
  let check: CheckContext

  private var workflow: Workflow { check.workflow }

  func run() {
    guard !workflow.properties.isEmpty else { return }
    for (number, property) in workflow.properties.enumerated() {
      let monitor = PropertyMonitor(property, of: workflow)
      if !monitor.otherIsPossible {
        reportAimless(property, at: check.places.properties[number])
      } else if !monitor.couldBeBroken {
        noteGuard(property, at: check.places.properties[number])
      }
    }
  }

  /// Looks for ways to break them.
  ///
  /// - Parameter space: what cases do as far as nobody asks for more.
  func prove(in space: Space) {
    for finding in PropertySearch(workflow, in: space).findings() { report(finding) }
  }

  private func report(_ finding: PropertyFinding) {
    let property = workflow.properties[finding.property]
    let place = check.places.properties[finding.property]
    let how: String
    switch finding.fault {
    case .happens: how = ""
    case .takesTooLong(let most?): how = ": it can take \(most) working days"
    case .takesTooLong(nil): how = ": there is no end to it"
    case .endsWithout: how = ": the case can end without it"
    case .waitsForever: how = ": the case can wait for ever"
    case .unproved:
      check.report(
        .propertyUnproved, .warning, at: place,
        "this is not proved, as there are more cases than could be looked at: \(property)",
        remedy: "guard by fewer fields, or split the workflow")
      return
    }
    let why = property.reason.map { " (because: \($0))" } ?? ""
    check.report(
      isAlways(property) ? .propertyAlways : .propertyNever, finding.isCoarse ? .warning : .error, at: place,
      "a case \(certainty(finding)) break this: \(property)\(how)\(why)",
      remedy: "follow the path: guard one of its steps, or say in the property what is meant to be allowed",
      trace: finding.trace)
  }

  private func certainty(_ finding: PropertyFinding) -> String {
    if finding.isCoarse { return "may, as there are too many to tell all of them apart," }
    return finding.isExact ? "can" : "may, if what the data do not decide goes that way,"
  }

  private func isAlways(_ property: Property) -> Bool {
    switch property.rule {
    case .never, .neverWaits(_, outcome: true, _): false
    case .neverWaits, .together, .eventually: true
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
