import ArgumentParser
import WorkflowFiles

/// `recourse schema`: the workflow language for editors.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of workflow files, with which editors complete and explain keys.",
    discussion: """
      Keep it beside the workflows and name it in a file's first line: # yaml-language-server: $schema=../schema.json. It \
      sees the shape of a file; recourse check sees what it means.

      Example: recourse schema > Workflows/schema.json
      """)

  func run() throws { Shell.print(WorkflowSchema.document.serialized()) }
}
