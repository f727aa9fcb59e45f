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
      calendars: calendars, neighbours: isFolder && Self.startsCases(bytes) ? neighbours(of: path, files) : nil)
    return WorkflowFolder(source: source, findings: diagnostics.findings)
  }

  /// Whether a look beside it is worth its while.
  private static func startsCases(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains("start:")
  }

  /// The names of the workflows in folders beside a workflow's.
  private static func neighbours(of folder: String, _ files: FileReading) -> [String] {
    let silent = FileReading(diagnostics: Diagnostics())
    let above = files.path(folder, "..")
    return silent.names(in: above, endingIn: [""], limit: WorkflowLimits.messages).compactMap { name in
      let file = files.path(files.path(above, name), WorkflowBundle.workflowPath)
      guard let bytes = silent.bytes(of: file, limit: WorkflowLimits.fileBytes, orElse: "") else { return nil }
      let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("workflow:") }
      let word = line?.dropFirst("workflow:".count).split(separator: "#").first?.split(separator: " ").first
      return word.map { String($0).replacing("\"", with: "").replacing("'", with: "").replacing("\r", with: "") }
    }
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
