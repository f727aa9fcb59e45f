package import Casework
import CivilTime
import JSON
package import WorkingTime

/// Plays a workflow's scenarios in virtual time and compares what happens with what they expect.
package struct ScenarioRunner {
  private let workflow: Workflow
  private let calendar: WorkingCalendar

  /// - Parameter calendar: the one that the workflow counts by.
  package init(workflow: Workflow, calendar: WorkingCalendar) {
    self.workflow = workflow
    self.calendar = calendar
  }

  /// The first thing that is not as the scenario expects, with its place; nil where all is.
  package func firstDifference(in entry: ScenarioFolder.Entry) -> ScenarioDifference? {
    let scenario = entry.scenario
    let data = scenario.given.data(over: entry.example)
    let organisations = self.organisations(in: scenario, data)
    var play: ScenarioPlay
    do throws(Simulation.Refusal) {
      play = try ScenarioPlay(
        Simulation(
          of: workflow, opening: data, as: Self.caseID, by: Actor(role: nil),
          facts: Facts(
            now: scenario.given.start, calendar: calendar,
            directory: directory(scenario.given.directory, organisations))))
    } catch {
      return ScenarioDifference(scenario.place, "the case can't be opened: \(error)")
    }
    for step in scenario.steps {
      var refusal: String?
      do throws(Simulation.Refusal) {
        try perform(step.act, in: &play, organisations)
      } catch {
        refusal = error.description
      }
      if let difference = play.difference(after: step, refusal: refusal) { return difference }
    }
    return play.leftOver(at: scenario.place)
  }

  private static let caseID = CaseID(UniqueID(high: 0x7000, low: 0x8000_0000_0000_0001))

  private func perform(
    _ act: ScenarioStep.Act?, in play: inout ScenarioPlay, _ organisations: [String]
  ) throws(Simulation.Refusal) {
    switch act {
    case nil: return
    case .send(let event, let role, let person, let data):
      try play.simulation.send(
        event, data: data.map(JSONValue.object), by: Actor(role: role, name: person ?? role))
    case .after(let delay): try play.simulation.advance(by: delay)
    case .at(let instant): try play.simulation.advance(to: instant)
    case .pause(let role, let reason): try play.simulation.pause(reason: reason, by: Actor(role: role))
    case .resume(let role): try play.simulation.resume(by: Actor(role: role))
    case .ended(let name, let data): try play.simulation.report(endOf: name, data: .object(data))
    case .directory(let roles):
      play.simulation.change(directory: directory(roles, organisations))
      return
    }
    play.takeUpdates()
  }

  /// A directory in which each of these roles is held at every organisation of the scenario; every role, where none are
  /// named.
  private func directory(_ roles: [String]?, _ organisations: [String]) -> Directory {
    let known = workflow.parties.compactMap(\.directoryRole)
    let held = roles ?? known
    return Directory(
      contacts: organisations.flatMap { organisation in
        held.map { role in
          Contact(
            organisation: organisation, role: role, name: "The \(role)",
            email: "\(role)@organisation.example")
        }
      })
  }

  /// Every organisation that the scenario's data name, from the beginning or later.
  private func organisations(in scenario: Scenario, _ data: JSONObject) -> [String] {
    let fields = workflow.fields.filter { $0.directory != nil }.map(\.name)
    var forms = [data]
    for step in scenario.steps {
      if case .send(_, _, _, let data?) = step.act { forms.append(data) }
    }
    let named = forms.flatMap { form in fields.compactMap { form[$0]?.stringValue } }
    return Set(named).sorted()
  }
}
