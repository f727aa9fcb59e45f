import Foundation

/// Reads files no further than a bound, and says in findings why one can't be read.
struct FileReading {
  let diagnostics: Diagnostics

  /// The bytes of a file. No more than the limit and one byte are read, whatever the file claims to be.
  func bytes(of file: String, limit: Int, orElse remedy: String) -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: file) else {
      diagnostics.error(.unreadableFile, at: SourcePlace(file: file), "there is no such file", remedy: remedy)
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

  /// The names in a folder that end in one of the endings, sorted; hidden files are left out. Where there is no such
  /// folder there are none.
  func names(in folder: String, endingIn endings: [String], limit: Int) -> [String] {
    guard isFolder(folder) else { return [] }
    guard let all = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      diagnostics.error(
        .unreadableFile, at: SourcePlace(file: folder), "the folder can't be read", remedy: "check who may read it")
      return []
    }
    let names = all.filter { name in !name.hasPrefix(".") && endings.contains { name.hasSuffix($0) } }.sorted()
    if names.count > limit {
      diagnostics.error(
        .tooManyFiles, at: SourcePlace(file: folder), "the folder has \(names.count) files; at most \(limit) are read",
        remedy: "remove those that nobody needs")
    }
    return Array(names.prefix(limit))
  }

  func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }

  /// The folder in which a file stands; empty for the one in which we are.
  func folder(of file: String) -> String { (file as NSString).deletingLastPathComponent }

  func path(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
