package import Foundation

/// The files of this checkout, for the tests that read the source.
package enum Checkout {
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL

  package static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Paths from the root, sorted.
  package static func swiftFiles(below folder: String) throws -> [String] {
    try files(below: folder).filter { $0.hasSuffix(".swift") }
  }

  /// Paths from the root, sorted.
  package static func files(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      .map { "\(folder)/\($0)" }.sorted()
  }

  /// The names of the folders directly below one.
  package static func folders(below folder: String) throws -> Set<String> {
    let place = root.appending(path: folder)
    return Set(
      try FileManager.default.contentsOfDirectory(atPath: place.path).filter {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: place.appending(path: $0).path, isDirectory: &isDirectory)
          && isDirectory.boolValue
      })
  }

  /// The modules that a file imports.
  package static func imports(of path: String) throws -> [String] {
    try text(of: path).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
        words[..<position].allSatisfy({ ["package", "internal", "public", "private", "@testable"].contains($0) })
      else { return nil }
      return words[position + 1].split(separator: ".").first.map(String.init)
    }
  }
}
