import Foundation

/// What `recourse.conf` says: a line `key = value` for each setting, `#` before a comment.
///
/// It stands in the data directory, or where RECOURSE_CONFIG says. What is given on the command line or in the
/// environment goes before it.
struct ConfigurationFile {
  /// What can be set in it.
  enum Key: String, CaseIterable {
    /// As --database.
    case database
    /// As --listen-database.
    case listenDatabase = "listen-database"
    /// As --pooled: yes or no.
    case pooled
    /// As --mail and --settings.
    case mail, settings
  }

  private let values: [Key: String]

  subscript(key: Key) -> String? { values[key] }

  /// Reads the file, where there is one.
  ///
  /// - Throws: `Answer` where RECOURSE_CONFIG names a file that can't be read, or a line is wrong.
  static func read(dataDirectory: String) throws -> ConfigurationFile {
    let named = Environment["RECOURSE_CONFIG"]
    let path = named ?? dataDirectory + "/recourse.conf"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      guard named == nil, !FileManager.default.fileExists(atPath: path) else {
        throw Answer.no("\(path): this configuration can't be read; see its permissions, or unset RECOURSE_CONFIG")
      }
      return ConfigurationFile(values: [:])
    }
    return try ConfigurationFile(text: text, path: path)
  }

  /// - Throws: `Answer` with file and line; never a value, which may hold a password.
  init(text: String, path: String) throws {
    var values: [Key: String] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmingCharacters(in: .whitespaces)
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      func wrong(_ what: String) -> Answer { Answer.no("\(path):\(index + 1): \(what)") }
      guard parts.count == 2, !parts[1].isEmpty else { throw wrong("a line reads key = value") }
      guard let key = Key(rawValue: parts[0]) else {
        let known = Key.allCases.map(\.rawValue).joined(separator: ", ")
        throw wrong("there is no setting \"\(parts[0])\"; there are \(known)")
      }
      guard values[key] == nil else { throw wrong("\"\(parts[0])\" is set a second time") }
      guard key != .pooled || ["yes", "no"].contains(parts[1]) else { throw wrong("pooled is yes or no") }
      values[key] = parts[1]
    }
    self.init(values: values)
  }

  private init(values: [Key: String]) { self.values = values }
}
