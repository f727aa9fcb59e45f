import Foundation

/// What people mean by the paths they give: a file, a workflow's folder, or a folder of workflows.
enum WorkflowPaths {
  /// - Throws: `Answer` where a path is not there, or a folder holds no workflow.
  static func expand(_ paths: [String]) throws -> [String] {
    try paths.flatMap { path in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Answer.no("\(path): there is no such file or folder")
      }
      guard isFolder.boolValue, !FileManager.default.fileExists(atPath: path + "/workflow.yaml") else { return [path] }
      let inner = try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { path + "/" + $0 }
        .filter { FileManager.default.fileExists(atPath: $0 + "/workflow.yaml") }
      guard !inner.isEmpty else { throw Answer.no("\(path): there is no workflow.yaml here or one folder below") }
      return inner
    }
  }
}
