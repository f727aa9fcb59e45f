import Casework
import Testing
import WorkflowFiles

/// Reads a workflow that a test writes out; its messages are named by their first word.
func reading(_ text: String, messages: [String: String] = [:], hasMessages: Bool = true) -> WorkflowReading {
  let files = messages.sorted { $0.key < $1.key }.map {
    MessageFile(file: "\($0.key).mustache", name: $0.key, text: $0.value)
  }
  return WorkflowReader.read(WorkflowSource(file: "w.yaml", text: text, messages: files, hasMessages: hasMessages))
}

/// The findings of a workflow, as people see them.
func findings(_ text: String, messages: [String: String] = [:], hasMessages: Bool = true) -> String {
  reading(text, messages: messages, hasMessages: hasMessages).findings.map(\.description).joined(separator: "\n")
}

/// A workflow that reads without a finding.
func workflow(_ text: String, messages: [String: String] = [:]) throws -> Workflow {
  let reading = reading(text, messages: messages)
  #expect(reading.findings.isEmpty, "\(reading.findings.map(\.description).joined(separator: "\n"))")
  return try #require(reading.workflow)
}

/// A message with nothing in it but words.
let plainMessage = "Subject: About your case\n\nSomething has happened.\n"
