package import Foundation

/// Other people's test cases and real registers, which stand beside the repository and never in it.
///
/// Tests that read them run wherever they are there, and say so where they are not.
package enum SharedMaterial {
  /// The folder named `shared` beside the checkout, or nil where this machine has none.
  package static let folder: URL? = {
    let beside = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared")
      .standardizedFileURL
    return FileManager.default.fileExists(atPath: beside.path) ? beside : nil
  }()

  /// The lines of a file below `folder`, empty lines left out.
  ///
  /// - Returns: nil where the folder is not there; the caller then says so and ends.
  /// - Throws: where the folder is there and the file can't be read.
  package static func lines(of path: String) throws -> [String]? {
    guard let folder else {
      print("note: \(path) was not read: there is no folder \"shared\" beside this checkout")
      return nil
    }
    let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    return text.split(separator: "\n").map(String.init)
  }
}
