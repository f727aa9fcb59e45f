import Casework
import Foundation

/// Where a workflow stands on disk: a folder with `workflow.yaml`, or the file by itself.
package struct WorkflowFolder {
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
    let source = FolderReading(diagnostics: diagnostics).source(at: path, calendars: calendars)
    return WorkflowFolder(source: source, findings: diagnostics.findings)
  }
}

private struct FolderReading {
  let diagnostics: Diagnostics

  func source(at path: String, calendars: [String]?) -> WorkflowSource? {
    let isFolder = isFolder(path)
    let file = isFolder ? joined(path, WorkflowBundle.workflowPath) : path
    guard let bytes = bytes(of: file, limit: WorkflowLimits.fileBytes) else { return nil }
    let folder = joined((file as NSString).deletingLastPathComponent, WorkflowBundle.messageFolder)
    return WorkflowSource(
      file: file, bytes: bytes, messages: messages(in: folder), hasMessages: isFolder || self.isFolder(folder),
      calendars: calendars)
  }

  private func messages(in folder: String) -> [MessageFile] {
    guard isFolder(folder) else { return [] }
    var names: [String] = []
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(WorkflowBundle.messageSuffix) && !$0.hasPrefix(".") }.sorted()
    } catch {
      diagnostics.error(
        .unreadableFile, at: SourcePlace(file: folder), "the folder can't be read",
        remedy: "check who may read it")
    }
    if names.count > WorkflowLimits.messages {
      diagnostics.error(
        .tooManyMessages, at: SourcePlace(file: folder),
        "the folder has \(names.count) messages; at most \(WorkflowLimits.messages) are read",
        remedy: "remove those that nobody sends")
    }
    return names.prefix(WorkflowLimits.messages).compactMap { name in
      let file = joined(folder, name)
      return bytes(of: file, limit: WorkflowLimits.messageBytes).map {
        MessageFile(file: file, name: String(name.dropLast(WorkflowBundle.messageSuffix.count)), bytes: $0)
      }
    }
  }

  /// Reads no more than the limit and one byte, whatever the file claims to be.
  private func bytes(of file: String, limit: Int) -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: file) else {
      diagnostics.error(
        .unreadableFile, at: SourcePlace(file: file), "there is no such file",
        remedy: "name a folder with \(WorkflowBundle.workflowPath), or a workflow's file")
      return nil
    }
    var bytes: [UInt8] = []
    do {
      guard let handle = FileHandle(forReadingAtPath: file) else { throw CocoaError(.fileReadNoPermission) }
      defer { try? handle.close() }
      while bytes.count <= limit, let chunk = try handle.read(upToCount: limit + 1 - bytes.count), !chunk.isEmpty {
        bytes.append(contentsOf: chunk)
      }
    } catch {
      diagnostics.error(
        .unreadableFile, at: SourcePlace(file: file), "the file can't be read", remedy: "check who may read it")
      return nil
    }
    guard bytes.count <= limit else {
      diagnostics.error(
        .fileTooLarge, at: SourcePlace(file: file), "the file has more than \(limit) bytes",
        remedy: "split it into several files")
      return nil
    }
    return bytes
  }

  private func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
