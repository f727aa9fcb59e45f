import Analysis
import Casework
import Foundation
import TestKit
import Testing
import WorkflowFiles

/// One change to a shipped workflow that breaks one of its properties.
struct Sabotage: CustomTestStringConvertible, Sendable {
  let workflow: String
  /// A message of it, or its file.
  let file: String
  let old: String
  let new: String
  /// How the reason of the property begins that it breaks; its text, where it gives none.
  let breaks: String

  var testDescription: String { "\(workflow): \(breaks)" }

  init(_ workflow: String, _ breaks: String, in file: String = "workflow.yaml", _ old: String, _ new: String) {
    (self.workflow, self.breaks, self.file, self.old, self.new) = (workflow, breaks, file, old, new)
  }

  static let all =
    SabotageOfConcerns.all + [
      Sabotage(
        "spot-check", "Nobody is told of a check", "            always:\n              - { guard: data.announced",
        "            entry: [notify: { to: authority, template: comments-invited }]\n            always:\n"
          + "              - { guard: data.announced"),
      Sabotage("spot-check", "Nothing is put forward", "otherwise: draft-findings", "otherwise: published"),
      Sabotage("spot-check", "Whoever went through the list", "not-by: [complete-checklist, ", "not-by: ["),
      Sabotage(
        "spot-check", "Nobody approves a draft", "not-by: [complete-checklist, submit-findings]",
        "not-by: [complete-checklist]"),
      Sabotage("spot-check", "No notice binds", "guard: \"!data.central\"", "guard: data.central"),
      Sabotage(
        "spot-check", "Whoever has heard of a check",
        "          - notify: { to: authority, template: check-cancelled }",
        "          - notify: { to: case-team, template: check-cancelled }"),
      Sabotage(
        "spot-check", "always the case ends",
        "        within: 10 working days\n        remind: { at: [5 working days, 8 working days]",
        "        within: 90 working days\n        remind: { at: [5 working days, 8 working days]"),
      Sabotage(
        "review", "Neither the other side", in: "messages/other-side-request.mustache", "You were a side",
        "{{ data.requester_name }} asks about a case. You were a side"),
      Sabotage(
        "review", "Nothing is corrected", "otherwise: overdue\n            on:\n              approve:",
        "otherwise: decided\n            on:\n              approve:"),
      Sabotage(
        "review", "Whoever changes a result", "not-by: [can-be-reviewed, confirm-result, change-result, reopen-case]",
        "not-by: [can-be-reviewed, confirm-result, reopen-case]"),
      Sabotage(
        "review", "The officer who decided",
        "                  change-result:\n                    title: The result is changed\n                    by: [reviewer]\n                    not-by: [can-be-reviewed]\n",
        "                  change-result:\n                    title: The result is changed\n                    by: [reviewer]\n"
      ),
      Sabotage(
        "review", "Whoever asked hears", "      - notify: { to: requester, template: closed-no-grounds }",
        "      - notify: { to: ops, template: closed-no-grounds }"),
      Sabotage(
        "review", "Whoever was heard", "- notify: { to: other-side, template: no-longer-needed }",
        "- notify: { to: ops, template: no-longer-needed }"),
      Sabotage(
        "recommendation-follow-up", "Nothing is put forward",
        "otherwise: overdue\n            on:\n              approve:",
        "otherwise: published\n            on:\n              approve:"),
      Sabotage(
        "recommendation-follow-up", "Nobody approves a judgement",
        "not-by: [implemented, partly-implemented, not-implemented, submit]",
        "not-by: [implemented, partly-implemented, submit]"),
      Sabotage(
        "recommendation-follow-up", "Nobody is said to have done nothing", "                  target: reply\n",
        "                  target: referral\n"),
      Sabotage(
        "recommendation-follow-up", "Only a strategic supplier",
        "                guard: has(data.strategic_supplier)\n",
        ""),
      Sabotage(
        "recommendation-follow-up", "The authority hears",
        "      - notify: { to: authority, template: closed-not-progressed }\n", ""),
    ]

  /// The sabotaged workflow.
  func reading() throws -> WorkflowReading {
    let folder = Checkout.root.appending(path: "Workflows/\(workflow)").path
    let source = try #require(WorkflowFolder.load(folder).source)
    var text = String(decoding: source.bytes, as: UTF8.self)
    var messages = source.messages
    if file == "workflow.yaml" {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new, maxReplacements: 1)
    } else {
      let name = try #require(file.split(separator: "/").last).dropLast(".mustache".count)
      messages = try messages.map { message in
        guard message.name == name else { return message }
        let words = String(decoding: message.bytes, as: UTF8.self)
        try #require(words.contains(old))
        return MessageFile(file: message.file, name: message.name, text: words.replacing(old, with: new))
      }
    }
    return WorkflowReader.read(WorkflowSource(file: "workflow.yaml", text: text, messages: messages))
  }
}

@Suite("The shipped workflows keep their properties, and would not without their guards") struct ShippedPropertyTests {
  @Test(arguments: try Checkout.folders(below: "Workflows").subtracting(["calendars"]).sorted())
  func `every shipped workflow says what must hold`(_ name: String) throws {
    let folder = Checkout.root.appending(path: "Workflows/\(name)").path
    let reading = WorkflowReader.read(try #require(WorkflowFolder.load(folder).source))
    let properties = try #require(reading.workflow).properties
    #expect(properties.count >= 6)
    #expect(properties.contains { $0.description.hasPrefix("always the case ends within") })
  }

  @Test(arguments: try Checkout.folders(below: "Workflows").subtracting(["calendars"]).sorted())
  func `the properties hold`(_ name: String) throws {
    let folder = Checkout.root.appending(path: "Workflows/\(name)").path
    let source = try #require(WorkflowFolder.load(folder).source)
    let workflow = try #require(WorkflowReader.read(source).workflow)
    let found = PropertySearch(workflow).findings()
    #expect(found.isEmpty, "\(found)")
  }

  @Test(arguments: Sabotage.all) func `whoever takes a safeguard out is told which property that breaks`(
    sabotage: Sabotage
  ) throws {
    let reading = try sabotage.reading()
    let workflow = try #require(reading.workflow, "\(reading.findings)")
    let meant = workflow.properties.indices.filter {
      (workflow.properties[$0].reason ?? workflow.properties[$0].description).hasPrefix(sabotage.breaks)
    }
    let number = try #require(meant.first)
    #expect(meant.count == 1)
    let found = PropertySearch(workflow).finding(number)
    #expect(found.map { $0.fault != .unproved } == true)
    #expect(found?.trace.isEmpty == false)
  }
}
