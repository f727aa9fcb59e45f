import Casework

/// Where a workflow stands on disk: a folder with `workflow.yaml`, or the file by itself.
package struct WorkflowFolder: Sendable {
  /// What was found: nil where there is nothing to read, which the findings explain.
  package let source: WorkflowSource?
  package let findings: [Diagnostic]

  /// Reads a workflow's files.
  ///
  /// - Parameters:
  ///   - path: of the folder, or of the workflow's file.
  ///   - calendars: the names of the calendars that it may count by; nil where they are not known.
  package static func load(_ path: String, calendars: [String]? = nil) -> WorkflowFolder {
    let diagnostics = Diagnostics()
    let files = FileReading(diagnostics: diagnostics)
    let isFolder = files.isFolder(path)
    let file = isFolder ? files.path(path, WorkflowBundle.workflowPath) : path
    let remedy = "name a folder with \(WorkflowBundle.workflowPath), or a workflow's file"
    guard let bytes = files.bytes(of: file, limit: WorkflowLimits.fileBytes, orElse: remedy) else {
      return WorkflowFolder(source: nil, findings: diagnostics.findings)
    }
    let folder = files.path(files.folder(of: file), WorkflowBundle.messageFolder)
    let source = WorkflowSource(
      file: file, bytes: bytes, messages: messages(in: folder, files), hasMessages: isFolder || files.isFolder(folder),
      calendars: calendars)
    return WorkflowFolder(source: source, findings: diagnostics.findings)
  }

  private static func messages(in folder: String, _ files: FileReading) -> [MessageFile] {
    let suffix = WorkflowBundle.messageSuffix
    return files.names(in: folder, endingIn: [suffix], limit: WorkflowLimits.messages).compactMap { name in
      let file = files.path(folder, name)
      return files.bytes(of: file, limit: WorkflowLimits.messageBytes, orElse: "check the folder").map {
        MessageFile(file: file, name: String(name.dropLast(suffix.count)), bytes: $0)
      }
    }
  }
}
