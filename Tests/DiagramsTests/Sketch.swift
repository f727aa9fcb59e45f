import Casework
import CivilTime
import Diagrams
import Foundation
import TestKit
import Testing
import WorkflowFiles
import WorkingTime

/// Workflows to draw: the shipped ones, and small ones of a test's own.
enum Sketch {
  static let zone = WorkingCalendar.london

  static var shipped: [String] {
    get throws { try Checkout.folders(below: "Workflows").subtracting(["calendars"]).sorted() }
  }

  static func shipped(_ name: String) throws -> Workflow {
    let folder = WorkflowFolder.load(Checkout.root.appending(path: "Workflows/\(name)").path)
    let source = try #require(folder.source)
    return try #require(WorkflowReader.read(source).workflow)
  }

  static func workflow(_ text: String) throws -> Workflow {
    let reading = WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text, hasMessages: false))
    return try #require(reading.workflow, "\(reading.findings.map(\.description))")
  }

  /// Names with everything in them that means something to one of the formats.
  static let awkward = """
    workflow: awkward
    title: "Tea & <scones> \\"now\\"; 50% #1: {ok}"
    data:
      go: { type: bool, title: "Is it \\"<&>\\"?" }
    parties:
      desk: { title: "Desk <a&b>", staff: true }
    states:
      "1 first; state":
        title: "First \\\\ <b>step</b> & \\"more\\""
        owner: desk
        within: 2 days
        otherwise: "end: all"
        on:
          "go-on": { title: "Go --> on; \\"yes\\" & <no>: #2", by: [desk], guard: "data.go && '<' != '&'", target: "end: all" }
      "end: all":
        type: final
        title: "The ]]> end"
    """

  /// A group that people may leave from any step, two ends, and a choice.
  static let ladder = """
    workflow: ladder
    title: Ladder
    data:
      central: { type: bool, title: Central government }
    parties:
      desk: { title: Desk, staff: true }
      buyer: { title: Buyer, name: "'b'", email: "'b@example.org'" }
    states:
      open:
        on:
          withdraw: { title: Withdraw, by: [buyer, desk], target: withdrawn }
          note: { title: Note, by: [desk] }
        states:
          asked:
            title: Asked
            owner: buyer
            within: { for: "data.central ? workingDays(5) : workingDays(10)" }
            remind: { at: [2 working days, 4 working days], template: reminder }
            otherwise: chosen
            on:
              answer: { title: Answer, by: [buyer], target: chosen }
              refuse: { title: Refuse, by: [buyer], target: chosen }
          chosen:
            title: Chosen
            always:
              - { guard: data.central, target: answered }
              - { target: looked-at }
          looked-at:
            title: Looked at
            owner: desk
            within: 1 month
            otherwise: answered
            on:
              ask-again: { title: Ask again, by: [desk], target: asked }
      answered: { type: final, title: Answered }
      withdrawn: { type: final, title: Withdrawn }
    """
}
