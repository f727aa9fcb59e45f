package import Casework

/// The text of one workflow, as it came from a folder, a store or a test.
package struct WorkflowSource: Sendable {
  /// The path of the workflow's file, as findings show it.
  package let file: String
  package let bytes: [UInt8]
  package let messages: [MessageFile]
  /// Whether its messages would be among `messages`: one that is missing is then an error, and else a warning.
  package let hasMessages: Bool
  /// The calendars that it may count by; nil where they are not known, and any name will do.
  package let calendars: [String]?
  /// The workflows beside it, of which its cases may start some; nil where they are not known, and any name will do.
  package let neighbours: [String]?

  package init(
    file: String, bytes: [UInt8], messages: [MessageFile] = [], hasMessages: Bool = true, calendars: [String]? = nil,
    neighbours: [String]? = nil
  ) {
    self.file = file
    self.bytes = bytes
    self.messages = messages
    self.hasMessages = hasMessages
    self.calendars = calendars
    self.neighbours = neighbours
  }

  package init(
    file: String, text: String, messages: [MessageFile] = [], hasMessages: Bool = true, calendars: [String]? = nil
  ) {
    self.init(
      file: file, bytes: Array(text.utf8), messages: messages, hasMessages: hasMessages, calendars: calendars)
  }

  /// The text by its path below the workflow's folder, wherever that folder was.
  package var files: [String: String] {
    var files = [WorkflowBundle.workflowPath: String(decoding: bytes, as: UTF8.self)]
    for message in messages {
      files[WorkflowBundle.messagePath(of: message.name)] = String(decoding: message.bytes, as: UTF8.self)
    }
    return files
  }

  /// The name of this version of the text, whatever the text says.
  package var digest: WorkflowDigest { WorkflowDigest(of: files) }
}
