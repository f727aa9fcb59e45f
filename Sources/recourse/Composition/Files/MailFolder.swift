import Foundation

/// Where messages are written as files.
enum MailFolder {
  /// Makes the folder, for its owner's eyes alone: every message in it is confidential.
  ///
  /// - Throws: `Answer` where nothing can be written there.
  static func prepare(_ path: String) throws {
    let files = FileManager.default
    try? files.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard access(path, W_OK) == 0 else {
      throw Answer.no(
        "\(path): mail can't be written here; choose another folder with --mail, or change its permissions")
    }
  }
}
