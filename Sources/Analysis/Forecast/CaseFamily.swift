package import Casework
package import WorkingTime

/// The cases below a case: those that it has started, those that these have started, and what it takes to foresee those
/// that they may start yet. Only what is below a case can move it: nobody tells a case of the end of its parent.
package struct CaseFamily: Sendable {
  /// A case that was started, as it stands.
  package struct Member: Sendable {
    package let `case`: Case
    package let workflow: Workflow
    package let facts: Facts

    package init(case: Case, workflow: Workflow, facts: Facts) {
      self.case = `case`
      self.workflow = workflow
      self.facts = facts
    }
  }

  /// What a new case of a workflow would go by.
  package struct Rules: Sendable {
    package let workflow: Workflow
    package let facts: Facts

    package init(workflow: Workflow, facts: Facts) {
      self.workflow = workflow
      self.facts = facts
    }
  }

  /// Names what an errand makes, such as the case that it opens, as the engine will: an errand, and what it is for.
  package typealias Naming = @Sendable (ForecastErrand, String) -> UniqueID

  package let members: [Member]
  /// What waits to be carried from one of them to another.
  package let errands: [ForecastErrand]
  /// By the name of each workflow that may be started: what a new case of it goes by.
  package let rules: [String: Rules]
  let name: Naming

  /// More cases than this below one case are not looked at.
  package static let limit = 500

  package init(members: [Member], errands: [ForecastErrand], rules: [String: Rules], name: @escaping Naming) {
    self.members = members
    self.errands = errands
    self.rules = rules
    self.name = name
  }

  /// The same cases by other calendars, by their names; those that are not given stay.
  package func counting(by calendar: (String) -> WorkingCalendar?) -> CaseFamily {
    func other(_ facts: Facts, _ workflow: Workflow) -> Facts {
      var facts = facts
      facts.calendar = calendar(workflow.calendar) ?? facts.calendar
      return facts
    }
    return CaseFamily(
      members: members.map {
        Member(case: $0.case, workflow: $0.workflow, facts: other($0.facts, $0.workflow))
      }, errands: errands,
      rules: rules.mapValues { Rules(workflow: $0.workflow, facts: other($0.facts, $0.workflow)) }, name: name)
  }
}
