/// A message's file as it was found beside a workflow.
package struct MessageFile: Sendable, Hashable {
  /// The path as findings show it.
  package let file: String
  /// What the workflow calls it: the file's name without `.mustache`.
  package let name: String
  package let bytes: [UInt8]

  package init(file: String, name: String, bytes: [UInt8]) {
    self.file = file
    self.name = name
    self.bytes = bytes
  }

  package init(file: String, name: String, text: String) {
    self.init(file: file, name: name, bytes: Array(text.utf8))
  }
}
