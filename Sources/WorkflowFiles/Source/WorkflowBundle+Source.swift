package import Casework

extension WorkflowBundle {
  /// Where the workflow itself stands in its folder.
  package static let workflowPath = "workflow.yaml"
  /// Where its messages stand.
  package static let messageFolder = "messages"
  /// What follows a message's name.
  package static let messageSuffix = ".mustache"

  /// The path of a message below the workflow's folder.
  package static func messagePath(of name: String) -> String { "\(messageFolder)/\(name)\(messageSuffix)" }

  /// The bundle of a text that was read.
  package init(name: String, source: WorkflowSource) {
    let files = source.files
    self.init(name: name, digest: WorkflowDigest(of: files), files: files)
  }

  /// The text to read again, its files called as in the folder.
  package var source: WorkflowSource {
    let messages = files.keys.sorted().compactMap { path -> MessageFile? in
      guard path.hasPrefix(Self.messageFolder + "/"), path.hasSuffix(Self.messageSuffix) else { return nil }
      let name = path.dropFirst(Self.messageFolder.count + 1).dropLast(Self.messageSuffix.count)
      return MessageFile(file: path, name: String(name), text: files[path] ?? "")
    }
    return WorkflowSource(file: Self.workflowPath, text: files[Self.workflowPath] ?? "", messages: messages)
  }
}
